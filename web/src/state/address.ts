import type { When } from '../api/paths';
import type { Lang, Supply } from '../api/wire';
import { parseDay } from './calendar';

/** Layers that a person can switch on and off; circles and the ground are always there. */
export const LAYERS = ['links', 'services', 'requests'] as const;
export type Layer = (typeof LAYERS)[number];
export type View = 'map' | 'table';

/** Everything that a shared link carries. `null` means: the default of the package or the reader. */
export interface Address {
  definition: string | null;
  standard: string | null;
  when: When;
  supply: Supply;
  asOf: string | null;
  lang: Lang | null;
  community: string | null;
  view: View;
  layers: readonly Layer[];
}

const DEFAULT_LAYERS: readonly Layer[] = ['links', 'services'];

export const START: Address = {
  definition: null,
  standard: null,
  when: { kind: 'year' },
  supply: 'actual',
  asOf: null,
  lang: null,
  community: null,
  view: 'map',
  layers: DEFAULT_LAYERS,
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

/** Reads the part of an address after `?`. What is not understood falls back to the default. */
export function parseAddress(search: string): Address {
  const query = new URLSearchParams(search);
  const lang = query.get('lang');
  const asOf = query.get('as_of');
  return {
    definition: filled(query.get('definition')),
    standard: filled(query.get('standard')),
    when: parseWhen(query),
    supply: query.get('supply') === 'intended' ? 'intended' : 'actual',
    asOf: asOf !== null && /^\d{4}-\d\d-\d\d$/.test(asOf) ? asOf : null,
    lang: lang === 'en' || lang === 'fr' ? lang : null,
    community: filled(query.get('community')),
    view: query.get('view') === 'table' ? 'table' : 'map',
    layers: parseLayers(query.get('layers')),
  };
}

/** Writes an address so that `parseAddress` reads the same back; defaults are left out. */
export function formatAddress(address: Address): string {
  const query = new URLSearchParams();
  if (address.definition !== null) query.set('definition', address.definition);
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
  if (address.community !== null) query.set('community', address.community);
  if (address.view !== 'map') query.set('view', address.view);
  if (address.layers.join() !== DEFAULT_LAYERS.join()) query.set('layers', address.layers.join(','));
  if (address.lang !== null) query.set('lang', address.lang);
  // A comma needs no escape in a query, and people read these links.
  const text = query.toString().replaceAll('%2C', ',');
  return text === '' ? '' : `?${text}`;
}
