import type { Bounds, Criterion, Judged, Option, Preset } from '../../api/priorities';
import { count, listed, number, percent, pick, wordsOf } from '../../i18n/i18n';
import { prioritiesEn } from '../../i18n/priorities.en';
import { prioritiesFr } from '../../i18n/priorities.fr';
import { amongFirst, type Row } from './ranking';

export const w = wordsOf({ en: prioritiesEn, fr: prioritiesFr });

/** Where both ends are written alike, there is nothing to say of a range. */
export function range({ at_least, at_most }: Bounds, write: (value: number) => string): string {
  const [low, high] = [write(at_least), write(at_most)];
  return low === high ? low : w('range', { low, high });
}

/** A value between 0 and 1, to the hundredth, so that bars and numbers tell the same. */
export function two(value: number): string {
  return number(value, 2, 2);
}

function yesNo(value: number): string {
  return w(value >= 1 ? 'yes' : 'no');
}

/** What a criterion counts, in its own unit. */
export function rawWords(id: Criterion, { raw, withheld }: Judged): string {
  const words = rawRange(id, raw);
  return withheld ? w('withheld', { words }) : words;
}

function rawRange(id: Criterion, raw: Bounds): string {
  switch (id) {
    case 'people':
      return range(raw, number);
    case 'days':
      return range(raw, (days) => number(days, 1));
    case 'worst_off':
      return range(raw, (share) => percent(share));
    case 'need':
      // A column of the records may hold anything; a share is one.
      return raw.at_most <= 1 ? range(raw, (share) => percent(share)) : range(raw, (n) => number(n, 1));
    case 'asked':
      return range(raw, yesNo);
    case 'culture':
      return w('of_three', { n: range(raw, number) });
    case 'evaluation':
      return range(raw, two);
  }
}

export function presetWords(preset: Preset): string {
  return w(`preset.${preset}`);
}

/** A share of draws in words: what is drawn seldom is not "0 %". */
export function often(share: number): string {
  if (share > 0 && share < 0.01) return w('often.under', { percent: percent(0.01) });
  if (share < 1 && share > 0.99) return w('often.over', { percent: percent(0.99) });
  return percent(share);
}

/** How firm a rank is, in few words. */
export function firmWords({ acceptability }: Option): string {
  const first = often(amongFirst(acceptability.weights, 1));
  const three = often(amongFirst(acceptability.weights, 3));
  return w('firm', { first, three });
}

/** "5", "5, together with others" */
export function rankWords({ rank, isTied }: Pick<Row, 'rank' | 'isTied'>): string {
  return isTied ? w('rank.tied', { n: number(rank) }) : number(rank);
}

/** What stands first, and how firmly: the whole ranking in a sentence. */
export function saidWords(rows: readonly Row[], samples: number, settled: boolean): string {
  const first = rows.filter((row) => row.rank === 1);
  const [top] = first;
  if (top === undefined) return w('said.none');
  if (first.length > 1) {
    const few = first.slice(0, 3).map(({ option }) => pick(option.title));
    return first.length <= 3
      ? w('said.together', { names: listed(few) })
      : w('said.many', { n: number(first.length), total: number(rows.length) });
  }
  const name = pick(top.option.title);
  if (!settled) return w('said.unsettled', { name });
  const { weights, both } = top.option.acceptability;
  return w('said', {
    name,
    total: number(rows.length),
    samples: number(samples),
    weights: often(amongFirst(weights, 1)),
    both: often(amongFirst(both, 1)),
  });
}

/** What an option brings to people and to places: beside each other, since the one hides the other. */
export function gainWords({ people_gained, places_gained }: Option): string {
  return w('gain', { people: range(people_gained, number), places: range(places_gained, number) });
}

export function placesWords(n: number): string {
  return count('places', n);
}
