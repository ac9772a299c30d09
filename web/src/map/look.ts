import type { LinkProperties, Outcome, Tri } from '../api/wire';

/**
 * How lines and circles look, without the map library: the map draws it and the legend explains it,
 * from the same numbers.
 */

/** Pixels. A circle smaller than this cannot be seen or touched well. */
export const MIN_RADIUS = 9;

/** Pixels of radius for one person: area grows with people. 20,340 people give a radius of 40. */
const RADIUS_PER_ROOT_PERSON = 0.28;

/** Radius in pixels of a place, or `null` where nobody knows how many people live there. */
export function radiusOf(population: number | null): number | null {
  if (population === null) return null;
  return Math.max(MIN_RADIUS, RADIUS_PER_ROOT_PERSON * Math.sqrt(population));
}

/** The population up to which every place gets the smallest circle, rounded down to hundreds. */
export function smallestCirclePeople(): number {
  return Math.floor((MIN_RADIUS / RADIUS_PER_ROOT_PERSON) ** 2 / 100) * 100;
}

/** What a comparison brings to a place: for the better, the worse or both, to or from unknown, or nothing. */
export type ChangeMark = 'better' | 'worse' | 'mixed' | 'unclear' | 'same';
/** A place that is ranked or chosen: its number stands in it. */
export type PickedMark = 'picked';
export type PlaceMark = Outcome | ChangeMark | PickedMark;

export const MODES = [
  'all_season_road',
  'winter_road',
  'ice_crossing',
  'ferry',
  'scheduled_air',
  'charter_air',
  'seasonal_boat',
] as const;

/** Open on the day; closed; not known; or, when no day is asked about, open for a part of the year. */
export type LinkState = 'open' | 'closed' | 'unknown' | 'part_year';

const STATE_OF: Record<Tri, LinkState> = { yes: 'open', no: 'closed', unknown: 'unknown' };

export function linkState(
  link: Pick<LinkProperties, 'open' | 'always_open' | 'opens' | 'closes'>,
): LinkState {
  if (link.open !== undefined) return STATE_OF[link.open];
  if (link.always_open) return 'open';
  return link.opens === null && link.closes === null ? 'unknown' : 'part_year';
}

export interface LineLook {
  /** Name of a colour in tokens.css, without the dashes. */
  color: string;
  /** Pixels. */
  width: number;
  dash: readonly number[];
  opacity: number;
  /** A lighter line inside, whose dashes tell the modes apart without colour. */
  core: { width: number; dash: readonly number[] } | null;
}

interface ModeLook {
  color: string;
  width: number;
  core: LineLook['core'];
}

const MODE_LOOKS: Record<string, ModeLook> = {
  all_season_road: { color: 'mode-road', width: 3.5, core: { width: 1.3, dash: [] } },
  winter_road: { color: 'mode-winter', width: 3.5, core: { width: 2, dash: [3, 6] } },
  ice_crossing: { color: 'mode-ice', width: 6, core: { width: 3, dash: [3, 3] } },
  ferry: { color: 'mode-ferry', width: 6, core: { width: 2, dash: [8, 4] } },
  scheduled_air: { color: 'mode-air', width: 1.4, core: null },
  charter_air: { color: 'mode-charter', width: 1, core: null },
  seasonal_boat: { color: 'mode-boat', width: 2.5, core: { width: 1, dash: [1, 3] } },
};

/** Any mode: for the legend of what is open, and so that a mode this page does not know is not left out. */
const OTHER_MODE: ModeLook = { color: 'mode-charter', width: 2, core: null };

export function lineLook(mode: string, state: LinkState): LineLook {
  const base = MODE_LOOKS[mode] ?? OTHER_MODE;
  const { color, width, core } = base;
  switch (state) {
    case 'open':
      return { color, width, core, dash: [], opacity: 1 };
    case 'part_year':
      return { color, width: Math.min(width, 3), core: null, dash: [14, 5], opacity: 1 };
    case 'closed':
      return { color, width: Math.min(width, 1.6), core: null, dash: [2, 7], opacity: 0.55 };
    case 'unknown':
      return { color, width: Math.min(width, 2), core: null, dash: [7, 3, 1, 3], opacity: 0.85 };
  }
}

/** A box grown on each side by a share of its own size. */
export function grown(
  [west, south, east, north]: readonly [number, number, number, number],
  share: number,
): [number, number, number, number] {
  const [dx, dy] = [(east - west) * share, (north - south) * share];
  return [west - dx, south - dy, east + dx, north + dy];
}

/** The box around points, in metres; `null` around nothing. */
export function boundsOf(
  points: readonly (readonly [number, number])[],
): [number, number, number, number] | null {
  if (points.length === 0) return null;
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
