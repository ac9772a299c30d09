import { afterEach, describe, expect, it } from 'vitest';
import type { Check, Fact } from '../../api/trace';
import { lang } from '../../i18n/lang';
import { asksWords, factValue, foundWords, missesWords, settlesWords } from './words';

afterEach(() => {
  lang.value = 'en';
});

function check(change: Partial<Check>): Check {
  return {
    requirement: 'within_minutes',
    verdict: 'unknown',
    found: { at_least: null, at_most: null },
    limit: null,
    unit: null,
    deficit: { at_least: 0, at_most: 0 },
    facts: [],
    ...change,
  };
}
function fact(field: string, value: string | null): Fact {
  return {
    record: 'service',
    id: 's',
    name: 'The Service',
    field,
    value,
    observed: null,
    confidence: null,
    sources: [],
  };
}
const nameOf = (id: string) => (id === 'behchoko' ? 'Behchokǫ̀' : null);

describe('a requirement', () => {
  it('is asked with its limit in its unit', () => {
    expect(asksWords(check({ limit: 240, unit: 'minutes' }))).toBe('Is it near enough? At most 4\u00a0h.');
    const visits = check({ requirement: 'visits_per_month', limit: 2, unit: 'visits_per_month' });
    expect(asksWords(visits)).toBe('Does it visit often enough? At least 2 a month.');
    lang.value = 'fr';
    expect(asksWords(visits)).toBe('Vient-il assez souvent? Au moins 2 par mois.');
  });

  it('that these pages do not know is still shown', () => {
    expect(asksWords(check({ requirement: 'quiet_hours', limit: 3 }))).toBe('quiet hours 3');
  });
});

describe('what was found', () => {
  const minutes = (at_least: number | null, at_most: number | null) =>
    foundWords(check({ unit: 'minutes', found: { at_least, at_most } }));

  it('is one value where both readings agree', () => {
    expect(minutes(90, 90)).toBe('found: 1\u00a0h\u00a030\u00a0min');
  });

  it('lies between the two where they do not, the smaller first', () => {
    expect(minutes(120, 60)).toBe('found: between 1\u00a0h and 2\u00a0h');
  });

  it('tells no way there from nothing on record', () => {
    expect(minutes(null, null)).toBe('found: no way there');
    expect(minutes(null, 60)).toBe(
      'found: no way there at the least favourable, 1\u00a0h at the most favourable',
    );
    expect(foundWords(check({ unit: 'days', found: { at_least: null, at_most: null } }))).toBe(
      'found: not on record',
    );
  });

  it('is not said twice where it is only yes or no', () => {
    expect(foundWords(check({ found: { at_least: false, at_most: true } }))).toBe('');
  });

  it('is an outcome in words for the next step of care', () => {
    const found = { at_least: 'unmet', at_most: 'met' };
    expect(foundWords(check({ requirement: 'then', found }))).toBe(
      'found: not met at the least favourable, met at the most favourable',
    );
  });
});

describe('a fact', () => {
  it.each([
    ['delivery_mode', 'visiting', 'visiting staff'],
    ['opens/closes', '04-20/06-03', '20\u00a0April to 3\u00a0June'],
    ['opens/closes', '01-01/12-31', 'open all year'],
    ['typical_minutes', '95', '1\u00a0h\u00a035\u00a0min'],
    ['serves', 'behchoko;Sahtu', 'Behchokǫ̀, Sahtu'],
    ['serves', 'all', 'everybody'],
    ['indigenous_led', 'true', 'yes'],
    ['opened', '2025-05', 'May\u00a02025'],
    ['visit_frequency', null, 'not on record'],
    ['something_new', 'a;b', 'a, b'],
  ])('%s %s is read as %s', (field, value, words) => {
    expect(factValue(fact(field, value), nameOf)).toBe(words);
  });
});

describe('how far a way falls short', () => {
  it('is nothing, one share or a span, the smaller end first', () => {
    expect(missesWords({ at_least: 0, at_most: 0 })).toBe('');
    expect(missesWords({ at_least: 0.25, at_most: 0.25 })).toBe('It misses by 25%.');
    expect(missesWords({ at_least: 1, at_most: 0 })).toBe(
      'It misses by 0% to 100%, depending on what is not known.',
    );
  });
});

describe('what would settle it', () => {
  const settles = (field: string, always: boolean) => ({ ...fact(field, null), always });

  it('is said as what one would have to know', () => {
    expect(settlesWords(settles('visit_frequency', true))).toBe(
      'If it were known how often “The Service” visits, this would be settled.',
    );
    expect(settlesWords(settles('delivery_mode', false))).toBe(
      'If it were known how “The Service” gives its help, this could be settled.',
    );
  });

  it('names a field that nobody wrote words for', () => {
    expect(settlesWords({ ...fact('opened', '2026'), always: true })).toBe(
      'If it were known on which day “The Service” opened (all that is known is 2026), this would be settled.',
    );
    expect(settlesWords(settles('beds_open', true))).toContain('“The Service”: beds open');
  });
});
