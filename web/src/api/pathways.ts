import { type Asked, askedQuery } from './paths';
import type { Confidence, Question, Route, Sources, Standing, Text } from './wire';

export type WayState = 'holds' | 'unknown' | 'breaks' | 'beyond';
export type Tri = 'yes' | 'no' | 'unknown';
export type Why = 'nobody' | 'entry' | 'referral' | 'travel' | 'way_home';

export interface Days {
  holds: number;
  unknown: number;
  breaks: number;
}

export interface Pathway {
  id: string;
  title: Text;
  standing: Standing;
  about: Text;
  steps: { id: string; title: Text; at_home: boolean; service_types: string[]; sources: string[] }[];
  sources: string[];
}

/** One place at a glance, over the days asked about. */
export interface Glance {
  community_id: string;
  community: string;
  region: string | null;
  outcome: Exclude<WayState, 'beyond'>;
  days: Days;
  /** On how many of them nobody surely gets from one step to the next, or home; and to which step. */
  days_no_sure_way: number;
  no_sure_way_to: string | null;
  /** The step at which it breaks on most days, else of which it is unknown on most. */
  weakest: string | null;
  weakest_state: WayState | null;
  why: Why | null;
  sentence: Text;
  seasons: Record<string, Days & { no_sure_way: number }>;
  steps: (Days & { step: string; beyond: number })[];
}

export interface Pathways {
  question: Question;
  pathways: { id: string; title: Text }[];
  pathway: Pathway;
  communities: Glance[];
}

interface End {
  name: string;
  at: [number, number] | null;
}

export interface WayJourney {
  from: End;
  to: End;
  minutes: number | null;
  minutes_at_best: number | null;
  reachable: Tri;
  route: Route | null;
}

export interface ReferralPosition {
  service_id: string;
  place: string | null;
  reached: Tri;
  without_travel: Tri;
  minutes: number | null;
  minutes_at_best: number | null;
  confidence: Confidence | null;
  notes: string[];
  sources: string[];
}

export interface WayStep {
  step: string;
  state: WayState;
  why: Why | null;
  /** Everything that is not sure about it. */
  lacking: Why[];
  sentence: Text | null;
  service_id: string | null;
  without_travel: boolean;
  place: string | null;
  journeys: WayJourney[];
  /** The positions that refer to the service, where one is needed; whether it is published who refers. */
  referral: { is_known: boolean; positions: ReferralPosition[] } | null;
  serving: {
    service_id: string;
    present: Tri;
    admission: 'self' | 'referral' | 'court' | 'unknown';
    admitted: Tri;
  }[];
}

/** Unbroken days on which everything about the way is the same. */
export interface Stretch {
  from: string;
  to: string;
  days: number;
  outcome: Exclude<WayState, 'beyond'>;
  weakest: string | null;
  steps: WayStep[];
}

export interface WayService {
  name: string;
  service_type: string;
  delivery_mode: string | null;
  operator: string | null;
  community_id: string | null;
  place: string | null;
  population_served: string | null;
  may_enter: string[] | null;
  entry_confidence: Confidence | null;
  entry_notes: string;
  entry_sources: string[];
  confidence: Confidence | null;
  notes: string;
  sources: string[];
}

/** The whole way of one place. */
export interface Chain extends Glance {
  question: Question;
  pathway: Pathway;
  stretches: Stretch[];
  services: Record<string, WayService>;
  sources: Sources;
}

function path(asked: Asked, rest: string): string {
  return `/api/analysis/pathways${rest}?${askedQuery(asked)}`;
}

export function pathwaysPath(asked: Asked): string {
  return path(asked, '');
}

export function chainPath(asked: Asked, community: string): string {
  return path(asked, `/${encodeURIComponent(community)}`);
}
