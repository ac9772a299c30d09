import type { Diff, TextChange } from '../../api/compare';
import { compareEn } from '../../i18n/compare.en';
import { compareFr } from '../../i18n/compare.fr';
import { count, number, pick, wordsOf } from '../../i18n/i18n';
import { type Tally, tally } from './flips';

export const w = wordsOf({ en: compareEn, fr: compareFr });

/** "2 better, 5 worse" */
export function countsWords(of: Tally): string {
  const parts: string[] = [];
  for (const key of ['better', 'worse', 'unclear'] as const) {
    if (of[key] > 0) parts.push(w(`count.${key}`, { n: number(of[key]) }));
  }
  return parts.join(', ');
}

/** The whole comparison in one sentence, about one standard or about all that both sides have. */
export function sentence(diff: Diff, standard: string | null, when: string): string {
  const flips = standard === null ? diff.flips : diff.flips.filter((f) => f.standard === standard);
  const counts = countsWords(tally(flips));
  const changed = number(flips.length);
  const placesOf = (s: Diff['standards'][number]) =>
    Math.max(s.before?.communities_total ?? 0, s.after?.communities_total ?? 0);
  const one = diff.standards.find((s) => s.standard === standard);
  if (one !== undefined) {
    const places = count('places', placesOf(one));
    const params = { standard: pick(one.title), places, changed, counts, when };
    return w(flips.length === 0 ? 'sentence.standard.none' : 'sentence.standard', params);
  }
  const both = diff.standards.filter((s) => s.in === 'both');
  const total = number(both.reduce((sum, s) => sum + placesOf(s), 0));
  const places = count('places', Math.max(0, ...both.map(placesOf)));
  const params = { total, places, changed, counts, when };
  return w(flips.length === 0 ? 'sentence.none' : 'sentence', params);
}

/** A requirement by its name, or by the field's own where there are no words for it. */
export function requirementWords({ name }: Pick<TextChange, 'name'>): string {
  return w.data('param', name) ?? name.replaceAll('_', ' ');
}
