import { describe, expect, it } from 'vitest';
import type { Option, Weights } from '../../api/priorities';
import { noWeights } from '../../state/ranking';
import { amongFirst, bestOfPlaces, beyond, firstBy, pointsOf, reranked, sharesOf } from './ranking';

const SIXTH = 1 / 6;
const EVEN: Weights = {
  people: SIXTH,
  worst_off: SIXTH,
  days: SIXTH,
  need: SIXTH,
  asked: SIXTH,
  culture: SIXTH,
  evaluation: 0,
};

function option(id: string, values: Partial<Weights>, more: Partial<Option> = {}): Option {
  const given = { ...noWeights(), ...values };
  const criteria = Object.fromEntries(
    Object.entries(given).map(([name, n]) => [name, { value: { at_least: n, at_most: n + 0.1 } }]),
  );
  return { id, criteria, places: [id], ...more } as unknown as Option;
}

describe('points', () => {
  it('of even shares sum to 100, what is left over going to the first', () => {
    expect(pointsOf(EVEN)).toEqual({
      people: 17,
      worst_off: 17,
      days: 17,
      need: 17,
      asked: 16,
      culture: 16,
      evaluation: 0,
    });
  });

  it('of a half and five tenths are exact', () => {
    expect(pointsOf({ people: 0.5, worst_off: 0.1, days: 0.1, need: 0.1, asked: 0.1, culture: 0.1 })).toEqual(
      {
        people: 50,
        worst_off: 10,
        days: 10,
        need: 10,
        asked: 10,
        culture: 10,
        evaluation: 0,
      },
    );
  });

  it('become shares of whatever they sum to, and nothing becomes none', () => {
    expect(sharesOf({ ...noWeights(), people: 30, days: 10 })).toEqual({
      ...noWeights(),
      people: 0.75,
      days: 0.25,
    });
    expect(sharesOf(noWeights())).toBeNull();
  });
});

describe('ranking anew', () => {
  const options = [option('a', { people: 1 }), option('b', { days: 1 }), option('c', { days: 0.5 })];

  it('follows the weights, each end for itself', () => {
    const rows = reranked(options, { ...noWeights(), people: 0.25, days: 0.75 });
    expect(rows.map(({ option: { id }, rank }) => [id, rank])).toEqual([
      ['b', 1],
      ['c', 2],
      ['a', 3],
    ]);
    expect(rows[0]?.score.at_least).toBeCloseTo(0.75, 12);
    expect(rows[0]?.score.at_most).toBeCloseTo(0.85, 12);
  });

  it('gives equals the same rank, in the order of their ids, and the next one the rank after both', () => {
    const rows = reranked(options, { ...noWeights(), people: 0.5, days: 0.5 });
    expect(rows.map(({ option: { id }, rank, isTied }) => [id, rank, isTied])).toEqual([
      ['a', 1, true],
      ['b', 1, true],
      ['c', 3, false],
    ]);
  });

  it('sees no difference in a last digit', () => {
    const close = [option('a', { people: 0.1 + 0.2 }), option('b', { people: 0.3 })];
    expect(reranked(close, { ...noWeights(), people: 1 }).map((row) => row.rank)).toEqual([1, 1]);
  });
});

describe('reading a ranking', () => {
  const rows = reranked(
    [
      option('a', { people: 1 }, { places: ['x', 'y'] }),
      option('b', { people: 0.5 }, { places: ['y', 'z'] }),
    ],
    { ...noWeights(), people: 1 },
  );

  it('finds the highest option of each place', () => {
    expect([...bestOfPlaces(rows)].map(([place, row]) => [place, row.option.id])).toEqual([
      ['x', 'a'],
      ['y', 'a'],
      ['z', 'b'],
    ]);
  });

  it('puts options in another order without moving equals', () => {
    expect(firstBy(rows, () => 1, 2).map(({ row }) => row.option.id)).toEqual(['a', 'b']);
    expect(firstBy(rows, (row) => -row.rank, 1).map(({ row }) => row.option.id)).toEqual(['b']);
  });

  it('sums the first ranks, and knows what is beyond the last one told', () => {
    const firm = { ranks: [0.5, 0.25, 0.125], mean: 2, best: 1, worst: 30 };
    expect(amongFirst(firm, 2)).toBe(0.75);
    expect(beyond(firm)).toBe(0.125);
  });
});
