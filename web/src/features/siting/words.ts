import type { Circuit, GainUnit, Proof, Sited, SitingAsked, SitingMetrics } from '../../api/siting';
import { count, duration, number, percent, units, wordsOf } from '../../i18n/i18n';
import { sitingEn } from '../../i18n/siting.en';
import { sitingFr } from '../../i18n/siting.fr';

export const w = wordsOf({ en: sitingEn, fr: sitingFr });

/** What an addition adds, in its unit; a word where that is withheld. */
export function gainWords(gain: number | null, unit: GainUnit): string {
  if (gain === null) return w('withheld');
  switch (unit) {
    case 'people':
    case 'places':
      return count(unit, gain);
    case 'minutes':
      return duration(gain);
    default: {
      // Minutes of many together are told in hours.
      const [shown, digits] = unit.endsWith('_minutes') ? [gain / 60, 1] : [gain, 0];
      return (
        w.data('unit', unit, { n: number(shown, digits) }) ?? `${number(gain)} ${unit.replaceAll('_', ' ')}`
      );
    }
  }
}

/** Who reached nothing before and does now: people or places, as they are what counts. */
function newlyWords(newly: number, unit: GainUnit): string {
  const counted = unit === 'minutes' ? 'places' : unit.replace(/_minutes$/, '');
  return w('gain.newly', { what: gainWords(newly, counted) });
}

/** The same, with what reached nothing before: that comes first, since no number of minutes stands for it. */
export function addsWords(
  { gain, newly_reached: newly }: { gain: number | null; newly_reached: number | null },
  unit: GainUnit,
): string {
  if (newly === null || newly === 0 || !unit.endsWith('minutes')) return gainWords(gain, unit);
  const reached = newlyWords(newly, unit);
  return gain === null || gain === 0 ? reached : `${reached}; ${gainWords(gain, unit)}`;
}

/** What is known of the answer: the best there is, or how far from a bound that nothing can pass. */
export function proofWords({ status, proof, ties }: Pick<Sited, 'status' | 'proof' | 'ties'>): string {
  if (status === 'infeasible') return w('proof.infeasible');
  if (!proof.proven) return w('proof.within', { gap: gapWords(proof) });
  return w(ties.count > 1 || !ties.complete ? 'proof.tied' : 'proof.best');
}

export function circuitProofWords({ proof }: Pick<Circuit, 'proof'>): string {
  return proof.proven ? w('proof.round') : w('proof.within', { gap: gapWords(proof) });
}

/** "0.3 %": a gap that is there is never written as none. */
function gapWords({ gap }: Proof): string {
  return gap > 0 && gap < 0.0005 ? w('under', { n: percent(0.0005, 2) }) : percent(gap, 1);
}

/** How many choices are as good: all of them, or as many as were looked for. */
export function tiesWords({ count: n, complete }: Sited['ties']): string | null {
  if (n <= 1 && complete) return w('ties.none');
  return w(complete ? 'ties.some' : 'ties.more', { n: number(n) });
}

/** "1.5 days", "1,5 jour" */
export function daysWords(n: number): string {
  return units(n, 'day', 1);
}

export const FIGURES = [
  'covered_places',
  'covered_need',
  'covered_share',
  'unreached_places',
  'mean_minutes',
  'worst_minutes',
] as const satisfies readonly (keyof SitingMetrics)[];
export type Figure = (typeof FIGURES)[number];

/** What a figure is; every day by itself, places and people are counted once a day. */
export function figureTitle(figure: Figure, year: SitingAsked['year_round']): string {
  return (year === 'days' ? w.data('figure', `${figure}.days`) : null) ?? w(`figure.${figure}`);
}

/** A figure of today or after; what is not there is withheld, or there is nobody to count. */
export function figureWords(figure: Figure, of: SitingMetrics): string {
  const value = of[figure];
  if (value === null) return w('figure.none');
  switch (figure) {
    case 'covered_share':
      return percent(value, 1);
    case 'mean_minutes':
    case 'worst_minutes':
      return duration(value);
    case 'covered_places':
    case 'covered_need':
    case 'unreached_places':
      return number(value);
  }
}
