/** Scenarios: changes that somebody supposes, what would come of them, and those that are kept. */

import { getTagged, remove, send, sendText, type Tagged } from './client';
import type { Metrics, Verdict } from './compare';
import { type Asked, askedQuery, crsAddress } from './paths';
import type { Feature, PointGeometry, Question, Text } from './wire';

export interface Cost {
  one_time?: number;
  yearly?: number;
  currency?: string;
}

interface Costed {
  cost?: Cost;
}

/** What a service is like; what is not named is not said. */
export interface ServiceFields {
  delivery_mode?: string;
  /** Ids of communities or of regions, or everybody. */
  serves?: readonly string[] | 'all' | 'unknown';
  visits_per_month?: number | 'unknown';
  delivered_share?: number | 'unknown';
  wait_days?: number | 'unknown';
  positions?: number | 'unknown';
  indigenous_led?: boolean | 'unknown';
  languages?: readonly string[] | 'unknown';
  actual?: string;
  operator?: string;
}

export interface AddService extends ServiceFields, Costed {
  change: 'add_service';
  id?: string;
  name?: string;
  service_type: string;
  community_id?: string;
  lon?: number;
  lat?: number;
  sites?: string;
}
export interface ChangeService extends Costed {
  change: 'change_service';
  service: string;
  set: ServiceFields;
}
export interface MoveService extends Costed {
  change: 'move_service';
  service: string;
  community_id?: string;
  lon?: number;
  lat?: number;
}
export interface CloseService extends Costed {
  change: 'close_service';
  service: string;
}
export interface FulfilRequest extends Costed {
  change: 'fulfil_request';
  request: string;
}
export interface MoveWindow extends Costed {
  change: 'move_window';
  links?: readonly string[];
  modes?: readonly string[];
  where?: string;
  opens_days?: number;
  closes_days?: number;
  gone?: boolean;
}
export interface AddLink extends Costed {
  change: 'add_link';
  id?: string;
  from: string;
  to: string;
  mode: string;
  minutes?: number;
  km?: number;
  opens?: string;
  closes?: string;
  departures_per_week?: number;
  one_way?: boolean;
}
export type Change =
  | AddService
  | ChangeService
  | MoveService
  | CloseService
  | FulfilRequest
  | MoveWindow
  | AddLink;

export interface Scenario {
  name: string | Text;
  description?: string | Text;
  changes: readonly Change[];
}

/** A change as it was understood. */
export interface ChangeRead {
  change: Change['change'];
  words: Text;
  unsaid: { what: string; words: Text }[];
}

export interface Totals {
  totals: { currency: string; one_time: number | null; yearly: number | null }[];
  is_partial: boolean;
  words: Text;
}

export type Effect = 'same' | 'gain' | 'loss' | 'mixed';

export interface StandardEffect {
  standard: string;
  title: Text;
  gained: number;
  perhaps_gained: number;
  lost: number;
  perhaps_lost: number;
  better: number;
  worse: number;
  mixed: number;
  /** `null`: withheld, because so few people could be recognised. */
  people_gained: number | null;
  people_lost: number | null;
  sentence: Text;
  before: Metrics;
  after: Metrics;
}

export interface PlaceEffect {
  community_id: string;
  community: string;
  region: string | null;
  standard: string;
  title: Text;
  before: Verdict;
  after: Verdict;
  days_gained: { at_least: number; at_most: number };
  reason: Text;
}

export type EffectFeature = Feature<
  {
    community_id: string;
    community: string;
    region: string | null;
    standard: string;
    change: Effect;
    before: Verdict;
    after: Verdict;
  },
  PointGeometry
>;

/** From one picture to another: who gains, who loses. */
export interface Compared {
  sentence: Text;
  worse: Text | null;
  standards: StandardEffect[];
  gains: PlaceEffect[];
  losses: PlaceEffect[];
  mixed: PlaceEffect[];
  features: { features: EffectFeature[] };
}

export interface Side extends Compared {
  name: Text;
  description: Text | null;
  digest: string;
  changes: ChangeRead[];
  cost: Totals | null;
}

export interface ScenarioAnswer {
  question: Question;
  scenarios: Side[];
  between: Compared | null;
}

/** Who may open a kept one; `shipped` comes with the records and is nobody's. */
export const SHARES = ['own', 'working_group', 'public'] as const;
export type Share = (typeof SHARES)[number];

export interface KeptRow {
  id: string;
  name: Text;
  description: Text | null;
  changes: number;
  shared: Share | 'shipped';
  is_own: boolean;
  owner: { kind: 'account' | 'government' | 'desk'; name: string } | null;
  changed_on: string | null;
  forked_from: string | null;
}

export interface Kept extends KeptRow {
  scenario: Scenario;
}

export interface KeptList {
  may_keep: boolean;
  scenarios: KeptRow[];
}

export const keptListPath = '/api/scenarios';

export function keptPath(id: string): string {
  return `${keptListPath}/${encodeURIComponent(id)}`;
}

/** Where a question is asked; `standard` narrows it to one kind of help. */
export function scenarioPath(asked: Asked, standard: string | null): string {
  const query = askedQuery(asked);
  if (standard !== null) query.set('standard', standard);
  if (asked.epsg !== null) query.set('crs', crsAddress(asked.epsg));
  return `/api/analysis/scenario?${query}`;
}

/** Asks `body`, which is a whole question written out, at `path`. */
export async function askScenario(path: string, body: string, signal: AbortSignal): Promise<ScenarioAnswer> {
  return (await sendText<ScenarioAnswer>('POST', path, body, { signal })).value;
}

export function getKept(path: string, signal: AbortSignal): Promise<Tagged<Kept>> {
  return getTagged<Kept>(path, signal);
}

export function keep(scenario: Scenario, shared: Share, forkedFrom: string | null): Promise<Tagged<Kept>> {
  const body = { scenario, shared, ...(forkedFrom === null ? {} : { forked_from: forkedFrom }) };
  return send<Kept>('POST', keptListPath, body);
}

export function keepAgain(
  id: string,
  scenario: Scenario,
  shared: Share,
  etag: string | null,
): Promise<Tagged<Kept>> {
  return send<Kept>('PUT', keptPath(id), { scenario, shared }, { ifMatch: etag });
}

export function forget(id: string, etag: string | null): Promise<void> {
  return remove(keptPath(id), etag);
}
