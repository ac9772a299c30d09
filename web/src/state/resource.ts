import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { NO_ANSWER, Problem } from '../api/client';
import type { ProblemDetails } from '../api/wire';

/** An answer on its way. `last` keeps the previous one on screen, marked as such, instead of a flash of nothing. */
export type Loaded<T> =
  | { state: 'idle' }
  | { state: 'waiting'; last: T | null }
  | { state: 'ready'; value: T }
  | { state: 'failed'; problem: ProblemDetails };

export interface Resource<T> {
  readonly loaded: ReadonlySignal<Loaded<T>>;
  /** Asks again after a failure. */
  retry(): void;
}

/** Answers kept for going back and forth, for example along the slider. */
const KEPT = 80;

/** How often something was written that answers under a path tell of, by the beginning of the path. */
const written = signal<ReadonlyMap<string, number>>(new Map());

/**
 * After something was written: nothing kept is trusted any more, and what is on screen is asked anew. `under` is where
 * answers tell of it, if not everywhere.
 */
export function askAnew(under = ''): void {
  const before = written.peek();
  written.value = new Map(before).set(under, (before.get(under) ?? 0) + 1);
}

/** How often something was written that the answer at `path` may tell of. */
function writesFor(path: string): number {
  return [...written.value].reduce((sum, [under, times]) => sum + (path.startsWith(under) ? times : 0), 0);
}

/**
 * What there is to show: the answer, or the previous one while waiting for it. After a failure nothing: the page
 * already names the new question, and an old answer under it would be a false one.
 */
export function latest<T>(loaded: Loaded<T>): T | null {
  switch (loaded.state) {
    case 'idle':
    case 'failed':
      return null;
    case 'ready':
      return loaded.value;
    case 'waiting':
      return loaded.last;
  }
}

export function problemOf(error: unknown): ProblemDetails {
  if (error instanceof Problem) return error.details;
  const detail = error instanceof Error ? error.message : null;
  return { type: 'about:blank', title: 'unreadable answer', status: NO_ANSWER, detail, errors: [] };
}

/**
 * Follows `path`: loads what it names, drops answers that come too late, and waits `settleMs` first
 * so that a slider does not ask for every day it passes. `at once` asks before the page has drawn what was asked:
 * for a picture that is waited for.
 */
export function resource<T>(
  path: ReadonlySignal<string | null>,
  load: (path: string, signal: AbortSignal) => Promise<T>,
  settleMs: number | 'at once' = 0,
): Resource<T> {
  const loaded = signal<Loaded<T>>({ state: 'idle' });
  const attempt = signal(0);
  const kept = new Map<string, { value: T; writes: number }>();
  const writes = computed(() => (path.value === null ? 0 : writesFor(path.value)));

  function keep(key: string, value: T, writes: number): void {
    kept.delete(key);
    kept.set(key, { value, writes });
    const oldest = kept.keys().next();
    if (kept.size > KEPT && !oldest.done) kept.delete(oldest.value);
  }

  effect(() => {
    const asked = path.value;
    attempt.value;
    const since = writes.value;
    if (asked === null) {
      loaded.value = { state: 'idle' };
      return;
    }
    const known = kept.get(asked);
    if (known?.writes === since) {
      loaded.value = { state: 'ready', value: known.value };
      return;
    }
    const abort = new AbortController();
    const last = latest(loaded.peek());
    loaded.value = { state: 'waiting', last };
    const ask = () => {
      load(asked, abort.signal).then(
        (value) => {
          if (abort.signal.aborted) return;
          keep(asked, value, since);
          loaded.value = { state: 'ready', value };
        },
        (error: unknown) => {
          if (!abort.signal.aborted) loaded.value = { state: 'failed', problem: problemOf(error) };
        },
      );
    };
    if (settleMs === 'at once') {
      ask();
      return () => abort.abort();
    }
    const timer = setTimeout(ask, last === null ? 0 : settleMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  });

  return {
    loaded,
    retry: () => {
      attempt.value += 1;
    },
  };
}
