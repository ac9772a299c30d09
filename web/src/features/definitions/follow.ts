import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { type Loaded, latest, problemOf } from '../../state/resource';

export interface Followed<A> {
  readonly loaded: ReadonlySignal<Loaded<A>>;
  close(): void;
}

/**
 * Answers a question that changes faster than it can be answered, such as one asked by a slider. Each answer is shown
 * as it comes, then the newest question is asked and those in between are never sent: the picture follows the finger,
 * however slow the line. No question (`null`) leaves the last answer in sight, marked as a former one.
 */
export function follow<Q, A>(
  question: ReadonlySignal<Q | null>,
  ask: (question: Q, signal: AbortSignal) => Promise<A>,
): Followed<A> {
  const loaded = signal<Loaded<A>>({ state: 'idle' });
  const abort = new AbortController();
  let underWay: Q | null = null;

  function next(): void {
    const asked = question.peek();
    if (underWay !== null || abort.signal.aborted) return;
    if (asked === null) return;
    underWay = asked;
    ask(asked, abort.signal).then(
      (value) => settle(asked, { state: 'ready', value }),
      (error: unknown) => settle(asked, { state: 'failed', problem: problemOf(error) }),
    );
  }

  function settle(asked: Q, answer: Loaded<A>): void {
    if (abort.signal.aborted) return;
    underWay = null;
    const newest = question.peek() === asked;
    // A failure is about the question that failed; a newer one gets its own answer.
    if (newest) loaded.value = answer;
    else if (answer.state === 'ready') loaded.value = { state: 'waiting', last: answer.value };
    if (!newest) next();
  }

  const stop = effect(() => {
    const asked = question.value;
    const last = latest(loaded.peek());
    if (asked !== null || last !== null) loaded.value = { state: 'waiting', last };
    next();
  });

  return {
    loaded,
    close() {
      stop();
      abort.abort();
    },
  };
}
