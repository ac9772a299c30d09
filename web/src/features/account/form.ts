import { type Signal, useSignal } from '@preact/signals';
import type { ProblemDetails } from '../../api/wire';
import { problemOf } from '../../state/resource';

export interface Submitting {
  readonly busy: Signal<boolean>;
  readonly problem: Signal<ProblemDetails | null>;
  /** Does it once at a time, and keeps why it failed. */
  run(what: () => Promise<void>): Promise<void>;
}

/** Sending a form: not twice by a double click, and with what went wrong. */
export function useSubmitting(): Submitting {
  const busy = useSignal(false);
  const problem = useSignal<ProblemDetails | null>(null);
  return {
    busy,
    problem,
    async run(what) {
      if (busy.peek()) return;
      busy.value = true;
      problem.value = null;
      try {
        await what();
      } catch (error) {
        problem.value = problemOf(error);
      } finally {
        busy.value = false;
      }
    },
  };
}
