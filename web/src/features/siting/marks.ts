/** What the map shows of an answer, place by place. Pure. */
import type { Aim, CircuitStop, Sited, SitedCommunity } from '../../api/siting';
import { HAS_LIMIT } from '../../api/siting';
import type { PlaceMark } from '../../map/look';

export interface Mark {
  mark: PlaceMark;
  number?: string;
}

/** The marks a siting is drawn with, in the order of the legend. */
export const SITED_MARKS = [
  'picked',
  'better',
  'met',
  'unmet',
  'same',
] as const satisfies readonly PlaceMark[];
export type SitedMark = (typeof SITED_MARKS)[number];

/** Less time than this is no gain that anybody notices, but a rounding. */
const NO_GAIN_MINUTES = 0.5;

function improved({ today, after }: SitedCommunity): boolean {
  if (after.days_reached !== today.days_reached) return after.days_reached > today.days_reached;
  if (after.minutes === null || today.minutes === null) return false;
  return today.minutes - after.minutes > NO_GAIN_MINUTES;
}

/** Chosen; better off; near enough as before; not near enough, or not reached at all; or as before. */
export function sitedMark(of: SitedCommunity, aim: Aim, chosen: readonly string[]): SitedMark {
  if (chosen.includes(of.community_id)) return 'picked';
  if (HAS_LIMIT[aim]) {
    if (!of.after.covered) return 'unmet';
    return of.today.covered ? 'met' : 'better';
  }
  if (of.after.days_reached === 0) return 'unmet';
  return improved(of) ? 'better' : 'same';
}

export function sitedMarks(of: Pick<Sited, 'places' | 'communities'>, aim: Aim): Map<string, Mark> {
  const chosen = of.places.map((place) => place.community_id);
  const rank = new Map(of.places.map((place) => [place.community_id, String(place.rank)]));
  return new Map(
    of.communities.map((community): [string, Mark] => {
      const mark = sitedMark(community, aim, chosen);
      const number = rank.get(community.community_id);
      return [community.community_id, number === undefined ? { mark } : { mark, number }];
    }),
  );
}

/** A round on the map: the base, and each stop with its place in the order. */
export function roundMarks(base: string, stops: readonly CircuitStop[]): Map<string, Mark> {
  const marks = new Map<string, Mark>(
    stops.map((stop) => [stop.community_id, { mark: 'picked', number: String(stop.order) }]),
  );
  marks.set(base, { mark: 'picked', number: '⌂' });
  return marks;
}

/** The places that a round goes through, from the base back to it. */
export function roundPath(base: string, stops: readonly CircuitStop[]): string[] {
  if (stops.length === 0) return [];
  const order = [...stops].sort((a, b) => a.order - b.order);
  return [base, ...order.map((stop) => stop.community_id), base];
}
