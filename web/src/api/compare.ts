import type { When } from './paths';
import type { KnownOutcome, Outcome, Question, Standing, Supply, Text } from './wire';

/** A definition as it stands in the list of definitions. */
export interface DefinitionSummary {
  id: string;
  version: string;
  /** Whether it is the version that people look at by default. */
  current: boolean;
  standing: Standing;
  title: Text;
  standards: { id: string; title: Text }[];
}

export interface DefinitionList {
  definitions: DefinitionSummary[];
}

export interface Verdict {
  outcome: Outcome;
  at_least: KnownOutcome;
  at_most: KnownOutcome;
  days_met: number;
  days_partly_met: number;
  days_unmet: number;
  days_unknown: number;
  shortfall: number;
}

/** What made an outcome change: a requirement whose words changed, a service that came, went or changed, or a way
 *  between two places that opened or closed. */
export interface Because {
  kind: 'requirement' | 'service' | 'link';
  field: string | null;
  service_id: string | null;
  service: string | null;
  link_id: string | null;
  before: Setting;
  after: Setting;
  /** Whether this change alone makes the outcome change. */
  alone: boolean;
  words: Text;
}

export interface Flip {
  community_id: string;
  community: string;
  region: string | null;
  standard: string;
  title: Text;
  /** `null`: the standard does not ask anything for this place on that side. */
  before: Verdict | null;
  after: Verdict | null;
  because: Because[];
}

type ByOutcome = Record<Outcome, number>;

export interface Metrics {
  communities: ByOutcome;
  /** `null`: withheld, because so few people could be recognised. */
  people: ByOutcome | null;
  communities_total: number;
  people_total: number | null;
  coverage_communities: number;
  coverage_people: number | null;
  mean_days_met: number;
  mean_shortfall: number;
  gini_days_met: number;
  worst: { community_id: string; community: string; shortfall: number } | null;
}

export interface StandardDiff {
  standard: string;
  title: Text;
  in: 'both' | 'before' | 'after';
  before: Metrics | null;
  after: Metrics | null;
}

/** What a requirement is set to; `null` where it is not set. */
export type Setting = string | number | boolean | readonly string[] | Readonly<Record<string, number>> | null;

export interface TextChange {
  field: string;
  standard: string | null;
  way: string | null;
  name: string;
  before: Setting;
  after: Setting;
}

export interface Line {
  op: 'same' | 'removed' | 'added';
  text: string;
}

export interface Diff {
  before: Question;
  after: Question;
  /** The link to this comparison, as it is now; `null` where a side is not saved. */
  permalink: string | null;
  text: { changes: TextChange[]; lines: Line[] };
  flips: Flip[];
  standards: StandardDiff[];
}

/** One side of a comparison: which text, by which records, counting which services. */
export interface Side {
  definition: string;
  version: string;
  /** YYYY-MM-DD, or `null` for today. */
  asOf: string | null;
  supply: Supply;
}

export const definitionsPath = '/api/definitions';

export type DiffFormat = 'json' | 'csv' | 'xlsx';

/** What changes from `before` to `after`, for the days that both are asked about. */
export function diffPath(before: Side, after: Side, when: When, format: DiffFormat = 'json'): string {
  const query = new URLSearchParams({ with: `${after.definition}@${after.version}` });
  if (before.asOf !== null) query.set('as_of', before.asOf);
  if (after.asOf !== null) query.set('with_as_of', after.asOf);
  query.set('supply', before.supply);
  query.set('with_supply', after.supply);
  if (when.kind === 'date') query.set('date', when.day);
  if (when.kind === 'season') query.set('season', when.id);
  if (format !== 'json') query.set('f', format);
  const text = query.toString().replaceAll('%40', '@');
  const id = encodeURIComponent(before.definition);
  return `/api/definitions/${id}/${encodeURIComponent(before.version)}/diff?${text}`;
}
