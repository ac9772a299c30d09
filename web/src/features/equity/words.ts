import type { Counted, Equity, Figure, Group, Point, StandardSpread, Why } from '../../api/equity';
import type { Text } from '../../api/wire';
import { equityEn } from '../../i18n/equity.en';
import { equityFr } from '../../i18n/equity.fr';
import { duration, number, percent, pick, units, wordsOf } from '../../i18n/i18n';
import { heldBy } from './geometry';

export const w = wordsOf({ en: equityEn, fr: equityFr });

/** By what places can be put in groups without writing a rule. */
export const GROUPINGS = [
  'region',
  'authority',
  'road_access',
  'language',
  'indigenous_government',
  'size',
  'distance',
] as const;

/** How a kind of figure is written: alone, and before another of its kind, which brings the unit. */
export interface Write {
  (value: number): string;
  before?: (value: number) => string;
}

/** "79.1%", "0.4%": a share to the tenth of a percent. */
export const share: Write = (value) => percent(value, 1);

/** An index: three decimals tell apart what anybody could mean. */
export const index: Write = (value) => signed(value, 3, 3);
export const ratio: Write = (value) => signed(value, 2, 2);

/** "12.3 points": the difference of two shares is no share. */
export const points: Write = Object.assign((value: number) => w('points', { n: signed(value * 100, 1) }), {
  before: (value: number) => signed(value * 100, 1),
});

/** With the sign of print, and none before a nought. */
function signed(value: number, digits: number, least = 0): string {
  const text = number(Math.abs(value), digits, least);
  return value < 0 && text !== number(0, digits, least) ? `−${text}` : text;
}

const days: Write = Object.assign((value: number) => units(value, 'day', 1), {
  before: (value: number) => number(value, 1),
});

/** The value itself in its unit: "288.6 days", "10.5%", "2 h 35 min". */
export function amount(unit: Equity['unit']): Write {
  switch (unit) {
    case 'days':
      return days;
    case 'share':
      return share;
    case 'minutes':
      return duration;
  }
}

/** Why something is not there, in plain words. */
export function whyWords(why: Why | null): string {
  return w(`why.${why ?? 'empty'}`);
}

/** What stands in the place of a figure that is not there. */
export function noneWords(why: Why | null): string {
  return w(why === 'withheld' ? 'withheld' : 'none', { why: whyWords(why) });
}

/** A figure; "from … to …" where it is not settled; why there is none. */
export function figureWords({ value, at_best, why }: Figure, write: Write): string {
  if (value === null && at_best === null) return noneWords(why);
  const [low, high] = [value, at_best ?? value].sort((a, b) => (a ?? Infinity) - (b ?? Infinity));
  const end = (n: number | null | undefined, say: (n: number) => string) =>
    n == null ? w('beyond') : say(n);
  if (end(low, write) === end(high, write)) return end(low, write);
  return w('range', {
    low: end(low, high == null ? write : (write.before ?? write)),
    high: end(high, write),
  });
}

/** The class of a cell without a figure: its words need more room and less weight. */
export function noneClass({ value, at_best }: Figure): string | undefined {
  return value === null && at_best === null ? 'none' : undefined;
}

/** A group's sentence with its name apart, so that the name can stand out: the sentence begins with it. */
export function apart({ title, sentence }: { title: Text; sentence: Text }): { name: string; rest: string } {
  const [name, said] = [pick(title), pick(sentence)];
  return said.startsWith(name) ? { name, rest: said.slice(name.length) } : { name, rest: `: ${said}` };
}

/** A word of the server's for a grouping, in the language on screen; a column or a rule is its own name. */
export function groupingWords(by: string): string {
  return w.data('by', by) ?? by;
}

export function rankWords(rank: string): string {
  return w.data('rank', rank) ?? w('rank.column', { name: rank });
}

/** What the middle of all people and of all places has. */
export function middleSentence({ by_people, by_places }: Group, write: Write): string {
  const middle = (of: Group['by_people']): string => {
    const found = of.quantiles.find((q) => q.percent === 50);
    return found === undefined ? noneWords('empty') : figureWords(found, write);
  };
  return w('spread.sentence', { people: middle(by_people), places: middle(by_places) });
}

/** What half of the people and half of the places have, read off a curve; or why there is none. */
export function curveSentence(
  kind: 'lorenz' | 'concentration',
  of: StandardSpread,
  { value, rank }: Pick<Equity, 'value' | 'rank'>,
): string {
  const { people, places } = of.curves[kind];
  const params = { what: w(`what.${value}`), order: rankWords(rank) };
  const half = (points: readonly Point[]) => share(heldBy(0.5, points));
  if (people.points !== null && places.points !== null)
    return w(`curve.${kind}.sentence`, {
      ...params,
      people: half(people.points),
      places: half(places.points),
    });
  if (people.points === null && places.points === null && people.why === places.why)
    return w('curve.none', { why: whyWords(people.why) });
  const one = (counted: Counted) => {
    const { points, why } = of.curves[kind][counted];
    const name = w(`counted.${counted}`);
    return points === null
      ? w('curve.missing', { counted: name, why: whyWords(why) })
      : w(`curve.${kind}.one`, { ...params, counted: name, share: half(points) });
  };
  return `${one('people')} ${one('places')}`;
}

/**
 * What a reader has to know before believing an even picture: at the least favourable reading nobody may have any,
 * and then all have the same.
 */
export function caution({ whole }: StandardSpread, { value }: Pick<Equity, 'value'>): string | null {
  const { places } = whole;
  if (places.total === 0) return null;
  const nothing = whole.by_places.mean.value === 0;
  const params = { unknown: number(places.unknown), total: number(places.total) };
  if (places.unknown === places.total) return w('caution.all_unknown', params);
  if (nothing)
    return w(value === 'days_met' || value === 'met' ? 'caution.nobody' : 'caution.nothing_missing');
  return places.unknown > 0 ? w('caution.some_unknown', params) : null;
}
