import { afterEach, describe, expect, it } from 'vitest';
import { en } from './en';
import { fr } from './fr';
import {
  count,
  dateName,
  dayName,
  duration,
  fill,
  fold,
  number,
  percent,
  tData,
  units,
  wordsOf,
} from './i18n';
import { lang } from './lang';

afterEach(() => {
  lang.value = 'en';
});

/** The names between braces, sorted. */
function params(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1] ?? '').sort();
}

type Texts = Readonly<Record<string, string>>;

/** Every dictionary of a part that is fetched later lies beside the first one, as part.en.ts and part.fr.ts. */
const modules = import.meta.glob<Record<string, Texts>>('./*.*.ts', { eager: true });
const parts = Object.entries(modules).flatMap(([path, module]): [string, Texts, Texts][] => {
  if (!path.endsWith('.en.ts')) return [];
  const [english] = Object.values(module);
  const [french] = Object.values(modules[path.replace('.en.ts', '.fr.ts')] ?? {});
  return [[path, english ?? {}, french ?? {}]];
});

describe.each<[string, Texts, Texts]>([['the first view', en, fr], ...parts])(
  'the texts of %s',
  (_part, english, french) => {
    it('have the same keys in both languages', () => {
      expect(Object.keys(french).sort()).toEqual(Object.keys(english).sort());
      expect(Object.keys(english).length).toBeGreaterThan(10);
    });

    it('take the same values in both languages', () => {
      for (const [key, text] of Object.entries(english))
        expect([key, params(french[key] ?? '')]).toEqual([key, params(text)]);
    });

    it('are never empty', () => {
      for (const text of [...Object.values(english), ...Object.values(french)])
        expect(text.trim()).not.toBe('');
    });

    it('keep French signs from starting a line', () => {
      for (const [key, text] of Object.entries(french))
        expect([key, / [:»%]|« /.test(text)]).toEqual([key, false]);
    });
  },
);

describe('filling in', () => {
  it('replaces each name and leaves a name without a value in sight', () => {
    expect(fill('{a} and {b}', { a: 1 })).toBe('1 and {b}');
  });

  it('shows a word from the data as it is when no text is known for it', () => {
    expect(tData('mode', 'dog_team')).toBe('dog team');
  });
});

describe('the words of a part', () => {
  const say = wordsOf({ en: { 'a.b': 'one {n}', c: 'two' }, fr: { 'a.b': 'un {n}', c: 'deux' } });

  it('are in the language on screen, filled in', () => {
    expect(say('a.b', { n: 1 })).toBe('one 1');
    lang.value = 'fr';
    expect(say('c')).toBe('deux');
  });

  it('are none for a key from the data that nobody wrote words for', () => {
    expect(say.data('a', 'b', { n: 2 })).toBe('one 2');
    expect(say.data('a', 'x')).toBeNull();
  });
});

describe('numbers and days', () => {
  it.each([
    ['en', '05-10', '10\u00a0May'],
    ['fr', '05-10', '10\u00a0mai'],
    ['fr', '01-01', '1er\u00a0janvier'],
    ['en', '12-31', '31\u00a0December'],
    ['en', 'soon', 'soon'],
  ] as const)('in %s writes %s as %s', (language, day, words) => {
    lang.value = language;
    expect(dayName(day)).toBe(words);
  });

  it.each([
    ['2024', '2024'],
    ['2024-05', 'mai\u00a02024'],
    ['2024-12-01', '1er\u00a0décembre\u00a02024'],
    ['spring 2024', 'spring 2024'],
  ])('writes as much of %s as is known', (text, words) => {
    lang.value = 'fr';
    expect(dateName(text)).toBe(words);
  });

  it.each([
    [0, '0\u00a0min'],
    [59.6, '1\u00a0h'],
    [60, '1\u00a0h'],
    [155, '2\u00a0h\u00a035\u00a0min'],
    [1439, '23\u00a0h\u00a059\u00a0min'],
    [1500, '25\u00a0h'],
  ])('writes %d minutes as %s', (minutes, words) => {
    expect(duration(minutes)).toBe(words);
  });

  it('groups digits as each language does', () => {
    expect(number(20340)).toBe('20,340');
    lang.value = 'fr';
    expect(number(20340)).toBe('20\u00a0340');
    expect(percent(0.125)).toMatch(/^13\s%$/);
  });

  it('writes a length of time with its plural', () => {
    expect(units(1, 'year')).toBe('1 year');
    lang.value = 'fr';
    expect(units(3, 'month')).toMatch(/^3\smois$/);
  });

  it('counts zero as plural in English and singular in French', () => {
    expect(count('places', 0)).toBe('0 places');
    lang.value = 'fr';
    expect(count('places', 0)).toBe('0 collectivité');
  });
});

describe('searching for a name', () => {
  it.each([
    ['Délı̨nę', 'deline'],
    ["Łutselk'e", 'lutselke'],
    ['Behchokǫ̀', 'behchoko'],
    ['Wekweètì', 'wekweeti'],
    ['Nahɂą Dehé', 'naha dehe'],
  ])('%s is found as %s', (name, typed) => {
    expect(fold(name)).toBe(typed);
  });
});
