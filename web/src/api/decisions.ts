/** Decisions of the working group: what was decided on an option, why, who disagreed, and what has become of the gap. */
import { getTagged, send, type Tagged } from './client';
import type { KnownOutcome, Text } from './wire';

export const VERDICTS = ['chosen', 'deferred', 'not_chosen'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What somebody of the working group writes down. */
export interface DecisionInput {
  decision: Verdict;
  reasons: string;
  dissent: string | null;
  decided_on: string;
  /** The permalink of the ranking that was looked at. */
  ranking: string;
  public: boolean;
}

export interface GapRow {
  community_id: string;
  community: string;
  standard: string;
  /** Only of a referral position: the way through care that it is about. */
  way?: Text;
  at_least: KnownOutcome;
  at_most: KnownOutcome;
  days_met: number;
  shortfall: number;
}

/** The gap as it stood on a day. */
export interface GapThen {
  as_of: string;
  places: number;
  met: number;
  partly_met: number;
  unmet: number;
  unknown: number;
  rows: GapRow[];
}

export interface Decision extends DecisionInput {
  id: string;
  option: string;
  kind: 'request' | 'gap' | 'position';
  request: string | null;
  community_id: string | null;
  standard: string | null;
  title: Text;
  recorded_on: string;
  definition: string | null;
  definition_version: string | null;
  then: GapThen;
  /** `null`: the text of the definition is gone, so that it cannot be reckoned again. */
  now: GapThen | null;
  closed: 'yes' | 'partly' | 'no' | 'unknown' | null;
  sentence: Text;
  may: { change: boolean; read_history: boolean };
}

export interface DecisionList {
  decisions: Decision[];
  may: { record: boolean };
}

export interface DecisionVersion {
  at: string;
  decision: Verdict;
  reasons: string;
  dissent: string | null;
  decided_on: string;
  public: boolean;
  ranking: string;
}

export const decisionsPath = '/api/decisions';

export function decisionsOfPath(option: string): string {
  return `${decisionsPath}?${new URLSearchParams({ option })}`;
}

export function decisionPath(id: string): string {
  return `${decisionsPath}/${encodeURIComponent(id)}`;
}

export function decisionHistoryPath(id: string): string {
  return `${decisionPath(id)}/history`;
}

/** With its tag, which a change has to name. */
export function getDecision(path: string, signal: AbortSignal): Promise<Tagged<Decision>> {
  return getTagged<Decision>(path, signal);
}

export function recordDecision(option: string, input: DecisionInput): Promise<Tagged<Decision>> {
  return send<Decision>('POST', decisionsPath, { option, ...input });
}

export function changeDecision(
  id: string,
  input: DecisionInput,
  etag: string | null,
): Promise<Tagged<Decision>> {
  return send<Decision>('PUT', decisionPath(id), input, { ifMatch: etag });
}
