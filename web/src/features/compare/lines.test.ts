import { describe, expect, it } from 'vitest';
import type { Line } from '../../api/compare';
import { fold, sideBySide } from './lines';

/** "-a" removed, "+a" added, " a" the same. */
function lines(...texts: string[]): Line[] {
  const ops = { '-': 'removed', '+': 'added', ' ': 'same' } as const;
  return texts.map((text) => ({ op: ops[text[0] as '-' | '+' | ' '], text: text.slice(1) }));
}
function written(of: readonly Line[]): string[] {
  return sideBySide(of).map(
    ({ same, before, after }) =>
      `${before?.number ?? ''}${before?.text ?? ''}${same ? '=' : '|'}${after?.number ?? ''}${after?.text ?? ''}`,
  );
}

describe('two texts side by side', () => {
  it('set what was removed beside what was added in its place', () => {
    expect(written(lines(' a', '-b', '-c', '+B', ' d'))).toEqual(['1a=1a', '2b|2B', '3c|', '4d=3d']);
  });

  it('lose no line at either end', () => {
    expect(written(lines('+n', ' a', '-z'))).toEqual(['|1n', '1a=2a', '2z|']);
  });

  it('do not set a change beside one that is far from it', () => {
    expect(written(lines('-a', ' b', '+c'))).toEqual(['1a|', '2b=1b', '|2c']);
  });
});

describe('folding', () => {
  const same = (n: number) => Array.from({ length: n }, (_, i) => ` ${i}`);

  it('keeps two lines around each change and every row somewhere', () => {
    const rows = sideBySide(lines(...same(10), '-x', ...same(10)));
    const stretches = fold(rows);
    expect(stretches.map((s) => [s.folded, s.rows.length])).toEqual([
      [true, 8],
      [false, 5],
      [true, 8],
    ]);
    expect(stretches.flatMap((s) => s.rows)).toEqual(rows);
  });

  it('does not hide a single line', () => {
    const rows = sideBySide(lines('-x', ...same(5), '-y'));
    expect(fold(rows).every((s) => !s.folded)).toBe(true);
  });

  it('folds everything where nothing changed', () => {
    expect(fold(sideBySide(lines(...same(4)))).map((s) => s.folded)).toEqual([true]);
  });
});
