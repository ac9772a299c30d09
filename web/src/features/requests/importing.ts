/** What is said of a sheet that somebody wants to import: where each fault is, and which words of ours fit it. Pure. */
import type { ProblemDetails } from '../../api/wire';
import { FIELDS } from './fields';

export const CSV = 'text/csv';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The most bytes that the server takes. */
export const MOST_BYTES = 50 * 1024 * 1024;

/** The most faults that are shown at once; mended, the others come into sight. */
export const MOST_SHOWN = 200;

/** What kind of sheet it is, by its first letters: a browser goes by its name and is often wrong. */
export function mediaOf(bytes: ArrayBuffer): string {
  const [p, k] = new Uint8Array(bytes.slice(0, 2));
  return p === 0x50 && k === 0x4b ? XLSX : CSV;
}

/** Columns that say whose a request is and where it stands, beside those of the form. */
const MORE_COLUMNS = ['id', 'government', 'state'] as const;

const OF_HEADER =
  /^(no such column|a column of this name|the column twice|no name above column|a header of \d)/;

const PARTS = ['encoding', 'size', 'rows', 'packing', 'content'] as const;

export type Expected =
  | (typeof FIELDS)[number]
  | (typeof MORE_COLUMNS)[number]
  | (typeof PARTS)[number]
  | 'header'
  | 'same'
  | 'closed'
  | 'other';

export interface SheetFault {
  /** The row as a spreadsheet shows it; `null` where it is about the sheet as a whole. */
  row: number | null;
  /** The name of the column, as it stands in the sheet. */
  column: string | null;
  /** What stands there, in the server's words. */
  found: string;
  /** Which words of ours say what should. */
  expected: Expected;
  /** All of it in the server's words. */
  words: string;
}

function among<T extends string>(known: readonly T[], word: string | null): T | null {
  return known.find((one) => one === word) ?? null;
}

function unescaped(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}

function expectedOf(row: number | null, column: string | null, found: string, expected: string): Expected {
  if (OF_HEADER.test(found)) return 'header';
  if (found.startsWith('a quotation mark')) return 'closed';
  if (expected.startsWith('what the request says')) return 'same';
  const known = among([...FIELDS, ...MORE_COLUMNS], column);
  if (row !== null && known !== null) return known;
  return among(PARTS, column) ?? 'other';
}

/** Reads a fault from its pointer, `/row/12/communities/1` or `/file/encoding`, and its words. */
export function readFault({ pointer, detail }: { pointer: string; detail: string }): SheetFault {
  const [, place, first, second] = pointer.split('/').map(unescaped);
  const row = place === 'row' && first !== undefined && /^\d+$/.test(first) ? Number(first) : null;
  const column = (row === null ? first : second) ?? null;
  const [, found = detail, wanted = ''] = /^found (.*?), expected (.*)$/s.exec(detail) ?? [];
  const expected = expectedOf(row, column, found, wanted);
  const isPart = expected === 'other' ? false : among(PARTS, expected) !== null;
  return { row, column: isPart ? null : column, found, expected, words: detail };
}

/** Every fault, in the order of the sheet. */
export function faultsOf(problem: ProblemDetails): SheetFault[] {
  return problem.errors.map(readFault);
}

/** How many rows have a fault; those of the sheet as a whole are none. */
export function faultyRows(faults: readonly SheetFault[]): number {
  return new Set(faults.flatMap(({ row }) => (row === null ? [] : [row]))).size;
}

export type Found =
  | { kind: 'nothing' | 'no_column' | 'twice' }
  | { kind: 'letters' | 'entries' | 'code' | 'text' | 'words'; text: string };

/** What was found, taken apart as far as it says something that has words in every language. */
export function foundOf(found: string): Found {
  if (found === 'nothing') return { kind: 'nothing' };
  if (found === 'no such column') return { kind: 'no_column' };
  if (found === 'the column twice' || found.endsWith(' again')) return { kind: 'twice' };
  const [, n, unit] = /^(\d+) (letters|entries)$/.exec(found) ?? [];
  if (n !== undefined && unit !== undefined) return { kind: unit as 'letters' | 'entries', text: n };
  if (/^U\+[0-9A-F]{4,6}$/.test(found)) return { kind: 'code', text: found };
  const [, text] = /^"(.*)"$/s.exec(found) ?? [];
  if (text !== undefined) return { kind: 'text', text: text.replaceAll('\\"', '"') };
  return { kind: 'words', text: found };
}
