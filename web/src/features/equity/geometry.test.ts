import { describe, expect, it } from 'vitest';
import type { Point, Quantile, Why } from '../../api/equity';
import { axisOf, boxes, edge, heldBy, path, place, stretches } from './geometry';

function quantiles(values: readonly (number | null)[], best = values, why: Why = 'unreachable'): Quantile[] {
  return [10, 25, 50, 75, 90].map((percent, at) => {
    const [value, at_best] = [values[at] ?? null, best[at] ?? null];
    return { percent, value, at_best, why: value === null ? why : null };
  });
}

describe('a bar', () => {
  const people = { met: 60, partly_met: 0, unmet: 10, unknown: 30, total: 100 };

  it('has the counts as lengths, without a hole, and what is unknown before what is not met', () => {
    const found = stretches({ ...people, withheld: false, uncounted_places: 0 }) ?? [];
    expect(found.map((s) => s.outcome)).toEqual(['met', 'unknown', 'unmet']);
    const [met, unknown, unmet] = found;
    expect(met).toMatchObject({ from: 0, length: 0.6 });
    expect(unknown?.from).toBeCloseTo(0.6);
    expect((unmet?.from ?? 0) + (unmet?.length ?? 0)).toBeCloseTo(1);
  });

  it('is none where a count is withheld, or nobody is counted', () => {
    expect(stretches({ ...people, unmet: null, withheld: true, uncounted_places: 0 })).toBeNull();
    expect(stretches({ ...people, total: null, withheld: true, uncounted_places: 0 })).toBeNull();
    const nobody = { met: 0, partly_met: 0, unmet: 0, unknown: 0, total: 0 };
    expect(stretches({ ...nobody, withheld: false, uncounted_places: 1 })).toBeNull();
  });
});

describe('an axis', () => {
  it('ends where the value does, or at minutes that people say', () => {
    expect(axisOf(quantiles([0, 1, 2, 3, 4]), 365)).toEqual({ most: 365, beyond: false });
    expect(axisOf(quantiles([0, 10, 20, 30, 121]), null).most).toBe(240);
    expect(axisOf(quantiles([0, 0, 0, 0, 0]), null).most).toBe(10);
    expect(axisOf(quantiles([0, 0, 0, 0, 1441]), null).most).toBe(2880);
  });

  it('keeps room at its end for those who reach nothing, and only for them', () => {
    const some = axisOf(quantiles([0, 10, 20, 60, null]), null);
    expect(some).toEqual({ most: 60, beyond: true });
    expect(place(60, some)).toBeCloseTo(edge(some));
    expect(place(null, some)).toBeGreaterThan(edge(some));
    const withheld = axisOf(quantiles([null, null, null, null, null], undefined, 'withheld'), null);
    expect(withheld.beyond).toBe(false);
    expect(place(withheld.most, withheld)).toBe(1);
  });
});

describe('the box of a group', () => {
  const axis = { most: 100, beyond: false };

  it('stands where its quantiles are, once where they are known', () => {
    const found = boxes(quantiles([0, 25, 50, 75, 100]), axis);
    expect(found?.worst).toEqual({ low: 0, first: 0.25, middle: 0.5, third: 0.75, high: 1 });
    expect(found?.best).toBeNull();
  });

  it('stands twice where the most favourable reading is another', () => {
    const found = boxes(quantiles([0, 0, 0, 75, 100], [0, 50, 50, 75, 100]), axis);
    expect([found?.worst.first, found?.best?.first]).toEqual([0, 0.5]);
  });

  it('is none where it is withheld, which is not out of reach', () => {
    expect(boxes(quantiles([null, null, null, null, null], undefined, 'withheld'), axis)).toBeNull();
    expect(boxes(quantiles([0, 0, 0, 0, null]), { most: 100, beyond: true })).not.toBeNull();
  });
});

describe('a curve', () => {
  const points: Point[] = [
    [0, 0],
    [0.2, 0],
    [0.6, 0.2],
    [1, 1],
  ];

  it.each([
    [0, 0],
    [0.1, 0],
    [0.4, 0.1],
    [0.6, 0.2],
    [0.8, 0.6],
    [1, 1],
  ])('gives the first %d what it is at, straight between its points: %d', (share, held) => {
    expect(heldBy(share, points)).toBeCloseTo(held);
  });

  it('is drawn from the lower left to the upper right', () => {
    expect(path(points, 300)).toBe('M0 300 L60 300 L180 240 L300 0');
    expect(path([], 300)).toBe('');
  });
});
