import type { Parameter } from '../../api/definitions';

/** Changes to the text of a definition, as pure functions: the text itself stays the only thing that is edited. */

export interface Edited {
  text: string;
  parameters: Parameter[];
}

/** What tells one number of a text from every other, whatever is written around it. */
export function parameterKey(of: Pick<Parameter, 'field' | 'group'>): string {
  return of.group === null ? of.field : `${of.field} ${of.group}`;
}

/** Digits after the point that a number may have which is not counted in ones. */
const DIGITS = 3;

/** A number as TOML writes it: no exponent, whole where it is counted in ones, never outside its bounds. */
export function written(value: number, { min, max, step }: Pick<Parameter, 'min' | 'max' | 'step'>): string {
  const inside = Math.min(Math.max(value, min), max);
  return String(Number(inside.toFixed(step === 1 ? 0 : DIGITS)));
}

/**
 * Writes a value in the place of a number, and moves the places of the numbers behind it, so that a slider does not
 * wait for the server to find them again.
 */
export function splice(edited: Edited, key: string, value: number): Edited {
  const target = edited.parameters.find((p) => parameterKey(p) === key);
  if (target === undefined) return edited;
  const number = written(value, target);
  const text = edited.text.slice(0, target.start) + number + edited.text.slice(target.end);
  const shift = number.length - (target.end - target.start);
  const parameters = edited.parameters.map((p) => {
    if (p === target) return { ...p, value: Number(number), end: p.end + shift };
    return p.start >= target.end ? { ...p, start: p.start + shift, end: p.end + shift } : p;
  });
  return { text, parameters };
}

/** The part before the first table, where a definition says who it is. */
function headLength(text: string): number {
  const table = /^[ \t]*\[/m.exec(text);
  return table === null ? text.length : table.index;
}

/** Replaces the value of a key in the head. A text without that key stays as it is: the check will say so. */
function withHead(text: string, key: string, value: string): string {
  const head = headLength(text);
  const line = new RegExp(`^([ \\t]*${key}[ \\t]*=[ \\t]*)(?:"[^"\\n]*"|'[^'\\n]*')`, 'm');
  return (
    text.slice(0, head).replace(line, (_whole, before: string) => `${before}"${value}"`) + text.slice(head)
  );
}

/** The first version after `version` that is not `taken`: 1 to 2, 1.4 to 1.5, "spring" to "spring.2". */
export function nextVersion(version: string, taken: readonly string[]): string {
  let next = version;
  do {
    const [, before = '', last = ''] = /^(.*?)(\d+)$/.exec(next) ?? [];
    next = last === '' ? `${next}.2` : `${before}${Number(last) + 1}`;
  } while (taken.includes(next));
  return next;
}

/** A copy to be worked on: the next free version, and the standing of something that nobody has agreed to. */
export function copyOf(text: string, version: string, taken: readonly string[]): string {
  return withHead(withHead(text, 'version', nextVersion(version, taken)), 'standing', 'draft');
}

export function lineCount(text: string): number {
  return text.split('\n').length;
}

/** Where a line (from 1) begins and ends in the text; a line past the end is the last one. */
export function lineSpan(text: string, line: number): { start: number; end: number } {
  let start = 0;
  for (let n = 1; n < line; n += 1) {
    const next = text.indexOf('\n', start);
    if (next === -1) break;
    start = next + 1;
  }
  const end = text.indexOf('\n', start);
  return { start, end: end === -1 ? text.length : end };
}

/** The line (from 1) on which an offset stands. */
export function lineAt(text: string, offset: number): number {
  return lineCount(text.slice(0, offset));
}

/** The line that a problem points at, as "#/line/12". */
export function lineOf(pointer: string): number | null {
  const [, line] = /^#\/line\/(\d+)$/.exec(pointer) ?? [];
  return line === undefined ? null : Number(line);
}
