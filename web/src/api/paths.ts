import type { Supply } from './wire';

/** Which day or days a question is about. */
export type When = { kind: 'year' } | { kind: 'season'; id: string } | { kind: 'date'; day: string };

/** The part of a question that every analysis shares. */
export interface Asked {
  definition: string;
  /** `null`: the current version. */
  version: string | null;
  when: When;
  supply: Supply;
  /** YYYY-MM-DD, or `null` for today. */
  asOf: string | null;
  /** Code of the package's projection; `null` leaves positions in degrees. */
  epsg: number | null;
}

const PAGE_FEATURES = 1000;

export function crsAddress(epsg: number): string {
  return `http://www.opengis.net/def/crs/EPSG/0/${epsg}`;
}

export function askedQuery(asked: Asked): URLSearchParams {
  const query = new URLSearchParams({ definition: asked.definition });
  if (asked.version !== null) query.set('version', asked.version);
  if (asked.asOf !== null) query.set('as_of', asked.asOf);
  if (asked.when.kind === 'date') query.set('date', asked.when.day);
  if (asked.when.kind === 'season') query.set('season', asked.when.id);
  query.set('supply', asked.supply);
  return query;
}

export const packagePath = '/api/package';

export function gapsPath(asked: Asked, standard: string): string {
  const query = askedQuery(asked);
  query.set('standard', standard);
  if (asked.epsg !== null) query.set('crs', crsAddress(asked.epsg));
  return `/api/analysis/gaps?${query}`;
}

export function summaryPath(asked: Asked): string {
  return `/api/analysis/summary?${askedQuery(asked)}`;
}

export function communityPath(asked: Asked, id: string): string {
  const query = askedQuery(asked);
  if (asked.epsg !== null) query.set('crs', crsAddress(asked.epsg));
  return `/api/analysis/communities/${encodeURIComponent(id)}?${query}`;
}

/** What is handed to people on paper, as a file for print or as a page. */
export type ReportForm = 'pdf' | 'html';

export function briefPath(asked: Asked, id: string, lang: string, form: ReportForm): string {
  return `/api/reports/communities/${encodeURIComponent(id)}?${reportQuery(asked, lang, form)}`;
}

export function meetingPath(asked: Asked, lang: string, form: ReportForm): string {
  return `/api/reports/meeting?${reportQuery(asked, lang, form)}`;
}

function reportQuery(asked: Asked, lang: string, form: ReportForm): URLSearchParams {
  const query = askedQuery(asked);
  query.set('lang', lang);
  query.set('f', form);
  return query;
}

/** Links that are there on a date (YYYY-MM-DD), as they are on one day of the year (MM-DD), or with their windows only when
 *  `day` is `null`. */
export function linksPath(epsg: number, asOf: string, day: string | null): string {
  const query = new URLSearchParams({ limit: String(PAGE_FEATURES), crs: crsAddress(epsg), as_of: asOf });
  if (day !== null) query.set('date', day);
  return `/api/collections/links/items?${query}`;
}

export function itemsPath(collection: 'services' | 'requests' | 'communities', epsg: number): string {
  const query = new URLSearchParams({ limit: String(PAGE_FEATURES), crs: crsAddress(epsg) });
  return `/api/collections/${collection}/items?${query}`;
}

export const communitiesPath = `/api/collections/communities/items?limit=${PAGE_FEATURES}`;

export type BasemapLayer = 'ocean' | 'provinces' | 'nwt' | 'lakes' | 'rivers' | 'regions';
export function basemapPath(layer: BasemapLayer, detail: 'overview' | 'full'): string {
  return `/basemap/${layer}.json?detail=${detail}`;
}
