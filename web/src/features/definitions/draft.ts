import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { type Check, checkText, type Parameter } from '../../api/definitions';
import type { ProblemDetails } from '../../api/wire';
import { problemOf } from '../../state/resource';
import { splice } from './editing';

/** While somebody types, the text is checked once the keys have rested this long. */
const SETTLE_MS = 350;

export type Checked =
  | { state: 'waiting'; last: Check | null }
  | { state: 'ready'; check: Check }
  | { state: 'failed'; problem: ProblemDetails };

/** A text that somebody is working on. It lives in the browser until it is proposed or saved; nothing typed is lost. */
export interface Draft {
  readonly text: ReadonlySignal<string>;
  readonly checked: ReadonlySignal<Checked>;
  readonly parameters: ReadonlySignal<readonly Parameter[]>;
  /** The newest text without a fault; `null` while the text has one, or nobody knows yet. */
  readonly sound: ReadonlySignal<string | null>;
  /** Whether this began with a text kept from before, and not with the one on the server. */
  readonly kept: Signal<boolean>;
  readonly changed: ReadonlySignal<boolean>;
  /** The tag to name when it is saved. */
  basis(): string | null;
  /** Somebody has seen what is on record now, and means to write over it. */
  rebase(basis: string | null): void;
  write(text: string): void;
  /** Puts a number in its place; takes effect at once, since a number between its bounds makes no fault. */
  set(key: string, value: number): void;
  /** Forgets what was kept, after it was saved. */
  forget(): void;
  startOver(): void;
  close(): void;
}

/** Where texts are kept; the browser's own, unless it refuses. */
function storage(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

interface Kept {
  text: string;
  /** The tag of what was on record when somebody began to write: a change since then must not be written over. */
  basis: string | null;
}

function keptBefore(key: string): Kept | null {
  const kept: unknown = JSON.parse(storage()?.getItem(key) ?? 'null');
  return kept as Kept | null;
}

function keep(key: string, kept: Kept | null): void {
  try {
    if (kept === null) storage()?.removeItem(key);
    else storage()?.setItem(key, JSON.stringify(kept));
  } catch {
    // A full or forbidden store: the text is still on the page.
  }
}

export function openDraft(key: string, initial: string, basis: string | null): Draft {
  const before = keptBefore(key);
  const text = signal(before?.text ?? initial);
  const checked = signal<Checked>({ state: 'waiting', last: null });
  const parameters = signal<readonly Parameter[]>([]);
  const sound = signal<string | null>(null);
  let since = before?.basis ?? basis;
  const kept = signal(before !== null && before.text !== initial);

  const stop = effect(() => {
    const now = text.value;
    const state = checked.peek();
    const last = state.state === 'ready' ? state.check : state.state === 'waiting' ? state.last : null;
    const abort = new AbortController();
    checked.value = { state: 'waiting', last };
    const timer = setTimeout(
      () => {
        checkText(now, abort.signal).then(
          (check) => {
            if (abort.signal.aborted) return;
            batch(() => {
              checked.value = { state: 'ready', check };
              parameters.value = check.parameters;
              sound.value = check.faults.length === 0 ? now : null;
            });
          },
          (error: unknown) => {
            if (!abort.signal.aborted) checked.value = { state: 'failed', problem: problemOf(error) };
          },
        );
      },
      last === null ? 0 : SETTLE_MS,
    );
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  });

  function change(to: string): void {
    text.value = to;
    keep(key, to === initial ? null : { text: to, basis: since });
  }

  return {
    text,
    checked,
    parameters,
    sound,
    kept,
    changed: computed(() => text.value !== initial),
    basis: () => since,
    rebase(on) {
      since = on;
      change(text.peek());
    },
    write(to) {
      batch(() => {
        // Until it is checked, nobody knows where its numbers are.
        if (to !== text.peek()) sound.value = null;
        change(to);
      });
    },
    set(parameter, value) {
      // Only in a text that was checked: elsewhere the places of the numbers are not known.
      if (sound.peek() === null) return;
      batch(() => {
        const edited = splice({ text: text.peek(), parameters: [...parameters.peek()] }, parameter, value);
        parameters.value = edited.parameters;
        sound.value = edited.text;
        change(edited.text);
      });
    },
    forget() {
      keep(key, null);
    },
    startOver() {
      batch(() => {
        kept.value = false;
        since = basis;
        if (text.peek() !== initial) sound.value = null;
        change(initial);
      });
    },
    close: stop,
  };
}
