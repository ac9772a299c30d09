import type { Metres, PointGeometry } from '../api/wire';

export interface Tally {
  at: Metres;
  count: number;
}

/** How many things stand at each point, so that ten services in one town are one mark with a number. */
export function tallyPoints(features: readonly { geometry: PointGeometry | null }[]): Tally[] {
  const tallies = new Map<string, Tally>();
  for (const { geometry } of features) {
    if (geometry === null) continue;
    const [x, y] = geometry.coordinates;
    // Within a kilometre is the same place on a map of a territory.
    const key = `${Math.round(x / 1000)} ${Math.round(y / 1000)}`;
    const tally = tallies.get(key);
    if (tally === undefined) tallies.set(key, { at: [x, y], count: 1 });
    else tally.count += 1;
  }
  return [...tallies.values()];
}

const NEAR_METRES = 5000;

/** The nearest of `places` within five kilometres of a point, if any. */
export function placeNear<P extends { at: Metres }>(at: Metres, places: readonly P[]): P | null {
  let best: P | null = null;
  let bestMetres = NEAR_METRES;
  for (const place of places) {
    const metres = Math.hypot(place.at[0] - at[0], place.at[1] - at[1]);
    if (metres <= bestMetres) {
      best = place;
      bestMetres = metres;
    }
  }
  return best;
}
