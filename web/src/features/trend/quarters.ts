import type { OpenGap, QuarterCounts } from '../../api/trend';
import type { Counts, Outcome } from '../../api/wire';

/** From the ground up: what is met carries, what is not known lies between it and what is not met. */
export const STACK = ['met', 'partly_met', 'unknown', 'unmet'] as const satisfies readonly Outcome[];

/** Quarters one after the other with the same counts. */
export interface Run {
  from: string;
  to: string;
  /** Place of the first quarter among all, from 0. */
  first: number;
  quarters: number;
  counts: Counts;
}

function countsOf({ met, partly_met, unmet, unknown }: Counts): Counts {
  return { met, partly_met, unmet, unknown };
}

function equal(a: Counts, b: Counts): boolean {
  return STACK.every((outcome) => a[outcome] === b[outcome]);
}

/** Puts quarters with the same counts together: nothing is lost, and a change is a step that one can see. */
export function runs(quarters: readonly QuarterCounts[]): Run[] {
  const found: Run[] = [];
  quarters.forEach((one, at) => {
    const last = found.at(-1);
    if (last !== undefined && equal(last.counts, one)) {
      last.to = one.quarter;
      last.quarters += 1;
    } else {
      found.push({ from: one.quarter, to: one.quarter, first: at, quarters: 1, counts: countsOf(one) });
    }
  });
  return found;
}

export function totalOf(counts: Counts): number {
  return STACK.reduce((sum, outcome) => sum + counts[outcome], 0);
}

/** A rectangle of the chart, in shares of its width and height from 0 to 1; `y` counts from the top. */
export interface Block {
  outcome: Outcome;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The blocks of the chart, stacked by outcome; the tallest stack fills it. */
export function blocks(of: readonly Run[]): Block[] {
  const all = of.reduce((sum, run) => sum + run.quarters, 0);
  const tallest = Math.max(...of.map((run) => totalOf(run.counts)), 1);
  return of.flatMap((run) => {
    let below = 0;
    return STACK.flatMap((outcome): Block[] => {
      const height = run.counts[outcome] / tallest;
      if (height === 0) return [];
      below += height;
      return [{ outcome, x: run.first / all, y: 1 - below, width: run.quarters / all, height }];
    });
  });
}

/** Which quarters to write a year under: first quarters of a year, as far apart as the width has room for. */
export function yearTicks(quarters: readonly QuarterCounts[], room: number): { at: number; year: string }[] {
  const years = quarters.flatMap(({ quarter }, at) =>
    quarter.endsWith('Q1') ? [{ at: at / quarters.length, year: quarter.slice(0, 4) }] : [],
  );
  const step = [1, 2, 5, 10, 20, 50].find((n) => years.length / n <= room) ?? 100;
  return years.filter(({ year }) => Number(year) % step === 0);
}

/** Longest open first: since before the record, then by date; what is not known since when comes last. */
export function byAge(gaps: readonly OpenGap[], compareText: (a: string, b: string) => number): OpenGap[] {
  const rank = (gap: OpenGap) => (gap.before_record ? 0 : gap.since === null ? 2 : 1);
  return [...gaps].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      (a.since ?? '').localeCompare(b.since ?? '') ||
      compareText(a.community, b.community),
  );
}

/** Whole months between two dates YYYY-MM-DD. */
export function monthsBetween(from: string, to: string): number {
  const [y1 = 0, m1 = 0, d1 = 0] = from.split('-').map(Number);
  const [y2 = 0, m2 = 0, d2 = 0] = to.split('-').map(Number);
  return Math.max(0, (y2 - y1) * 12 + (m2 - m1) - (d2 < d1 ? 1 : 0));
}
