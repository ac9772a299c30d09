import { describe, expect, it } from 'vitest';
import type { PointGeometry } from '../api/wire';
import { placeNear, tallyPoints } from './tallies';

function at(x: number, y: number): { geometry: PointGeometry } {
  return { geometry: { type: 'Point', coordinates: [x, y] } };
}

describe('tallies', () => {
  it('count what stands at one point and leave out what has none', () => {
    expect(tallyPoints([at(0, 0), at(0, 0), { geometry: null }, at(90_000, 0)])).toEqual([
      { at: [0, 0], count: 2 },
      { at: [90_000, 0], count: 1 },
    ]);
  });

  it('belong to the nearest place, but not to one far away', () => {
    const places = [{ at: [0, 0] as [number, number] }, { at: [3000, 0] as [number, number] }];
    expect(placeNear([2000, 0], places)).toBe(places[1]);
    expect(placeNear([80_000, 0], places)).toBeNull();
  });
});
