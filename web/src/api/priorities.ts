/** Priorities: options ranked on named criteria, by weights in the open, and how firm each rank is. */
import { type Asked, askedQuery } from './paths';
import type { Evaluation, Lang, Question, Text } from './wire';

/** What studies found is among them only where somebody gives it a weight. */
export const CRITERIA = ['people', 'worst_off', 'days', 'need', 'asked', 'culture', 'evaluation'] as const;
export type Criterion = (typeof CRITERIA)[number];
type Usual = Exclude<Criterion, 'evaluation'>;

/** Weightings with a name: half of the weight on one criterion, or the same on each. */
export const PRESETS = ['even', 'people', 'places', 'worst_off', 'asked'] as const;
export type Preset = (typeof PRESETS)[number];

export const SCOPES = ['all', 'requests', 'gaps', 'positions'] as const;
export type Scope = (typeof SCOPES)[number];

export type Weights = Record<Criterion, number>;

/** Of what nobody weighs by there is nothing. */
export type OfCriteria<T> = Record<Usual, T> & { evaluation?: T };

/** What is unknown is read at its least and at its most favourable. */
export interface Bounds {
  at_least: number;
  at_most: number;
}

export interface CriterionShown {
  id: Criterion;
  title: Text;
  description: Text;
  unit: Text;
  /** Share of the whole, 0 to 1. */
  weight: number;
  /** The raw numbers that become 0 and 1. */
  from: number;
  to: number;
  /** The same for every option: it decides nothing. */
  is_constant: boolean;
  /** What studies found, where that is weighed. */
  studies?: Evaluation[];
}

export interface Judged {
  raw: Bounds;
  /** 0 to 1; more is more of a priority. */
  value: Bounds;
  withheld: boolean;
  /** Which studies speak of this kind of help, where that is weighed. */
  studies?: string[];
}

/** In which share of the draws an option has which rank. */
export interface Acceptability {
  /** Ranks 1 to 10; what is missing to 1 is beyond. */
  ranks: number[];
  mean: number;
  best: number;
  worst: number;
}

/** What is drawn: the weights, the unknown facts, or both. */
export const DRAWN = ['weights', 'facts', 'both'] as const;
export type Drawn = (typeof DRAWN)[number];

export interface Option {
  /** `request:ID`, `gap:COMMUNITY.STANDARD` or `position:COMMUNITY`. */
  id: string;
  kind: 'request' | 'gap' | 'position';
  request: string | null;
  community_id: string | null;
  standards: string[];
  service_type: string | null;
  title: Text;
  supposed: { words: Text };
  rank: number;
  is_tied: boolean;
  score: Bounds;
  ranks_possible: { best: number; worst: number };
  people_gained: Bounds;
  people_rank: number;
  places_gained: Bounds;
  place_rank: number;
  criteria: OfCriteria<Judged>;
  acceptability: Record<Drawn, Acceptability>;
  /** The middle of the weightings that put it first; `null` where none does. */
  central_weights: OfCriteria<number> | null;
  confidence: number | null;
  hangs_on: { what: string; words: Text }[];
  places: string[];
}

/** How far the weights would have to move. */
export interface Moved {
  moved: number;
  weights: OfCriteria<number>;
}

/** What would have to be true for an option to come first. */
export interface First {
  option: string;
  is_first: boolean;
  weights: Moved | null;
  weights_at_best: Moved | null;
  facts: Criterion[][];
  always_behind: string[];
  sentence: Text;
}

export interface Priorities {
  question: Question;
  settings: {
    preset: Preset | null;
    weights: OfCriteria<number>;
    seed: number;
    samples: number;
    need: string;
  };
  criteria: CriterionShown[];
  /** In the order of their ranks. */
  options: Option[];
  first: First[];
}

export type PrioritiesFormat = 'json' | 'csv' | 'xlsx' | 'geojson';

export interface Weighing {
  preset: Preset;
  /** By hand, in points; `null` as the preset has them. */
  weights: Weights | null;
  scope: Scope;
}

export function prioritiesPath(
  asked: Asked,
  standard: string | null,
  { preset, weights, scope }: Weighing,
  more: { first?: string | null; format?: PrioritiesFormat; lang?: Lang } = {},
): string {
  const query = askedQuery(asked);
  if (standard !== null) query.set('standard', standard);
  if (weights === null) query.set('preset', preset);
  else query.set('weights', weightsText(weights));
  if (scope !== 'all') query.set('options', scope);
  if (more.first != null) query.set('first', more.first);
  if (more.format !== undefined) query.set('f', more.format);
  if (more.lang !== undefined) query.set('lang', more.lang);
  return `/api/analysis/priorities?${query}`;
}

/** "people:40,days:20": what weighs nothing is left out. */
export function weightsText(weights: Weights): string {
  return CRITERIA.filter((id) => weights[id] > 0)
    .map((id) => `${id}:${weights[id]}`)
    .join(',');
}
