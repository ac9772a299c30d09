/** Siting: where additions of one kind of help serve best; and the round of a visiting team. */
import { send, sendForFile } from './client';
import type { Asked } from './paths';
import type { Outcome, Text } from './wire';

/** What is made best: coverage, everyone with the fewest, the mean, the worst, or the worst off first. */
export const AIMS = ['coverage', 'everyone', 'mean_travel', 'worst_travel', 'fairness'] as const;
export type Aim = (typeof AIMS)[number];

export const SITED_MODES = ['resident', 'visiting', 'on_the_land', 'residential_facility'] as const;
export type SitedMode = (typeof SITED_MODES)[number];

/** By what a place weighs: of the latter two, by a named column of the communities, or a named indicator of need. */
export const WEIGHED = ['people', 'places', 'column', 'indicator'] as const;
export type WeighedBy = (typeof WEIGHED)[number];
export type Weighed = 'people' | 'places' | `column:${string}` | `indicator:${string}`;

/** A number for each place, and others for some. */
export interface Each {
  each: number | null;
  places: Readonly<Record<string, number>>;
}

export const NO_EACH: Each = { each: null, places: {} };

/** Which aims can share out room: the others count places, each of them whole. */
export const HAS_ROOM: Record<Aim, boolean> = {
  coverage: true,
  everyone: false,
  mean_travel: true,
  worst_travel: false,
  fairness: false,
};

/** Which aims need a limit of minutes. */
export const HAS_LIMIT: Record<Aim, boolean> = {
  coverage: true,
  everyone: true,
  mean_travel: false,
  worst_travel: false,
  fairness: false,
};

export interface SitingAsked {
  service_type: string;
  /** Where additions are referral positions: to which kind of help. */
  refers_to: string | null;
  delivery_mode: SitedMode;
  objective: Aim;
  count: number;
  within_minutes: number;
  covered_by: 1 | 2;
  /** Where additions may stand; none: everywhere. */
  candidates: readonly string[];
  need: Weighed;
  year_round: 'worst' | 'days';
  /** What places cost; one for each that has no number. */
  costs: Each;
  budget: number | null;
  /** For how much need there is room, on a day; no limit for those that have no number. */
  capacity: Each;
}

export const START_SITING: Omit<SitingAsked, 'service_type' | 'objective'> = {
  refers_to: null,
  delivery_mode: 'resident',
  count: 3,
  within_minutes: 60,
  covered_by: 1,
  candidates: [],
  need: 'people',
  year_round: 'worst',
  costs: NO_EACH,
  budget: null,
  capacity: NO_EACH,
};

export interface Chosen {
  rank: number;
  community_id: string;
  community: string;
  cost: number;
  /** What it adds to those before it; `null`: withheld. */
  gain: number | null;
  /** What reached nothing before it; counts before the gain. */
  newly_reached: number | null;
  alone: number | null;
  /** `null` where not every optimum is listed. */
  in_every_optimum: boolean | null;
}

/** What a gain is counted in: `people` or `places`, of them `_days`, of either `_minutes`; or `minutes` alone. */
export type GainUnit = string;

export interface Proof {
  method: string;
  proven: boolean;
  objective: number | null;
  bound: number | null;
  /** Share of the objective. */
  gap: number;
}

export interface SitingMetrics {
  covered_places: number;
  covered_need: number | null;
  covered_share: number | null;
  unreached_places: number;
  unreached_need: number | null;
  mean_minutes: number | null;
  worst_minutes: number | null;
  worst_community_id: string | null;
}

export interface Served {
  /** On the days on which anything is reached, on average; `null` where nothing ever is. */
  minutes: number | null;
  /** How many days are asked about; 1 where each journey is as long as on its worst day. */
  days: number;
  days_reached: number;
  days_covered: number;
  /** On all of those days. */
  covered: boolean;
  by: string | null;
  is_addition: boolean;
}

export interface SitedCommunity {
  community_id: string;
  community: string;
  population: number | null;
  today: Served;
  after: Served;
}

/** Who takes how much, and who finds no room; what is taken is of all days asked about, a room is for one. */
export interface Rooms {
  places: { community_id: string; community: string; capacity: number | null; taken: number }[];
  unmet_need: number;
  unmet: { community_id: string; community: string; need: number }[];
  /** As how many the places below count, because fewer may not be told of. */
  counted_as: number;
  rounded_up: string[];
}

export interface NextBest {
  places: string[];
  objective: number | null;
  /** For fairness, the longest journey that more places make than with the best. */
  differs_at_minutes: number | null;
}

export interface Sited {
  status: 'optimal' | 'feasible' | 'infeasible';
  sentence: Text;
  places: Chosen[];
  unit: GainUnit;
  proof: Proof;
  today: SitingMetrics;
  after: SitingMetrics;
  capacity: Rooms | null;
  /** `null` in it: not known. */
  at_best: { same_choice: boolean | null; places: string[] | null };
  ties: { count: number; complete: boolean; listed: string[][] };
  next_best: NextBest | null;
  next_best_why: 'not_looked_for' | 'none' | null;
  alone: { community_id: string; community: string; gain: number | null; newly_reached: number | null }[];
  communities: SitedCommunity[];
  unknown: { need: string[]; services: string[]; beyond_reach: string[] };
}

export interface CircuitAsked {
  base: string;
  standard: string;
  /** None: every community where the standard is not met. */
  stops: readonly string[];
  days_a_month: number;
  stay_days: number;
  rounds_a_month: number;
  hours_a_day: number;
  need: Weighed;
}

export const START_CIRCUIT: Omit<CircuitAsked, 'base' | 'standard'> = {
  stops: [],
  days_a_month: 10,
  stay_days: 1,
  rounds_a_month: 1,
  hours_a_day: 8,
  need: 'places',
};

export interface CircuitLeg {
  /** By name: a leg may end where no community is. */
  from: string;
  to: string;
  mode: string;
  minutes: number | null;
}

export interface CircuitStop {
  order: number;
  community_id: string;
  community: string;
  visits_a_month: number;
  stay_days: number;
  arrive_day: number;
  leave_day: number;
  minutes_from_previous: number;
  legs: CircuitLeg[];
  outcome_today: Outcome | null;
}

export interface Circuit {
  status: 'optimal' | 'feasible';
  sentence: Text;
  presence_days: number;
  weighted_presence: number | null;
  days_used: number;
  minutes_travelled: number;
  stops: CircuitStop[];
  home: { minutes_from_previous: number; legs: CircuitLeg[]; day: number } | null;
  not_visited: { community_id: string; community: string; why: string }[];
  proof: Proof;
  alternatives: string[][];
  alternatives_are_all: boolean;
}

/** The part of a question that every analysis shares, as these two have it in their body. */
function shared(asked: Asked): Record<string, unknown> {
  const body: Record<string, unknown> = { supply: asked.supply };
  if (asked.asOf !== null) body.as_of = asked.asOf;
  if (asked.when.kind === 'date') body.date = asked.when.day;
  if (asked.when.kind === 'season') body.season = asked.when.id;
  return body;
}

function each({ each: usual, places }: Each): Record<string, unknown> | null {
  if (usual === null && Object.keys(places).length === 0) return null;
  return usual === null ? { places } : { each: usual, places };
}

/** The question as it is sent; fields that do not belong to the aim are left out. */
export function sitingBody(of: SitingAsked, asked: Asked): Record<string, unknown> {
  const body: Record<string, unknown> = {
    ...shared(asked),
    service_type: of.service_type,
    delivery_mode: of.delivery_mode,
    objective: of.objective,
    need: of.need,
    year_round: of.year_round,
    within_minutes: of.within_minutes,
  };
  if (of.objective !== 'everyone') body.count = of.count;
  if (HAS_LIMIT[of.objective]) body.covered_by = of.covered_by;
  if (of.candidates.length > 0) body.candidates = of.candidates;
  if (of.refers_to !== null) body.refers_to = of.refers_to;
  if (of.budget !== null) body.budget = of.budget;
  const [costs, capacity] = [each(of.costs), each(of.capacity)];
  if (costs !== null) body.costs = costs;
  if (HAS_ROOM[of.objective] && capacity !== null) body.capacity = capacity;
  return body;
}

export function circuitBody(of: CircuitAsked, asked: Asked): Record<string, unknown> {
  const { stops, ...rest } = of;
  const body: Record<string, unknown> = { ...shared(asked), definition: asked.definition, ...rest };
  if (stops.length > 0) body.stops = stops;
  return body;
}

const SITING = '/api/analysis/siting';
const CIRCUIT = '/api/analysis/circuit';

/** The question, written out, is what an answer is kept under. */
export async function askSiting(question: string, signal: AbortSignal): Promise<Sited> {
  return (await send<Sited>('POST', SITING, JSON.parse(question), { signal })).value;
}

export async function askCircuit(question: string, signal: AbortSignal): Promise<Circuit> {
  return (await send<Circuit>('POST', CIRCUIT, JSON.parse(question), { signal })).value;
}

/** What an answer can be taken away as. */
export const FORMATS = ['json', 'csv', 'geojson'] as const;
export type Format = (typeof FORMATS)[number];

/** The answer to a question, written out, as a file. */
export function siteFile(question: string, format: Format): Promise<Blob> {
  return sendForFile(`${SITING}?f=${format}`, question);
}

export function circuitFile(question: string, format: Format): Promise<Blob> {
  return sendForFile(`${CIRCUIT}?f=${format}`, question);
}
