import type { Line } from '../../api/compare';

/** One line of a text with its number, from 1. */
export interface Numbered {
  number: number;
  text: string;
}

/** Two texts side by side: the same line on both sides, or what stands there instead on each. */
export interface Row {
  same: boolean;
  before: Numbered | null;
  after: Numbered | null;
}

/** Sets removed lines beside the added ones that stand in their place. */
export function sideBySide(lines: readonly Line[]): Row[] {
  const rows: Row[] = [];
  let removed: Numbered[] = [];
  let added: Numbered[] = [];
  let left = 0;
  let right = 0;
  const pairUp = () => {
    for (let i = 0; i < Math.max(removed.length, added.length); i += 1) {
      rows.push({ same: false, before: removed[i] ?? null, after: added[i] ?? null });
    }
    removed = [];
    added = [];
  };
  for (const { op, text } of lines) {
    switch (op) {
      case 'removed':
        left += 1;
        removed.push({ number: left, text });
        break;
      case 'added':
        right += 1;
        added.push({ number: right, text });
        break;
      case 'same':
        pairUp();
        left += 1;
        right += 1;
        rows.push({ same: true, before: { number: left, text }, after: { number: right, text } });
        break;
    }
  }
  pairUp();
  return rows;
}

/** A stretch of rows to show, or one of rows that are the same and far from any change. */
export interface Stretch {
  folded: boolean;
  rows: Row[];
}

/** Lines around a change that are shown with it, so that one sees where it stands. */
const AROUND = 2;

/** Folds what is the same, but for some lines around each change. A single line is not worth folding. */
export function fold(rows: readonly Row[]): Stretch[] {
  const near = rows.map((_, at) =>
    rows.slice(Math.max(0, at - AROUND), at + AROUND + 1).some((row) => !row.same),
  );
  const stretches: Stretch[] = [];
  rows.forEach((row, at) => {
    const folded = near[at] !== true;
    const last = stretches.at(-1);
    if (last?.folded === folded) last.rows.push(row);
    else stretches.push({ folded, rows: [row] });
  });
  return stretches.map((one) => (one.rows.length === 1 ? { ...one, folded: false } : one));
}
