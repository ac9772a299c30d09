import type { Figure, PeopleCounts, PlaceCounts, Point, Quantile } from '../../api/equity';
import type { Outcome } from '../../api/wire';

/** From the left: what is met carries, what is not known lies between it and what is not met. */
export const STACK = ['met', 'partly_met', 'unknown', 'unmet'] as const satisfies readonly Outcome[];

/** A stretch of a bar, in shares of its length from 0 to 1. */
export interface Stretch {
  outcome: Outcome;
  from: number;
  length: number;
}

/** The stretches of a bar; `null` where a count that it would need is withheld, or where there is nobody. */
export function stretches(of: PeopleCounts | PlaceCounts): Stretch[] | null {
  const { total } = of;
  if (total === null || total === 0) return null;
  let from = 0;
  const found: Stretch[] = [];
  for (const outcome of STACK) {
    const count = of[outcome];
    if (count === null) return null;
    if (count > 0) found.push({ outcome, from, length: count / total });
    from += count / total;
  }
  return found;
}

/** How much of the width is kept for those who reach nothing, where there are any. */
const BEYOND = 0.12;

/** An axis of values: `most` is its end, and beyond it lies what no number stands for. */
export interface Axis {
  most: number;
  beyond: boolean;
}

/** A value that could be there and has no number, as nothing is reached. */
export function isBeyond(figure: Figure): boolean {
  return figure.value === null && figure.why === 'unreachable';
}

/** Minutes at which an axis can end so that its middle is a time that people say; then whole days. */
const ENDS = [10, 20, 30, 60, 120, 240, 360, 480, 720, 1440];
const DAY = 1440;

/** The end of an axis that holds so many minutes. */
function endOf(minutes: number): number {
  return ENDS.find((end) => end >= minutes) ?? Math.ceil(minutes / DAY) * DAY;
}

/** The axis that all these quantiles fit on; `natural` is where the value ends by its nature, which minutes do not. */
export function axisOf(quantiles: readonly Quantile[], natural: number | null): Axis {
  const known = quantiles.flatMap(({ value, at_best }) => [value ?? 0, at_best ?? 0]);
  const largest = Math.max(0, ...known);
  return {
    most: natural ?? endOf(largest),
    beyond: quantiles.some(isBeyond),
  };
}

/** Where a value stands, from 0 to 1; `null` is out of reach. */
export function place(value: number | null, axis: Axis): number {
  if (value === null) return 1 - BEYOND / 2;
  const room = axis.beyond ? 1 - BEYOND : 1;
  return (Math.min(value, axis.most) / axis.most) * room;
}

/** Where the out of reach begins. */
export function edge(axis: Axis): number {
  return axis.beyond ? 1 - BEYOND : 1;
}

/** The places of five quantiles. */
export interface Box {
  low: number;
  first: number;
  middle: number;
  third: number;
  high: number;
}

/**
 * The box of a group at either reading; `null` where it has no figures. `best` is there only where it differs: what is
 * known needs one box.
 */
export function boxes(quantiles: readonly Quantile[], axis: Axis): { worst: Box; best: Box | null } | null {
  if (quantiles.some((q) => q.value === null && !isBeyond(q))) return null;
  const box = (at: (q: Quantile) => number | null): Box | null => {
    const [low, first, middle, third, high] = quantiles.map((q) => place(at(q), axis));
    if (low === undefined || first === undefined || middle === undefined) return null;
    if (third === undefined || high === undefined) return null;
    return { low, first, middle, third, high };
  };
  const worst = box((q) => q.value);
  if (worst === null) return null;
  const differs = quantiles.some((q) => q.at_best !== null && q.at_best !== q.value);
  return { worst, best: differs ? box((q) => q.at_best) : null };
}

/** What the first so many have of all there is, read off a curve, which is straight between its points. */
export function heldBy(share: number, points: readonly Point[]): number {
  let before: Point = [0, 0];
  for (const point of points) {
    const [people, held] = point;
    if (people >= share) {
      const [lastPeople, lastHeld] = before;
      const width = people - lastPeople;
      return width <= 0 ? held : lastHeld + ((share - lastPeople) / width) * (held - lastHeld);
    }
    before = point;
  }
  return before[1];
}

/** A curve as a path in a square with its sides from 0 to `side`, the ground at the bottom. */
export function path(points: readonly Point[], side: number): string {
  const digits = (n: number) => String(Math.round(n * 100) / 100);
  return points
    .map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${digits(x * side)} ${digits((1 - y) * side)}`)
    .join(' ');
}
