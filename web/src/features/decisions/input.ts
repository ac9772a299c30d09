/** What is written down of a decision, and what is wrong with it. Pure. */
import type { Decision, DecisionInput, Verdict } from '../../api/decisions';
import type { ProblemDetails } from '../../api/wire';

/** A decision that is being written: what is not chosen yet is `null`. */
export interface Draft {
  decision: Verdict | null;
  reasons: string;
  dissent: string;
  decided_on: string;
  public: boolean;
}

export function draftOf(of: Decision | null, today: string): Draft {
  if (of === null) return { decision: null, reasons: '', dissent: '', decided_on: today, public: false };
  return {
    decision: of.decision,
    reasons: of.reasons,
    dissent: of.dissent ?? '',
    decided_on: of.decided_on,
    public: of.public,
  };
}

/** Ready to be sent, or `null` while nothing is chosen. Words stay as they were typed. */
export function inputOf(draft: Draft, ranking: string): DecisionInput | null {
  if (draft.decision === null) return null;
  return {
    decision: draft.decision,
    reasons: draft.reasons,
    dissent: draft.dissent.trim() === '' ? null : draft.dissent,
    decided_on: draft.decided_on,
    ranking,
    public: draft.public,
  };
}

export const FIELDS = ['decision', 'decided_on', 'reasons', 'dissent', 'public'] as const;
export type Field = (typeof FIELDS)[number];

/** What the server says of each field, and what it says of none. */
export function faultsOf(problem: ProblemDetails | null): {
  by: Partial<Record<Field, string[]>>;
  rest: string[];
} {
  const by: Partial<Record<Field, string[]>> = {};
  const rest: string[] = [];
  for (const { pointer, detail } of problem?.errors ?? []) {
    const [, first] = pointer.split('/');
    const field = FIELDS.find((one) => one === first);
    if (field === undefined) rest.push(detail);
    else by[field] = [...(by[field] ?? []), detail];
  }
  return { by, rest };
}
