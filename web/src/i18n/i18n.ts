import type { Lang, Text } from '../api/wire';
import { monthDay, parseDay } from '../state/calendar';
import { en, type Key } from './en';
import { fr } from './fr';
import { lang } from './lang';

export type { Key } from './en';
export type Params = Readonly<Record<string, string | number>>;

const TEXTS: Record<Lang, Record<Key, string>> = { en, fr };
const LOCALES: Record<Lang, string> = { en: 'en-CA', fr: 'fr-CA' };

/** Fills `{name}` in a text; a name without a value stays visible, so that it is noticed. */
export function fill(text: string, params: Params): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    return value === undefined ? whole : String(value);
  });
}

export function t(key: Key, params: Params = {}): string {
  return fill(TEXTS[lang.value][key], params);
}

/**
 * The words of a part that is fetched later, to be asked like `t`: they come with it, so that the first view
 * does not wait for them. `data` is for keys that come from data; it gives `null` where no text is known.
 */
export function wordsOf<K extends string>(texts: Record<Lang, Record<K, string>>) {
  const say = (key: K, params: Params = {}): string => fill(texts[lang.value][key], params);
  const data = (prefix: string, word: string, params: Params = {}): string | null => {
    const text = (texts[lang.value] as Record<string, string>)[`${prefix}.${word}`];
    return text === undefined ? null : fill(text, params);
  };
  return Object.assign(say, { data });
}

/** The text for a key that comes from data, or the data's own word where no text is known. */
export function tData(prefix: string, word: string): string {
  const key = `${prefix}.${word}`;
  const texts: Record<string, string> = TEXTS[lang.value];
  return texts[key] ?? word.replaceAll('_', ' ');
}

/** A number with at most so many decimals, and at least so many. */
export function number(value: number, digits = 0, least = 0): string {
  const format = { maximumFractionDigits: digits, minimumFractionDigits: least };
  return new Intl.NumberFormat(LOCALES[lang.value], format).format(value);
}

export function percent(share: number, digits = 0): string {
  const format = { style: 'percent', maximumFractionDigits: digits } as const;
  return new Intl.NumberFormat(LOCALES[lang.value], format).format(share);
}

/** "3 years", "1 month", in whole units unless more digits are asked for. */
export function units(n: number, unit: 'year' | 'month' | 'day' | 'second', digits = 0): string {
  const format = { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: digits } as const;
  return new Intl.NumberFormat(LOCALES[lang.value], format).format(n);
}

type Counted = 'places' | 'days' | 'people' | 'requests' | 'services';
/** "1 place", "2 places": the plural follows the language. */
export function count(what: Counted, n: number): string {
  const form = new Intl.PluralRules(LOCALES[lang.value]).select(n) === 'one' ? 'one' : 'other';
  return t(`count.${what}.${form}`, { n: number(n) });
}

/** "A, B and C", in the order given. */
export function listed(names: readonly string[]): string {
  return new Intl.ListFormat(LOCALES[lang.value], { type: 'conjunction' }).format(names);
}

export function pick(text: Text): string {
  return text[lang.value];
}

/** "10 May", "1er mai": day first in both languages. MM-DD in; what is no day stays as it is. */
export function dayName(text: string): string {
  const day = parseDay(text);
  if (day === null) return text;
  const { month, day: ofMonth } = monthDay(day);
  const name = monthName(month);
  const ordinal = lang.value === 'fr' && ofMonth === 1 ? '1er' : String(ofMonth);
  return `${ordinal}\u00a0${name}`;
}

/** "12 May 2024", "May 2024" or "2024", as much as the records know; what is no date stays as it is. */
export function dateName(text: string): string {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text) ?? [];
  if (year === undefined || month === undefined) return text;
  if (day !== undefined) return `${dayName(`${month}-${day}`)}\u00a0${year}`;
  return `${monthName(Number(month))}\u00a0${year}`;
}

/** "May", "mai": a month by its number, 1 to 12. */
export function monthName(month: number): string {
  const format = new Intl.DateTimeFormat(LOCALES[lang.value], { month: 'long', timeZone: 'UTC' });
  return format.format(Date.UTC(2023, month - 1, 1));
}

/** "J", "F", …: the months as letters, for the ticks of the year. */
export function monthLetters(): string[] {
  const format = new Intl.DateTimeFormat(LOCALES[lang.value], { month: 'narrow', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(2023, month, 1)));
}

/** "2 h 35 min", rounded to the minute; hours alone from a day on, where minutes mean nothing. */
export function duration(minutes: number): string {
  const whole = Math.round(minutes);
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  if (hours === 0) return `${number(rest)}\u00a0min`;
  if (rest === 0 || hours >= 24) return `${number(Math.round(whole / 60))}\u00a0h`;
  return `${number(hours)}\u00a0h\u00a0${rest}\u00a0min`;
}

const collators = { en: new Intl.Collator('en-CA'), fr: new Intl.Collator('fr-CA') };
export function compareText(a: string, b: string): number {
  return collators[lang.value].compare(a, b);
}

/**
 * Letters as people type them without a northern keyboard: "deline" finds Délı̨nę, "lutselke" finds Łutselk'e.
 * For searching only; what is shown is never changed.
 */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ł', 'l')
    .replaceAll('ı', 'i')
    .replaceAll('ə', 'e')
    .replace(/[ʔɂ’'ʼ]/g, '');
}
