import { afterEach, describe, expect, it } from 'vitest';
import {
  type Curve,
  type Figure,
  type Figures,
  type Group,
  MEASURES,
  type StandardSpread,
} from '../../api/equity';
import { lang } from '../../i18n/lang';
import { measureRows } from './rows';
import {
  amount,
  apart,
  caution,
  curveSentence,
  figureWords,
  index,
  middleSentence,
  points,
  share,
} from './words';

afterEach(() => {
  lang.value = 'en';
});

function figure(value: number | null, at_best: number | null = null, why: Figure['why'] = null): Figure {
  return { value, at_best, why };
}

function figures(value: number): Figures {
  const each = Object.fromEntries(MEASURES.map((name) => [name, figure(value)]));
  return {
    ...(each as Record<(typeof MEASURES)[number], Figure>),
    quantiles: [10, 25, 50, 75, 90].map((percent) => ({ ...figure(value), percent })),
    fgt: { incidence: figure(value), gap: figure(value), severity: figure(value) },
  };
}

function group(kind: Group['kind'], met: number, unknown: number, mean: number): Group {
  const counts = { met, partly_met: 0, unmet: 0, unknown, total: met + unknown };
  return {
    kind,
    key: kind === 'group' ? 'a' : null,
    title: { en: 'Group', fr: 'Groupe' },
    sentence: { en: 'Group: met.', fr: 'Groupe\u00a0: atteinte.' },
    places: { ...counts, value_unknown: unknown },
    people: { ...counts, withheld: false, uncounted_places: 0 },
    by_people: figures(mean),
    by_places: figures(mean),
  };
}

function spread(
  whole: Group,
  curve: Curve = {
    points: [
      [0, 0],
      [1, 1],
    ],
    why: null,
  },
): StandardSpread {
  const both = { people: curve, places: curve };
  const parts = { total: 0.4, between: 0.1, within: 0.3, why: null };
  return {
    standard: 's',
    title: { en: 'Help', fr: 'Aide' },
    threshold: 365,
    groups_overlap: false,
    unranked_places: 0,
    whole,
    groups: [],
    parts: { people: parts, places: parts },
    curves: { lorenz: both, concentration: both },
  };
}

describe('a figure', () => {
  it('is one where it is known, and two where it is not, the lower first', () => {
    expect(figureWords(figure(0.7906, 0.7906), share)).toBe('79.1%');
    expect(figureWords(figure(288.57, 365), amount('days'))).toBe('288.6 to 365 days');
    // Of a shortfall the best is the least.
    expect(figureWords(figure(0.105, 0), share)).toBe('0% to 10.5%');
  });

  it('says that nothing is reached where there is no number, after the number that there may be', () => {
    expect(figureWords(figure(null, 120, 'unreachable'), amount('minutes'))).toBe(
      '2\u00a0h to nothing reached',
    );
    expect(figureWords(figure(null, null, 'unreachable'), amount('minutes'))).toMatch(
      /^none: .*reach no service/,
    );
  });

  it.each(['empty', 'unreachable', 'unbounded', 'undefined', 'overlap', 'no_threshold', 'no_bound'] as const)(
    'that is not there because of %s says why',
    (why) => {
      expect(figureWords(figure(null, null, why), share)).toMatch(/^none: \w.{15,}/);
    },
  );

  it('that is withheld is said to be so', () => {
    expect(figureWords(figure(null, null, 'withheld'), share)).toMatch(/^withheld: /);
  });

  it('has as many decimals as its kind can bear, and no sign before nought', () => {
    expect(index(0.17008969)).toBe('0.170');
    expect(index(-0.0001)).toBe('0.000');
    expect(index(-0.0248)).toBe('−0.025');
    expect(points(-0.1096)).toBe('−11 points');
    lang.value = 'fr';
    expect(index(0.5)).toBe('0,500');
    expect(share(0.1234)).toMatch(/^12,3\s%$/);
  });
});

describe('sentences', () => {
  it('keep the name of a group apart in both languages', () => {
    const one = group('group', 1, 0, 1);
    expect(apart(one)).toEqual({ name: 'Group', rest: ': met.' });
    lang.value = 'fr';
    expect(apart(one)).toEqual({ name: 'Groupe', rest: '\u00a0: atteinte.' });
  });

  it('say what the one in the middle has', () => {
    expect(middleSentence(group('whole', 1, 0, 180), amount('days'))).toMatch(/180 days.*180 days/);
  });

  it('say what the first half has, or why nobody can', () => {
    const asked = { value: 'days_met', rank: 'population' } as const;
    const half: Curve = {
      points: [
        [0, 0],
        [0.5, 0.1],
        [1, 1],
      ],
      why: null,
    };
    expect(curveSentence('lorenz', spread(group('whole', 1, 0, 1), half), asked)).toContain('10%');
    const none: Curve = { points: null, why: 'unreachable' };
    const said = curveSentence('concentration', spread(group('whole', 1, 0, 1), none), asked);
    expect(said).toMatch(/no curve here: some may reach no service/);
    expect(said).not.toContain('none');
  });
});

describe('the sentence of a curve of which one half is withheld', () => {
  it('says so of people, and tells what places have', () => {
    const of = spread(group('whole', 1, 0, 1));
    of.curves.lorenz = { people: { points: null, why: 'withheld' }, places: of.curves.lorenz.places };
    const said = curveSentence('lorenz', of, { value: 'days_met', rank: 'population' });
    expect(said).toMatch(
      /^People: there is no curve, as a few people could be recognised.* Places: .* 50% of/,
    );
  });
});

describe('the word of caution', () => {
  const days = { value: 'days_met' } as const;

  it.each([
    ['all is unknown', group('whole', 0, 5, 0), days, /Of none of the 5 places/],
    ['some is unknown', group('whole', 3, 2, 100), days, /Of 2 of 5 places/],
    [
      'nobody has any',
      { ...group('whole', 0, 0, 0), places: { ...group('whole', 5, 0, 0).places, met: 0, unmet: 5 } },
      days,
      /no fairness/,
    ],
    ['nothing is lacking', group('whole', 5, 0, 0), { value: 'shortfall' } as const, /Nothing is lacking/],
  ])('is there where %s', (_case, whole, asked, words) => {
    expect(caution(spread(whole), asked)).toMatch(words);
  });

  it('is not there where all is known, or nothing is concerned', () => {
    expect(caution(spread(group('whole', 5, 0, 365)), days)).toBeNull();
    expect(caution(spread(group('whole', 0, 0, 0)), days)).toBeNull();
  });
});

describe('the measures', () => {
  const keys = (of: Group) => measureRows(of, spread(group('whole', 1, 0, 1)), 'days').map((row) => row.key);

  it('compare a group with the rest, which the whole has not; the parts are of the whole', () => {
    expect(keys(group('group', 1, 0, 1))).toContain('rate_ratio');
    expect(keys(group('group', 1, 0, 1))).not.toContain('between');
    expect(keys(group('whole', 1, 0, 1))).not.toContain('rate_ratio');
    expect(keys(group('whole', 1, 0, 1))).toContain('between');
  });

  it('have the parts of Theil where they belong', () => {
    const rows = measureRows(group('whole', 1, 0, 1), spread(group('whole', 1, 0, 1)), 'days');
    const of = (key: string) => rows.find((row) => row.key === key)?.figures.people.value;
    expect([of('between'), of('within')]).toEqual([0.1, 0.3]);
  });
});
