import { afterEach, describe, expect, it } from 'vitest';
import type { Engagement, Parameter, Position } from '../../api/definitions';
import { lang } from '../../i18n/lang';
import { byStandard, latestWords, leverWords, limitWords, reach, saying } from './plain';

afterEach(() => {
  lang.value = 'en';
});

function number(name: string, value: number, unit: string, more: Partial<Parameter> = {}): Parameter {
  return {
    field: `s.w.${name}`,
    standard: 's',
    way: 'w',
    name,
    group: null,
    value,
    min: 0,
    max: 1000,
    step: 1,
    unit,
    start: 0,
    end: 1,
    ...more,
  };
}

describe('a number of a definition in words', () => {
  it.each([
    ['en', 'within_minutes', 90, 'minutes', 'at most 1\u00a0h\u00a030\u00a0min of travel'],
    ['fr', 'within_minutes', 90, 'minutes', 'au plus 1\u00a0h\u00a030\u00a0min de trajet'],
    ['en', 'visits_per_month', 2, 'visits_per_month', 'at least 2 visits a month'],
    ['en', 'delivered_share', 0.8, 'share', 'at least 80% of the planned visits took place'],
    ['en', 'max_wait_days', 14, 'days', 'a wait of at most 14\u00a0days'],
    ['fr', 'max_wait_days', 14, 'days', 'une attente de 14\u00a0jours au plus'],
    ['fr', 'days', 300, 'days', 'au moins 300\u00a0jours par année'],
  ] as const)('in %s, %s %d', (language, name, value, unit, words) => {
    lang.value = language;
    expect(limitWords(number(name, value, unit))).toBe(words);
  });

  it('that these pages do not know keeps its own name and unit, and is not left out', () => {
    expect(limitWords(number('beds_per_thousand', 3, 'beds'))).toBe('beds per thousand: 3\u00a0beds');
    expect(leverWords(number('beds_per_thousand', 3, 'beds'))).toBe('beds per thousand');
  });

  it('stands under its standard and its way, in the order of the text', () => {
    const sorted = byStandard([
      number('days', 365, 'days', { standard: 'b', way: null }),
      number('within_minutes', 60, 'minutes', { standard: 'b', way: 'x' }),
      number('within_minutes', 30, 'minutes', { standard: 'a', way: 'y' }),
      number('providers', 2, 'services', { standard: 'b', way: 'x' }),
    ]);
    expect(
      sorted.map((s) => [s.standard, s.whole.length, s.ways.map((w) => [w.way, w.limits.length])]),
    ).toEqual([
      ['b', 1, [['x', 2]]],
      ['a', 0, [['y', 1]]],
    ]);
  });
});

describe('a slider', () => {
  it('reaches as far as people try, and as far as it ever stood', () => {
    expect(reach({ name: 'within_minutes', max: 1e6 }, 60)).toBe(1440);
    expect(reach({ name: 'within_minutes', max: 1e6 }, 5000)).toBe(5000);
    expect(reach({ name: 'delivered_share', max: 1 }, 0.8)).toBe(1);
    expect(reach({ name: 'providers', max: 3 }, 2)).toBe(3);
  });
});

describe('who says what', () => {
  function said(body: string, on: string, position: Position, about_this_text = true): Engagement {
    return {
      id: `${body} ${on}`,
      body,
      name: { en: body, fr: body },
      on,
      position,
      words: null,
      shown: 'all',
      about_this_text,
      recorded_on: on,
    };
  }

  it('is each body’s latest word, in whatever order the record comes', () => {
    const record = [
      said('elders', '2026-03-01', 'agree'),
      said('council', '2026-01-05', 'agree'),
      said('elders', '2026-02-01', 'object'),
    ];
    for (const order of [record, [...record].reverse()]) {
      expect(
        saying('agree', order)
          .map((e) => e.body)
          .sort(),
      ).toEqual(['council', 'elders']);
      expect(saying('object', order)).toEqual([]);
    }
  });

  it('leaves out what was said about an earlier wording', () => {
    expect(latestWords([said('elders', '2026-03-01', 'agree', false)])).toEqual([]);
  });
});
