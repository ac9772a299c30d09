import { type Asked, askedQuery } from './paths';
import type { Question, Text } from './wire';

/** What of a standard is looked at: one number a place. */
export const VALUES = ['days_met', 'shortfall', 'travel_minutes', 'met'] as const;
export type Value = (typeof VALUES)[number];

/** Of which of them there can be too little or too much, counted in days or minutes. */
export const HAS_THRESHOLD: Record<Value, boolean> = {
  days_met: true,
  shortfall: false,
  travel_minutes: true,
  met: false,
};

/** How an outcome is spread over groups. */
export interface Spread {
  /** By what places are put in groups: a word, a column, or a rule in CQL2 text. */
  by: string;
  value: Value;
  /** In what order people stand for concentration, the lowest first. */
  rank: string;
  /** What counts as enough, in the value's unit; `null` as the standard has it. */
  threshold: number | null;
}

/** Why there is no figure. */
export type Why =
  | 'withheld'
  | 'empty'
  | 'unreachable'
  | 'unbounded'
  | 'undefined'
  | 'overlap'
  | 'no_threshold'
  | 'no_bound';

/** At the least favourable reading of what is unknown, and at the most favourable where that brackets it. */
export interface Figure {
  value: number | null;
  at_best: number | null;
  why: Why | null;
}
export interface Quantile extends Figure {
  percent: number;
}

/** The measures that are one figure each. */
export const MEASURES = [
  'coverage',
  'rate_ratio',
  'rate_difference',
  'mean',
  'gini',
  'theil',
  'atkinson',
  'palma',
  'concentration',
  'erreygers',
] as const;
export type Measure = (typeof MEASURES)[number];

export interface Figures extends Record<Measure, Figure> {
  quantiles: Quantile[];
  fgt: { incidence: Figure; gap: Figure; severity: Figure };
}

export interface PlaceCounts {
  met: number;
  partly_met: number;
  unmet: number;
  unknown: number;
  total: number;
  value_unknown: number;
}

/** `null` is withheld. */
export interface PeopleCounts {
  met: number | null;
  partly_met: number | null;
  unmet: number | null;
  unknown: number | null;
  total: number | null;
  withheld: boolean;
  uncounted_places: number;
}

export interface Group {
  kind: 'whole' | 'group' | 'unknown';
  key: string | null;
  title: Text;
  sentence: Text;
  places: PlaceCounts;
  people: PeopleCounts;
  by_people: Figures;
  by_places: Figures;
}

/** What is counted: each person once, or each place once. */
export const COUNTED = ['people', 'places'] as const;
export type Counted = (typeof COUNTED)[number];

/** Share of people (or places) so far, and share of all there is that they have. */
export type Point = [number, number];
export interface Curve {
  points: Point[] | null;
  why: Why | null;
}
export interface Parts {
  total: number | null;
  between: number | null;
  within: number | null;
  why: Why | null;
}

export interface StandardSpread {
  standard: string;
  title: Text;
  threshold: number | null;
  groups_overlap: boolean;
  unranked_places: number;
  whole: Group;
  groups: Group[];
  parts: Record<Counted, Parts>;
  curves: Record<'lorenz' | 'concentration', Record<Counted, Curve>>;
}

export interface Equity {
  question: Question;
  by: string;
  value: Value;
  unit: 'days' | 'share' | 'minutes';
  more_is_better: boolean;
  rank: string;
  suppress_below: number;
  /** One sentence for each thing that is told, under its name. */
  meanings: Record<string, Text>;
  standards: StandardSpread[];
}

export type EquityFormat = 'json' | 'csv' | 'geojson';

export function equityPath(asked: Asked, standard: string, spread: Spread, format?: EquityFormat): string {
  const query = askedQuery(asked);
  query.set('standard', standard);
  query.set('by', spread.by);
  query.set('value', spread.value);
  query.set('rank', spread.rank);
  if (spread.threshold !== null && HAS_THRESHOLD[spread.value]) query.set('threshold', `${spread.threshold}`);
  if (format !== undefined) query.set('f', format);
  return `/api/analysis/equity?${query}`;
}
