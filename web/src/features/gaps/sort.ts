import type { GapProperties, Outcome, Season } from '../../api/wire';

export type Column =
  | { kind: 'text'; key: 'community' | 'region' | 'nearest_service' }
  | {
      kind: 'number';
      key:
        | 'population'
        | 'travel_minutes'
        | 'days_met'
        | 'days_partly_met'
        | 'days_unmet'
        | 'days_unknown'
        | 'shortfall'
        | 'requests';
    }
  | { kind: 'outcome' }
  | { kind: 'confidence' }
  | { kind: 'season'; season: Season };

export interface Order {
  /** What `columnId` gives. */
  column: string;
  descending: boolean;
}

export function columnId(column: Column): string {
  switch (column.kind) {
    case 'text':
    case 'number':
      return column.key;
    case 'season':
      return `season-${column.season.id}`;
    case 'outcome':
    case 'confidence':
      return column.kind;
  }
}

const OUTCOME_RANK: Record<Outcome, number> = { unmet: 0, partly_met: 1, met: 2, unknown: 3 };
const CONFIDENCE_RANK = { low: 0, medium: 1, high: 2 } as const;

function isOutcome(value: unknown): value is Outcome {
  return typeof value === 'string' && value in OUTCOME_RANK;
}

/** The outcome of a season; one that the answer does not carry is unknown. */
export function seasonOutcome(gap: GapProperties, season: string): Outcome {
  const value = gap[season];
  return isOutcome(value) ? value : 'unknown';
}

function value(gap: GapProperties, column: Column): string | number | null {
  switch (column.kind) {
    case 'text':
    case 'number':
      return gap[column.key];
    case 'outcome':
      return OUTCOME_RANK[gap.outcome];
    case 'confidence':
      return CONFIDENCE_RANK[gap.confidence];
    case 'season':
      return OUTCOME_RANK[seasonOutcome(gap, column.season.id)];
  }
}

/** Rows in order. What is unknown comes last either way; ties keep the order of names. */
export function sortGaps(
  rows: readonly GapProperties[],
  column: Column,
  descending: boolean,
  compareText: (a: string, b: string) => number,
): GapProperties[] {
  return [...rows].sort((a, b) => {
    const left = value(a, column);
    const right = value(b, column);
    const byName = compareText(a.community, b.community);
    if (left === null || right === null) {
      if (left === right) return byName;
      return left === null ? 1 : -1;
    }
    const order =
      typeof left === 'string' || typeof right === 'string'
        ? compareText(String(left), String(right))
        : left - right;
    return (descending ? -order : order) || byName;
  });
}
