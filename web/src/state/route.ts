import type { When } from '../api/paths';
import type { Route, Season } from '../api/wire';
import { inWindow, parseDay } from './calendar';

/** The route to show first: the one of the day or season asked about, else the one usable most of the year. */
export function defaultRoute(routes: readonly Route[], when: When, seasons: readonly Season[]): Route | null {
  const season = when.kind === 'season' ? seasons.find((s) => s.id === when.id) : undefined;
  const text = when.kind === 'date' ? when.day : season?.representative;
  const day = text === undefined ? null : parseDay(text);
  if (day !== null) {
    const then = routes.find((r) => inWindow(day, r.from, r.to));
    if (then !== undefined) return then;
  }
  const withLegs = routes.filter((r) => r.legs.length > 0);
  const candidates = withLegs.length > 0 ? withLegs : routes;
  return candidates.reduce<Route | null>(
    (best, route) => (best === null || route.days > best.days ? route : best),
    null,
  );
}
