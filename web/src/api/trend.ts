import type { Asked } from './paths';
import type { Counts, Outcome, Question } from './wire';

/** How many communities had each outcome by the records of a quarter. */
export interface QuarterCounts extends Counts {
  /** 2019-Q1 */
  quarter: string;
  as_of: string;
}

export interface OpenGap {
  community_id: string;
  community: string;
  outcome: Outcome;
  /** Since when, without a break, it has not been surely met. */
  since: string | null;
  /** It was so already when the record begins. */
  before_record: boolean;
}

export interface Trend {
  question: Question;
  standard: string;
  quarters: QuarterCounts[];
  gaps: OpenGap[];
}

/** A trend is about the whole year and about every quarter: neither a day nor a date of records is part of it. */
export function trendPath(asked: Asked, standard: string): string {
  const query = new URLSearchParams({ definition: asked.definition, standard, supply: asked.supply });
  if (asked.version !== null) query.set('version', asked.version);
  return `/api/analysis/trend?${query}`;
}
