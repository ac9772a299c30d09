/** Options in order: by weights that are being moved, by people alone, by places alone. Pure. */
import {
  type Acceptability,
  type Bounds,
  CRITERIA,
  type OfCriteria,
  type Option,
  type Weights,
} from '../../api/priorities';

/** Sums of the same numbers may differ in their last digit. */
const ALIKE = 1e-9;

/** Points as shares of the whole; `null` where nothing weighs anything. */
export function sharesOf(points: Weights): Weights | null {
  const sum = totalOf(points);
  return sum === 0 ? null : mapped((id) => points[id] / sum);
}

export function totalOf(points: Weights): number {
  return CRITERIA.reduce((sum, id) => sum + points[id], 0);
}

function mapped(of: (id: (typeof CRITERIA)[number]) => number): Weights {
  return Object.fromEntries(CRITERIA.map((id) => [id, of(id)])) as Weights;
}

/** Weights of every criterion: what is not weighed by weighs nothing. */
export function weightsOf(shown: OfCriteria<number>): Weights {
  return mapped((id) => shown[id] ?? 0);
}

/** Shares as whole points that sum to 100: what rounding leaves over goes to the largest remainders, the first first. */
export function pointsOf(shown: OfCriteria<number>): Weights {
  const shares = weightsOf(shown);
  const points = mapped((id) => Math.floor(shares[id] * 100));
  const left = 100 - totalOf(points);
  const remainders = CRITERIA.map((id, at) => ({ id, at, rest: shares[id] * 100 - points[id] }));
  remainders.sort((a, b) => (Math.abs(a.rest - b.rest) < ALIKE ? a.at - b.at : b.rest - a.rest));
  for (const { id } of remainders.slice(0, Math.max(left, 0))) points[id] += 1;
  return points;
}

/** An option where it stands. */
export interface Row {
  option: Option;
  rank: number;
  isTied: boolean;
  score: Bounds;
}

/** As the server ranks them. */
export function rowsOf(options: readonly Option[]): Row[] {
  return options.map((option) => ({
    option,
    rank: option.rank,
    isTied: option.is_tied,
    score: option.score,
  }));
}

/**
 * The same options by other weights: the sum of each criterion's value, weighed, as the server has it. It stands in while
 * the server's own answer is on its way.
 */
export function reranked(options: readonly Option[], shares: Weights): Row[] {
  const scored = options.map((option) => {
    const sum = (end: keyof Bounds) =>
      CRITERIA.reduce((total, id) => total + shares[id] * (option.criteria[id]?.value[end] ?? 0), 0);
    return { option, score: { at_least: sum('at_least'), at_most: sum('at_most') } };
  });
  const rows = scored.map(({ option, score }) => {
    const other = scored.filter((one) => one.option !== option);
    const greater = other.filter((one) => one.score.at_least > score.at_least + ALIKE).length;
    const isTied = other.some((one) => Math.abs(one.score.at_least - score.at_least) <= ALIKE);
    return { option, rank: greater + 1, isTied, score };
  });
  return rows.sort((a, b) => a.rank - b.rank || (a.option.id < b.option.id ? -1 : 1));
}

/** The first so many in an order of their own, ties in the order of the rows. */
export function firstBy(
  rows: readonly Row[],
  rank: (row: Row) => number,
  most: number,
): { row: Row; rank: number }[] {
  return rows
    .map((row) => ({ row, rank: rank(row) }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most);
}

/** Of each place, the option that stands highest. */
export function bestOfPlaces(rows: readonly Row[]): Map<string, Row> {
  const best = new Map<string, Row>();
  for (const row of rows) {
    for (const place of row.option.places) if (!best.has(place)) best.set(place, row);
  }
  return best;
}

/** In which share of the draws it is among the first so many. */
export function amongFirst({ ranks }: Acceptability, many: number): number {
  return ranks.slice(0, many).reduce((sum, share) => sum + share, 0);
}

/** In which share of the draws it stands beyond the ranks that are told. */
export function beyond({ ranks }: Acceptability): number {
  return Math.max(0, 1 - ranks.reduce((sum, share) => sum + share, 0));
}
