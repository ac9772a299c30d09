/** A gap's rows then and now, side by side. Pure. */
import type { GapRow } from '../../api/decisions';
import type { Text } from '../../api/wire';

export interface RowPair {
  community_id: string;
  community: string;
  standard: string;
  /** The title of the way through care that is spoken of instead. */
  way: Text | null;
  /** `null`: nothing was, or is, asked for there. */
  before: GapRow | null;
  after: GapRow | null;
}

/** Rows of then in their order, then what is only there now. */
export function pairs(then: readonly GapRow[], now: readonly GapRow[]): RowPair[] {
  const same = (a: GapRow, b: GapRow) => a.community_id === b.community_id && a.standard === b.standard;
  const of = (row: GapRow, before: GapRow | null, after: GapRow | null): RowPair => ({
    community_id: row.community_id,
    community: row.community,
    standard: row.standard,
    way: row.way ?? null,
    before,
    after,
  });
  return [
    ...then.map((row) => of(row, row, now.find((one) => same(one, row)) ?? null)),
    ...now.filter((row) => !then.some((one) => same(one, row))).map((row) => of(row, null, row)),
  ];
}
