import type { Check, Ends, Fact, Settles } from '../../api/trace';
import { dateName, dayName, duration, number, percent, t, tData, wordsOf } from '../../i18n/i18n';
import { traceEn } from '../../i18n/trace.en';
import { traceFr } from '../../i18n/trace.fr';

export const w = wordsOf({ en: traceEn, fr: traceFr });

/** How far something falls short, or nothing where it does not. */
export function missesWords({ at_least: most, at_most: least }: Ends<number>): string {
  // The shortfall at the least favourable reading is the larger one.
  if (most === 0) return '';
  if (least === most) return w('misses', { share: percent(most) });
  return w('misses.range', { least: percent(least), most: percent(most) });
}

function amount(value: number, unit: string | null): string {
  if (unit === 'minutes') return duration(value);
  if (unit === 'share') return percent(value);
  return (unit === null ? null : w.data('value', unit, { n: number(value, 1) })) ?? number(value, 1);
}

/** The question that a requirement asks, with its limit. */
export function asksWords({ requirement, limit, unit }: Check): string {
  const words = limit === null ? '' : amount(limit, unit);
  return w.data('asks', requirement, { limit: words }) ?? `${requirement.replaceAll('_', ' ')} ${words}`;
}

/** Nothing found is a journey that cannot be made, or else a blank in the records. */
function nothing(unit: string | null): string {
  return w(unit === 'minutes' || unit === 'km' ? 'value.no_way' : 'value.unknown');
}

/** What was found, at both ends where they differ; nothing where the verdict already says it. */
export function foundWords({ found: { at_least: least, at_most: most }, unit }: Check): string {
  if (typeof least === 'boolean' || typeof most === 'boolean') return '';
  const end = (value: string | number | null) => {
    if (value === null) return nothing(unit);
    return typeof value === 'string' ? tData('outcome.lower', value) : amount(value, unit);
  };
  if (least === null && most === null) return w('found.one', { value: nothing(unit) });
  if (least === most) return w('found.one', { value: end(least) });
  if (typeof least === 'number' && typeof most === 'number') {
    const [low, high] = least < most ? [least, most] : [most, least];
    return w('found.range', { least: end(low), most: end(high) });
  }
  return w('found.ends', { least: end(least), most: end(most) });
}

export function fieldWords(field: string): string {
  return w.data('field', field) ?? field.replaceAll('_', ' ');
}

/** "20 April to 3 June", or all year, of days written MM-DD/MM-DD. */
function daysWords(value: string): string {
  const [from = '', to = ''] = value.split('/');
  if (from === '01-01' && to === '12-31') return t('route.leg.always');
  return t('route.stretch', { from: dayName(from), to: dayName(to) });
}

/** Ids of places as their names; names of regions and the like stay as they are. */
function placesWords(value: string, nameOf: (community: string) => string | null): string {
  return value
    .split(';')
    .map((id) => nameOf(id) ?? id)
    .join(', ');
}

/** What a record says in one field, in words where there are some for it. */
export function factValue({ field, value }: Fact, nameOf: (community: string) => string | null): string {
  if (value === null) return w('fact.missing');
  switch (field) {
    case 'delivery_mode':
      return tData('delivery', value);
    case 'status':
      return tData('status', value);
    case 'actual':
      return tData('services.actual', value);
    case 'outcome':
      return tData('outcome.lower', value);
    case 'opens/closes':
      return daysWords(value);
    case 'opened':
    case 'closed':
      return dateName(value);
    case 'typical_minutes':
      return duration(Number(value));
    case 'delivered_share':
      return percent(Number(value));
    case 'serves':
      return value === 'all' ? w('value.everybody') : placesWords(value, nameOf);
    case 'community_id':
      return placesWords(value, nameOf);
    case 'sites':
      return w('value.each');
    case 'service_type':
      return value.replaceAll('_', ' ');
    default:
      if (value === 'true' || value === 'false') return w(value === 'true' ? 'value.yes' : 'value.no');
      return value.replaceAll(';', ', ');
  }
}

/** "If it were known how often X visits, this would be settled." */
export function settlesWords({ field, name, value, always }: Omit<Settles, 'then'>): string {
  const asked = w.data('what', field, { name }) ?? w('what.any', { name, field: fieldWords(field) });
  // A date that is no finer than a month or a year is known, and still leaves the day open.
  const isCoarse = value !== null && (field === 'opened' || field === 'closed');
  const what = isCoarse ? w('what.coarse', { what: asked, value: dateName(value) }) : asked;
  return w(always ? 'settles.always' : 'settles.sometimes', { what });
}
