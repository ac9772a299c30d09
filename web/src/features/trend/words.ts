import type { Trend } from '../../api/trend';
import { count, number, units, wordsOf } from '../../i18n/i18n';
import { lang } from '../../i18n/lang';
import { trendEn } from '../../i18n/trend.en';
import { trendFr } from '../../i18n/trend.fr';
import { monthsBetween, totalOf } from './quarters';

export const w = wordsOf({ en: trendEn, fr: trendFr });

const FRENCH_ORDINALS = ['1er', '2e', '3e', '4e'];

/** "Q2 2019", "2e trimestre de 2019"; what is no quarter stays as it is. */
export function quarterWords(quarter: string): string {
  const [, year, n] = /^(\d{4})-Q([1-4])$/.exec(quarter) ?? [];
  if (year === undefined || n === undefined) return quarter;
  if (lang.value === 'en') return `Q${n}\u00a0${year}`;
  return `${FRENCH_ORDINALS[Number(n) - 1]}\u00a0trimestre de\u00a0${year}`;
}

/** Where it stands, where it stood, and how many gaps are open, in one breath. */
export function sentence(trend: Trend, standard: string): string {
  const last = trend.quarters.at(-1);
  const first = trend.quarters[0];
  if (last === undefined || first === undefined) return w('sentence.nothing');
  const now = w(first === last ? 'sentence' : 'sentence.since', {
    quarter: quarterWords(last.quarter),
    standard,
    met: number(last.met),
    total: count('places', totalOf(last)),
    first: quarterWords(first.quarter),
    first_met: number(first.met),
  });
  if (trend.gaps.length === 0) return `${now} ${w('sentence.gaps.none')}`;
  const before = trend.gaps.filter((gap) => gap.before_record).length;
  const open = count('places', trend.gaps.length);
  return `${now} ${w('sentence.gaps', { open, before: number(before) })}`;
}

/** "6 years" from two years on, "15 months" before. */
export function lengthWords(since: string, today: string): string {
  const months = monthsBetween(since, today);
  return months >= 24 ? units(Math.floor(months / 12), 'year') : units(months, 'month');
}
