/** Steps that can be taken back: a change is plain data, so what was there before it is too. Pure. */
export interface History<T> {
  past: readonly T[];
  now: T;
  future: readonly T[];
}

/** Steps kept. More would fill the memory of a long meeting for nothing. */
const KEPT = 100;

export function begin<T>(now: T): History<T> {
  return { past: [], now, future: [] };
}

/** A further step. What had been taken back is gone with it, as there is no one way forward any more. */
export function step<T>(history: History<T>, now: T): History<T> {
  return { past: [...history.past, history.now].slice(-KEPT), now, future: [] };
}

export function undo<T>(history: History<T>): History<T> {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return { past: history.past.slice(0, -1), now: before, future: [history.now, ...history.future] };
}

export function redo<T>(history: History<T>): History<T> {
  const [next, ...rest] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.now], now: next, future: rest };
}
