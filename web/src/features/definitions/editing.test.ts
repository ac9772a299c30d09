import { describe, expect, it } from 'vitest';
import type { Parameter } from '../../api/definitions';
import { copyOf, lineAt, lineOf, lineSpan, nextVersion, parameterKey, splice, written } from './editing';

function parameter(text: string, name: string, value: string, more: Partial<Parameter> = {}): Parameter {
  const start = text.indexOf(value, text.indexOf(name));
  return {
    field: name,
    standard: 's',
    way: 'w',
    name,
    group: null,
    value: Number(value),
    min: 0,
    max: 10_000,
    step: 1,
    unit: 'minutes',
    start,
    end: start + value.length,
    ...more,
  };
}

const TEXT = 'id = "é𝄞"\nwithin_minutes = 60 # an hour\nvisits_per_month = 2\n';
const PARAMETERS = [parameter(TEXT, 'within_minutes', '60'), parameter(TEXT, 'visits_per_month', '2')];

describe('writing a number into the text', () => {
  it('changes that number and nothing else, comments and letters of two units included', () => {
    const { text } = splice({ text: TEXT, parameters: PARAMETERS }, 'within_minutes', 240);
    expect(text).toBe('id = "é𝄞"\nwithin_minutes = 240 # an hour\nvisits_per_month = 2\n');
  });

  it('moves the places behind it, so that a second number still lands where it belongs', () => {
    const once = splice({ text: TEXT, parameters: PARAMETERS }, 'within_minutes', 1440);
    const twice = splice(once, 'visits_per_month', 12);
    const back = splice(twice, 'within_minutes', 5);
    expect(back.text).toBe('id = "é𝄞"\nwithin_minutes = 5 # an hour\nvisits_per_month = 12\n');
    for (const p of back.parameters) expect(back.text.slice(p.start, p.end)).toBe(String(p.value));
  });

  it('leaves the text alone for a number that it does not hold', () => {
    const before = { text: TEXT, parameters: PARAMETERS };
    expect(splice(before, 'providers', 3)).toBe(before);
  });

  it.each([
    [7, { min: 0, max: 5, step: 1 }, '5'],
    [-1, { min: 0, max: 5, step: 1 }, '0'],
    [0.1 + 0.2, { min: 0, max: 1, step: 0.05 }, '0.3'],
    [1e21, { min: 0, max: 525_600, step: 1 }, '525600'],
    [2.5, { min: 0, max: 5, step: 0.5 }, '2.5'],
    [12, { min: 0, max: 100, step: 5 }, '12'],
    [2.5, { min: 1, max: 10, step: 1 }, '3'],
  ])('writes %d plainly and inside its bounds', (value, bounds, text) => {
    expect(written(value, bounds)).toBe(text);
  });

  it('tells the same limit for two groups of communities apart', () => {
    expect(parameterKey({ field: 'a.b.within_minutes', group: 'dense' })).not.toBe(
      parameterKey({ field: 'a.b.within_minutes', group: 'rural' }),
    );
  });
});

describe('a copy', () => {
  it.each([
    ['1', [], '2'],
    ['1', ['1', '2', '3'], '4'],
    ['1.9', ['1.9'], '1.10'],
    ['2026-a', ['2026-a'], '2026-a.2'],
    ['spring', ['spring', 'spring.2'], 'spring.3'],
  ])('of version %s, with %j taken, is version %s', (version, taken, next) => {
    expect(nextVersion(version, taken)).toBe(next);
  });

  it('is a draft with a version of its own, and every other byte as it was', () => {
    const text =
      '# Ours\nid = "x"\nversion = \'1\' # first\nstanding = "agreed"\n[[standards]]\nversion = "1"\n';
    expect(copyOf(text, '1', ['1'])).toBe(
      '# Ours\nid = "x"\nversion = "2" # first\nstanding = "draft"\n[[standards]]\nversion = "1"\n',
    );
  });

  it('of a text without those keys is that text', () => {
    expect(copyOf('[[standards]]\nversion = "1"', '1', [])).toBe('[[standards]]\nversion = "1"');
  });
});

describe('lines', () => {
  const text = 'one\ntwo\n\nfour';
  it.each([
    [1, 'one'],
    [2, 'two'],
    [3, ''],
    [4, 'four'],
    [9, 'four'],
  ])('line %d is "%s"', (line, words) => {
    const { start, end } = lineSpan(text, line);
    expect(text.slice(start, end)).toBe(words);
  });

  it('are found from an offset and from what a problem points at', () => {
    expect([0, 4, 8, 9].map((offset) => lineAt(text, offset))).toEqual([1, 2, 3, 4]);
    expect(lineOf('#/line/12')).toBe(12);
    expect(lineOf('#/body/ycc')).toBeNull();
  });
});
