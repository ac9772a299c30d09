/**
 * What the server sends, field by field, as documented in its OpenAPI description.
 * `null` is a value here: it means that nobody knows (or that there is nothing), never zero.
 */

export type Lang = 'en' | 'fr';
export type Text = Record<Lang, string>;
export type Outcome = 'met' | 'partly_met' | 'unmet' | 'unknown';
/** What an unknown outcome could be at its ends. */
export type KnownOutcome = Exclude<Outcome, 'unknown'>;
export type Tri = 'yes' | 'no' | 'unknown';
export type Confidence = 'high' | 'medium' | 'low';
export type Supply = 'actual' | 'intended';
export type Standing = 'illustrative' | 'draft' | 'in_engagement' | 'agreed' | 'superseded';
/** Metres east and north in the package's projection. */
export type Metres = [number, number];

/** What a way asks beside its filter; `null` asks nothing. */
export interface Asks {
  within_minutes: number | null;
  within_km: number | null;
  visits_per_month: number | null;
  delivered_share: number | null;
  max_wait_days: number | null;
  people_per_position: number | null;
  providers: number;
  same_region: boolean;
  same_community: boolean;
  indigenous_led: boolean;
  /** `community`, or the code of a language. */
  language: string | null;
  /** Standards that must be met too. */
  then: string[];
}

export interface Way extends Asks {
  id: string;
  level: KnownOutcome;
  title: Text;
  where: string | null;
  choice: Text | null;
}

export interface Standard {
  id: string;
  title: Text;
  service_types: string[];
  weight: number;
  days: number;
  sources: string[];
  choice: Text | null;
  ways: Way[];
}

export interface Definition {
  id: string;
  version: string;
  standing: Standing;
  title: Text;
  description: Text;
  impedance: string;
  modes: string[];
  digest: string;
  standards: Standard[];
}

export interface Season {
  id: string;
  name: Text;
  /** First and last day, MM-DD; may wrap the new year. */
  from: string;
  to: string;
  /** The day that stands for the season, where the package names one. */
  representative: string | null;
  days: number;
}

export interface Projection {
  epsg: number;
  name: string;
  proj: string;
  extent: [number, number, number, number] | null;
}

export interface Package {
  id: string;
  name: Text;
  credit: Text;
  made_on: string | null;
  languages: Lang[];
  suppress_below: number;
  /** Without one there is no map, but every number. */
  projection: Projection | null;
  default_definition: string | null;
  definitions: Definition[];
  seasons: Season[];
  /** With the kinds of help to which one may be referred there, by one's own choice. */
  service_types: { id: string; name: Text; description: string; refers_to: string[] }[];
  languages_official: {
    code: string;
    name_en: string;
    name_self: string;
    /** For information in it, and the year in which the number was printed. */
    phone: string | null;
    phone_year: number | null;
  }[];
  regions: { id: string; name: Text }[];
  governments: Named[];
  data_digest: string;
  today: string;
}

export interface Question {
  definition: string;
  definition_version: string;
  definition_standing: Standing;
  definition_digest: string;
  as_of: string;
  date: string | null;
  season: string | null;
  supply: Supply;
  impedance: string;
  /** Whether the text of the definition is on record; of one that is only being tried there is no lasting link. */
  definition_saved: boolean;
  /** Path and query that give these very figures again, whatever is recorded later. */
  permalink: string | null;
}

/** The outcome asked about, with both ends, and the days of the whole year. */
export interface Assessed {
  outcome: Outcome;
  at_least: KnownOutcome;
  at_most: KnownOutcome;
  days_met: number;
  days_partly_met: number;
  days_unmet: number;
  days_unknown: number;
  /** 0 where met, 1 at worst; at the least favourable end. */
  shortfall: number;
  shortfall_at_best: number;
  nearest_service_id: string | null;
  nearest_service: string | null;
  travel_minutes: number | null;
  reason_en: string;
  reason_fr: string;
  confidence: Confidence | null;
}

export interface GapProperties extends Assessed {
  community_id: string;
  community: string;
  region: string | null;
  population: number | null;
  part_of: string | null;
  standard: string;
  service_type: string;
  requests: number;
  definition: string;
  definition_standing: Standing;
  /** One outcome a season, under the season's id. */
  [season: string]: string | number | null;
}

export interface Feature<P, G> {
  type: 'Feature';
  id: string;
  geometry: G;
  properties: P;
}
export interface PointGeometry {
  type: 'Point';
  coordinates: Metres;
}
export interface LineGeometry {
  type: 'LineString';
  coordinates: Metres[];
}
export interface Link {
  rel: string;
  href: string;
}
export interface Collection<F> {
  type: 'FeatureCollection';
  features: F[];
  numberReturned: number;
  links?: Link[];
}

export type Gap = Feature<GapProperties, PointGeometry>;
export type Gaps = Collection<Gap> & { question: Question };

export type Counts = Record<Outcome, number>;
export interface SummaryGroup {
  group: string;
  kind: 'territory' | 'region';
  standards: {
    standard: string;
    communities: Counts;
    people: Record<Outcome, number | null> & { withheld: boolean };
    communities_total: number;
    people_total: number | null;
    people_unknown_communities: number;
  }[];
}
export interface Summary {
  question: Question;
  groups: SummaryGroup[];
}

export interface RibbonStretch {
  from: string;
  to: string;
  days: number;
  outcome: Outcome;
  at_least: KnownOutcome;
  at_most: KnownOutcome;
  travel_minutes: number | null;
}

export interface WayTried extends Asks {
  id: string;
  title: Text;
  level: KnownOutcome;
  /** `sometimes`: on some of the days asked about, surely. */
  holds: Tri | 'sometimes';
  choice: Text | null;
  passing_at_least: number;
  passing_at_most: number;
}

export interface ServiceConsidered {
  id: string;
  name: string;
  delivery_mode: string | null;
  operator: string | null;
  community_id: string | null;
  place: string | null;
  status: string;
  actual: string | null;
  observed: string | null;
  opened: string | null;
  closed: string | null;
  may_enter: string[] | null;
  evaluations: Evaluation[];
  confidence: Confidence | null;
  notes: string | null;
  sources: string[];
}

/** What a study found of a service, or of its type. */
export interface Evaluation {
  id: string;
  of: 'service' | 'service_type';
  outcome: Text;
  value: number | null;
  is_at_least: boolean;
  unit: Text;
  counts: Text | null;
  /** Whose share it is; `share_of` is the evaluation of the whole. */
  gained_by: Text | null;
  share_of: string | null;
  period: string | null;
  study: Text | null;
  studied_in: number | null;
  limits: Text | null;
  confidence: Confidence | null;
  notes: string;
  sources: string[];
}

export interface Stop {
  id: string;
  name: string;
  at: Metres;
}

export interface Leg {
  link_id: string;
  mode: string;
  from: Stop;
  to: Stop;
  minutes: number;
  boarding_minutes: number;
  /** `null`: how often it runs is not published. */
  wait_minutes: number | null;
  km: number | null;
  operator: string | null;
  highway: string | null;
  opens: string | null;
  closes: string | null;
  always_open: boolean;
  confidence: Confidence | null;
  notes: string | null;
  sources: string[];
}

export interface Route {
  from: string;
  to: string;
  days: number;
  service_id: string | null;
  service: string | null;
  reachable: Tri;
  fallback: boolean;
  travel_minutes: number | null;
  journey_minutes: number | null;
  journey_minutes_at_best: number | null;
  /** Within the totals: minutes between the ends and the network, on no leg. */
  off_network_minutes: number;
  km: number | null;
  legs: Leg[];
}

export interface RequestShown {
  id: string;
  requested_by: string | null;
  service_type: string;
  date: string | null;
  status: string;
  notes: string | null;
  sources: string[];
  corrections: Correction[];
}

/** What is said of a call from the public record; `null` leaves a field as the source has it. */
export interface SaidOtherwise {
  service_type: string | null;
  communities: string[] | null;
  regions: string[] | null;
  delivery_mode: string | null;
  date: string | null;
  status: string | null;
  why: string;
}

export interface Correction extends SaidOtherwise {
  /** Who says so; `null` is the working group. */
  government: string | null;
  made_on: string;
  changed_on: string;
}

export interface StandardForCommunity extends Assessed {
  standard: string;
  title: Text;
  service_types: string[];
  choice: Text | null;
  seasons: Record<string, Outcome>;
  sources: string[];
  ribbon: RibbonStretch[];
  ways: WayTried[];
  services: ServiceConsidered[];
  routes: Route[];
  requests: RequestShown[];
}

export interface Named {
  id: string;
  name: string;
}

export interface CommunityFacts {
  id: string;
  name: string;
  traditional_name: string | null;
  former_name: string | null;
  region: string | null;
  health_region: string | null;
  authority: string | null;
  governance: string | null;
  population: number | null;
  population_year: number | null;
  part_of: Named | null;
  parts: Named[];
  road_access: string | null;
  health_facility: string | null;
  languages: { code: string; name_en: string; name_self: string | null }[];
  governments: Named[];
  at: Metres;
  confidence: Confidence | null;
  notes: string | null;
  sources: string[];
}

export interface Source {
  title: string;
  publisher: string | null;
  url: string | null;
  date: string | null;
}
export type Sources = Record<string, Source>;

export interface CommunityReport {
  community: CommunityFacts;
  question: Question;
  standards: StandardForCommunity[];
  /** Services of which a study found something and that may serve the place, whether or not a standard asks for them. */
  studied: ServiceConsidered[];
  sources: Sources;
}

export interface LinkProperties {
  id: string;
  from: string;
  to: string;
  mode: string;
  distance_km: number | null;
  minutes: number | null;
  opens: string | null;
  closes: string | null;
  always_open: boolean;
  departures_per_week: number | null;
  operator: string | null;
  highway_name: string | null;
  /** Only where the question names a day. */
  open?: Tri;
  confidence: Confidence | null;
}
export type LinkFeature = Feature<LinkProperties, LineGeometry>;

export interface ServiceProperties {
  id: string;
  name: string;
  service_type: string;
  status: string;
  delivery_mode: string | null;
  community_id: string | null;
  place_name: string | null;
  operator: string | null;
}
export type ServiceFeature = Feature<ServiceProperties, PointGeometry | null>;

export interface RequestProperties {
  id: string;
  requested_by: string | null;
  service_type: string;
  community_id: string | null;
  date: string | null;
  status: string;
}
export type RequestFeature = Feature<RequestProperties, PointGeometry | null>;

export interface CommunityProperties {
  id: string;
  name: string;
  traditional_name: string | null;
  former_name: string | null;
  population: number | null;
  /** Codes of its Indigenous languages. */
  languages: string[];
  /** Ids of its Indigenous governments. */
  governments: string[];
}
export type CommunityFeature = Feature<CommunityProperties, PointGeometry | null>;

/** RFC 9457. */
export interface ProblemDetails {
  type: string;
  title: string;
  status: number;
  detail: string | null;
  errors: { pointer: string; detail: string }[];
  /** Seconds to wait before asking again, where the server says so. */
  retry_after?: number | null;
}
