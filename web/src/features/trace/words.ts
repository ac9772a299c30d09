import type { Check, Ends, Fact, Settles, Value } from '../../api/trace';
import { dateName, dayName, duration, number, percent, tData, wordsOf } from '../../i18n/i18n';
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

/** Whether nothing found is a journey that cannot be made, and not a blank in the records. */
function isTravel(check: Check): boolean {
  return check.unit === 'minutes' || check.unit === 'km';
}

function valueWords(value: Value, unit: string | null): string {
  if (value === null) return w('value.unknown');
  if (typeof value === 'boolean') return w(value ? 'value.yes' : 'value.no');
  if (typeof value === 'string') return value;
  switch (unit) {
    case 'minutes':
      return duration(value);
    case 'share':
      return percent(value);
    default:
      return (unit === null ? null : w.data('value', unit, { n: number(value, 1) })) ?? number(value, 1);
  }
}

/** The question that a requirement asks, with its limit. */
export function asksWords(check: Check): string {
  const limit = valueWords(check.limit, check.unit);
  return (
    w.data('asks', check.requirement, { limit }) ?? `${check.requirement.replaceAll('_', ' ')}: ${limit}`
  );
}

/** What was found, at both ends where they differ; nothing where the facts below say it all. */
export function foundWords(check: Check): string {
  const { at_least: least, at_most: most } = check.found;
  const end = (value: Value) =>
    value === null && isTravel(check) ? w('value.no_way') : valueWords(value, check.unit);
  if (least === null && most === null) {
    return isTravel(check) ? w('found.one', { value: w('value.no_way') }) : '';
  }
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

/** What a record says in one field, in words where there are some for it. */
export function factValue(fact: Fact): string {
  const { field, value } = fact;
  if (value === null) return w('fact.missing');
  if (typeof value !== 'string') return valueWords(value, field === 'minutes' ? 'minutes' : null);
  switch (field) {
    case 'delivery_mode':
      return tData('delivery', value);
    case 'status':
      return tData('status', value);
    case 'actual':
    case 'actual_status':
      return tData('services.actual', value);
    case 'opens':
    case 'closes':
      return dayName(value);
    case 'opened':
    case 'closed':
    case 'observed':
      return dateName(value);
    default:
      return value;
  }
}

/** "If it were known how often X visits, this would be settled." */
export function settlesWords({ field, record, always }: Settles): string {
  const { name } = record;
  const what = w.data('what', field, { name }) ?? w('what.any', { name, field: fieldWords(field) });
  return w(always ? 'settles.always' : 'settles.sometimes', { what });
}
