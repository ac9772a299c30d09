import { type Spread, VALUES } from '../api/equity';
import type { When } from '../api/paths';
import type { Lang, Supply } from '../api/wire';
import { parseDay } from './calendar';
import { parseRanking, type Ranking, START_RANKING, writeRanking } from './ranking';
import { parseSiting, type Siting, START_PLAN, writeSiting } from './siting';

/** Layers that a person can switch on and off; circles and the ground are always there. */
export const LAYERS = ['links', 'services', 'requests'] as const;
export type Layer = (typeof LAYERS)[number];
export const VIEWS = [
  'map',
  'table',
  'compare',
  'trend',
  'equity',
  'pathways',
  'scenarios',
  'definitions',
  'requests',
  'priorities',
  'siting',
  'account',
] as const;
export type View = (typeof VIEWS)[number];

/** What is being written on the page of definitions: a copy of the one named, its own text, or a new one. */
export const EDITS = ['copy', 'text', 'new'] as const;
export type Edit = (typeof EDITS)[number];

/** Lists of requests: all that one may see, one's own, and what waits for the working group. */
export const LISTS = ['all', 'ours', 'queue'] as const;
export type RequestList = (typeof LISTS)[number];

/** Where one is among the requests: in a list, at one of them, or at a draft of this device. */
export interface Register {
  list: RequestList;
  request: string | null;
  /** Whether the open one is being corrected. */
  correct: boolean;
  draft: string | null;
  kind: string | null;
  government: string | null;
  state: string | null;
}

/** What the marks of a scenario's map say: what changes, how it is today, or how it would be. */
export const PICTURES = ['change', 'today', 'then'] as const;
export type Picture = (typeof PICTURES)[number];

/** What is supposed on the page of scenarios; each of both as `features/scenarios/packed.ts` writes it. */
export interface WhatIf {
  scenario: string | null;
  /** The one that stands beside it. */
  beside: string | null;
  /** Whether every kind of help is looked at, or the chosen one alone. */
  every: boolean;
  picture: Picture;
}

/** Everything that a shared link carries. `null` means: the default of the package or the reader. */
export interface Address {
  definition: string | null;
  version: string | null;
  standard: string | null;
  when: When;
  supply: Supply;
  asOf: string | null;
  lang: Lang | null;
  community: string | null;
  view: View;
  layers: readonly Layer[];
  /** The other side of a comparison. */
  against: Against;
  /** How the page of equity spreads an outcome over groups. */
  spread: Spread;
  edit: Edit | null;
  register: Register;
  whatIf: WhatIf;
  ranking: Ranking;
  siting: Siting;
}

/** What is compared with: a definition as ID@VERSION, by the records of a date, counting services one way. */
export interface Against {
  definition: string | null;
  asOf: string | null;
  supply: Supply;
}

const DEFAULT_LAYERS: readonly Layer[] = ['links', 'services'];

export const START: Address = {
  definition: null,
  version: null,
  standard: null,
  when: { kind: 'year' },
  supply: 'actual',
  asOf: null,
  lang: null,
  community: null,
  view: 'map',
  layers: DEFAULT_LAYERS,
  against: { definition: null, asOf: null, supply: 'actual' },
  spread: { by: 'region', value: 'days_met', rank: 'population', threshold: null },
  edit: null,
  register: {
    list: 'all',
    request: null,
    correct: false,
    draft: null,
    kind: null,
    government: null,
    state: null,
  },
  whatIf: { scenario: null, beside: null, every: false, picture: 'change' },
  ranking: START_RANKING,
  siting: START_PLAN,
};

function parseWhen(query: URLSearchParams): When {
  const date = query.get('date');
  if (date !== null && parseDay(date) !== null) return { kind: 'date', day: date };
  const season = query.get('season');
  if (season !== null && season !== '') return { kind: 'season', id: season };
  return { kind: 'year' };
}

function parseLayers(text: string | null): readonly Layer[] {
  if (text === null) return DEFAULT_LAYERS;
  const named = text.split(',');
  return LAYERS.filter((layer) => named.includes(layer));
}

function filled(text: string | null): string | null {
  return text === '' ? null : text;
}

function parseDate(text: string | null): string | null {
  return text !== null && /^\d{4}-\d\d-\d\d$/.test(text) ? text : null;
}

function parseSupply(text: string | null): Supply {
  return text === 'intended' ? 'intended' : 'actual';
}

function parseThreshold(text: string | null): number | null {
  const number = Number(filled(text) ?? Number.NaN);
  return Number.isFinite(number) && number >= 0 ? number : null;
}

/** Reads the part of an address after `?`. What is not understood falls back to the default. */
export function parseAddress(search: string): Address {
  const query = new URLSearchParams(search);
  const lang = query.get('lang');
  return {
    definition: filled(query.get('definition')),
    version: filled(query.get('version')),
    standard: filled(query.get('standard')),
    when: parseWhen(query),
    supply: parseSupply(query.get('supply')),
    asOf: parseDate(query.get('as_of')),
    lang: lang === 'en' || lang === 'fr' ? lang : null,
    community: filled(query.get('community')),
    view: VIEWS.find((view) => view === query.get('view')) ?? 'map',
    layers: parseLayers(query.get('layers')),
    against: {
      definition: filled(query.get('with')),
      asOf: parseDate(query.get('with_as_of')),
      supply: parseSupply(query.get('with_supply')),
    },
    spread: {
      by: filled(query.get('by')) ?? START.spread.by,
      value: VALUES.find((value) => value === query.get('value')) ?? START.spread.value,
      rank: filled(query.get('rank')) ?? START.spread.rank,
      threshold: parseThreshold(query.get('threshold')),
    },
    edit: EDITS.find((edit) => edit === query.get('edit')) ?? null,
    register: {
      list: LISTS.find((list) => list === query.get('list')) ?? 'all',
      request: filled(query.get('request')),
      correct: query.get('correct') === 'yes',
      draft: filled(query.get('draft')),
      kind: filled(query.get('kind')),
      government: filled(query.get('government')),
      state: filled(query.get('state')),
    },
    whatIf: {
      scenario: filled(query.get('scenario')),
      beside: filled(query.get('beside')),
      every: query.get('every') === 'yes',
      picture: PICTURES.find((picture) => picture === query.get('picture')) ?? 'change',
    },
    ranking: parseRanking(query),
    siting: parseSiting(query),
  };
}

/** Writes an address so that `parseAddress` reads the same back; defaults are left out. */
export function formatAddress(address: Address): string {
  const query = new URLSearchParams();
  if (address.definition !== null) query.set('definition', address.definition);
  if (address.version !== null) query.set('version', address.version);
  if (address.standard !== null) query.set('standard', address.standard);
  switch (address.when.kind) {
    case 'date':
      query.set('date', address.when.day);
      break;
    case 'season':
      query.set('season', address.when.id);
      break;
    case 'year':
      break;
  }
  if (address.supply !== 'actual') query.set('supply', address.supply);
  if (address.asOf !== null) query.set('as_of', address.asOf);
  const { against } = address;
  if (against.definition !== null) query.set('with', against.definition);
  if (against.asOf !== null) query.set('with_as_of', against.asOf);
  if (against.supply !== 'actual') query.set('with_supply', against.supply);
  if (address.community !== null) query.set('community', address.community);
  if (address.view !== 'map') query.set('view', address.view);
  const { spread } = address;
  for (const key of ['by', 'value', 'rank'] as const)
    if (spread[key] !== START.spread[key]) query.set(key, spread[key]);
  if (spread.threshold !== null) query.set('threshold', `${spread.threshold}`);
  if (address.edit !== null) query.set('edit', address.edit);
  const { register } = address;
  if (register.list !== 'all') query.set('list', register.list);
  for (const key of ['request', 'draft', 'kind', 'government', 'state'] as const)
    if (register[key] !== null) query.set(key, register[key]);
  if (register.correct) query.set('correct', 'yes');
  const { whatIf } = address;
  if (whatIf.scenario !== null) query.set('scenario', whatIf.scenario);
  if (whatIf.beside !== null) query.set('beside', whatIf.beside);
  if (whatIf.every) query.set('every', 'yes');
  if (whatIf.picture !== 'change') query.set('picture', whatIf.picture);
  writeRanking(query, address.ranking);
  writeSiting(query, address.siting);
  if (address.layers.join() !== DEFAULT_LAYERS.join()) query.set('layers', address.layers.join(','));
  if (address.lang !== null) query.set('lang', address.lang);
  // A comma, an @ and a colon need no escape in a query, and people read these links.
  const text = query.toString().replaceAll('%2C', ',').replaceAll('%40', '@').replaceAll('%3A', ':');
  return text === '' ? '' : `?${text}`;
}
