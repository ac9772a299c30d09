import { describe, expect, it } from 'vitest';
import {
  boundsOf,
  grown,
  type LinkState,
  lineLook,
  linkState,
  MIN_RADIUS,
  MODES,
  radiusOf,
  smallestCirclePeople,
} from './look';

describe('circles', () => {
  it('grow in area with people', () => {
    const one = radiusOf(5_000) ?? 0;
    const two = radiusOf(10_000) ?? 0;
    expect((two / one) ** 2).toBeCloseTo(2);
  });

  it('have a smallest size, as the legend says', () => {
    expect(radiusOf(0)).toBe(MIN_RADIUS);
    expect(radiusOf(smallestCirclePeople())).toBe(MIN_RADIUS);
    expect(radiusOf(smallestCirclePeople() + 100)).toBeGreaterThan(MIN_RADIUS);
  });

  it('are not drawn for an unknown number of people', () => {
    expect(radiusOf(null)).toBeNull();
  });
});

describe('links', () => {
  const seasonal = { always_open: false, opens: '12-15', closes: '04-17' };

  it.each([
    [{ ...seasonal, open: 'yes' }, 'open'],
    [{ ...seasonal, open: 'no' }, 'closed'],
    [{ ...seasonal, open: 'unknown' }, 'unknown'],
    [seasonal, 'part_year'],
    [{ always_open: true, opens: null, closes: null }, 'open'],
    [{ always_open: false, opens: null, closes: null }, 'unknown'],
  ] as const)('%j is %s', (link, state) => {
    expect(linkState(link)).toBe(state);
  });

  it('are told apart by their dashes whether open, closed or unknown', () => {
    const states: LinkState[] = ['open', 'closed', 'unknown', 'part_year'];
    for (const mode of MODES) {
      const dashes = states.map((state) => lineLook(mode, state).dash.join());
      expect(new Set(dashes).size).toBe(states.length);
    }
  });

  it('are told apart by mode without colour', () => {
    const shapes = MODES.map((mode) => {
      const { width, core } = lineLook(mode, 'open');
      return `${width} ${core?.width} ${core?.dash}`;
    });
    expect(new Set(shapes).size).toBe(MODES.length);
  });
});

describe('bounds', () => {
  it('grow on every side', () => {
    expect(grown([0, 10, 100, 30], 0.5)).toEqual([-50, 0, 150, 40]);
  });

  it('hold all points, and nothing holds none', () => {
    expect(
      boundsOf([
        [3, -1],
        [0, 5],
      ]),
    ).toEqual([0, -1, 3, 5]);
    expect(boundsOf([])).toBeNull();
  });
});
