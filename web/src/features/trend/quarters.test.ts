import { describe, expect, it } from 'vitest';
import type { OpenGap, QuarterCounts } from '../../api/trend';
import { blocks, byAge, monthsBetween, runs, totalOf, yearTicks } from './quarters';

function quarter(name: string, met: number, unmet: number, unknown = 0, partly_met = 0): QuarterCounts {
  return { quarter: name, as_of: '', met, partly_met, unmet, unknown };
}
const quarters = [
  quarter('2019-Q3', 1, 3),
  quarter('2019-Q4', 1, 3),
  quarter('2020-Q1', 2, 1, 1),
  quarter('2020-Q2', 1, 3),
];

describe('quarters', () => {
  it('with the same numbers are one run, and only neighbours are', () => {
    expect(runs(quarters).map((r) => [r.from, r.to, r.first, r.quarters, r.counts.met])).toEqual([
      ['2019-Q3', '2019-Q4', 0, 2, 1],
      ['2020-Q1', '2020-Q1', 2, 1, 2],
      ['2020-Q2', '2020-Q2', 3, 1, 1],
    ]);
  });

  it('fill the chart without a hole or an overlap', () => {
    const drawn = blocks(runs(quarters));
    for (const run of runs(quarters)) {
      const column = drawn.filter((b) => b.x === run.first / quarters.length);
      expect(column.reduce((sum, b) => sum + b.height, 0)).toBeCloseTo(1);
      expect(Math.min(...column.map((b) => b.y))).toBeCloseTo(0);
      expect(column[0]).toMatchObject({ outcome: 'met', width: run.quarters / quarters.length });
    }
    expect(drawn.reduce((sum, b) => sum + b.width * b.height, 0)).toBeCloseTo(1);
  });

  it('leave room above a column with fewer places', () => {
    const drawn = blocks(runs([quarter('2019-Q1', 1, 0), quarter('2019-Q2', 2, 2)]));
    expect(drawn[0]).toMatchObject({ height: 0.25, y: 0.75 });
    expect(totalOf({ met: 1, partly_met: 2, unmet: 3, unknown: 4 })).toBe(10);
  });

  it('have years under them only where there is room', () => {
    const many = Array.from({ length: 44 }, (_, i) =>
      quarter(`${2010 + Math.floor(i / 4)}-Q${(i % 4) + 1}`, 1, 1),
    );
    expect(yearTicks(many, 20)).toHaveLength(11);
    expect(yearTicks(many, 4).map((t) => t.year)).toEqual(['2010', '2015', '2020']);
    expect(yearTicks(quarters, 10)).toEqual([{ at: 0.5, year: '2020' }]);
  });
});

describe('open gaps', () => {
  const gap = (community: string, since: string | null, before_record = false): OpenGap => ({
    community_id: community,
    community,
    outcome: 'unmet',
    since,
    before_record,
  });

  it('stand by how long they are open, and those of before the record first', () => {
    const all = [
      gap('a', '2020-01-01'),
      gap('b', null),
      gap('e', null, true),
      gap('c', '2019-05-01'),
      gap('d', null, true),
    ];
    const sorted = byAge(all, (a, b) => a.localeCompare(b));
    expect(sorted.map((g) => g.community)).toEqual(['d', 'e', 'c', 'a', 'b']);
  });

  it.each([
    ['2020-01-15', '2020-02-14', 0],
    ['2020-01-15', '2020-02-15', 1],
    ['2019-11-30', '2021-01-01', 13],
    ['2030-01-01', '2021-01-01', 0],
  ])('from %s to %s are open for %d whole months', (from, to, months) => {
    expect(monthsBetween(from, to)).toBe(months);
  });
});
