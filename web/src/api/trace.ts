import { type Asked, askedQuery } from './paths';
import type { Confidence, KnownOutcome, Outcome, Question, Route, Sources, Text, Tri } from './wire';

/** What may be found. `null`: nobody knows, there is no bound, or no way there. */
export type Value = string | number | boolean | null;

/** The least and the most favourable reading of one thing. */
export interface Ends<T> {
  at_least: T;
  at_most: T;
}

/** One thing on record, or missing from it. */
export interface Fact {
  record: 'service' | 'community' | 'link' | 'standard';
  id: string;
  name: string;
  field: string;
  value: string | null;
  /** When it was last seen, as much of the date as is known. */
  observed: string | null;
  confidence: Confidence | null;
  sources: string[];
}

/** One requirement held against the records. */
export interface Check {
  requirement: string;
  verdict: Tri;
  found: Ends<Value>;
  limit: number | null;
  unit: string | null;
  deficit: Ends<number>;
  facts: Fact[];
}

/** A service with one way of giving help; `assumed` where the records do not say which it is. */
export interface Case {
  delivery_mode: string;
  assumed: boolean;
  verdict: Tri;
  deficit: Ends<number>;
  checks: Check[];
}

export interface TracedService {
  id: string;
  name: string;
  verdict: Tri;
  deficit: Ends<number>;
  /** Whether it exists, runs and serves the community. */
  open: Check[];
  cases: Case[];
  /** Full-time positions for each person who shares it, where the way asks. */
  positions_per_person: Ends<number | null> | null;
  /** `null`: none is needed, or none is known. */
  route: Route | null;
}

/** A way as read for one group of communities, where the limits differ by group. */
export interface Reading {
  group: string | null;
  holds: Tri;
  deficit: Ends<number>;
  /** Of the way as a whole, over all its services. */
  requirements: Check[];
  services: TracedService[];
}

export interface TracedWay {
  id: string;
  title: Text;
  level: KnownOutcome;
  holds: Tri;
  deficit: Ends<number>;
  readings: Reading[];
}

/** A missing fact that alone would settle the outcome: always, or for some of the values it may have. */
export interface Settles extends Fact {
  always: boolean;
  then: { value: Text; outcome: Outcome }[];
}

/** How one outcome on one day came about, down to the facts. */
export interface Trace {
  question: Question;
  community: { id: string; name: string };
  standard: { id: string; title: Text };
  /** MM-DD, as are the first and last day on which the same links are open. */
  day: string;
  from: string;
  to: string;
  /** Whether the standard is for the community: its rule, if it has one, and the facts that decide it. */
  applies: { verdict: Tri; rule: string | null; facts: Fact[] };
  /** Those that may apply to the community; none where limits are the same for all. */
  groups: { id: string; title: Text }[];
  outcome: Outcome;
  at_least: KnownOutcome;
  at_most: KnownOutcome;
  shortfall: Ends<number>;
  ways: TracedWay[];
  left_out: { id: string; name: string; because: Check[] }[];
  settles: Settles[];
  sources: Sources;
}

/** The trace of one community and standard on one day, whatever else was asked about. */
export function tracePath(asked: Asked, community: string, standard: string, day: string): string {
  const query = askedQuery({ ...asked, when: { kind: 'date', day } });
  query.set('community', community);
  query.set('standard', standard);
  return `/api/analysis/trace?${query}`;
}
