/** What a scenario brings to places: marks for the map, and what the last step alone has done. Pure. */
import type { Verdict } from '../../api/compare';
import type { Effect, EffectFeature } from '../../api/scenarios';
import type { KnownOutcome } from '../../api/wire';
import type { ChangeMark, PlaceMark } from '../../map/look';
import type { Picture } from '../../state/address';

const MARKS: Record<Effect, ChangeMark> = { same: 'same', gain: 'better', loss: 'worse', mixed: 'mixed' };

export function markOf(effect: Effect): ChangeMark {
  return MARKS[effect];
}

/** One mark for all that changes in a place, over several kinds of help. */
export function together(effects: readonly Effect[]): ChangeMark {
  const gains = effects.includes('gain');
  const losses = effects.includes('loss');
  if (effects.includes('mixed') || (gains && losses)) return 'mixed';
  if (gains) return 'better';
  return losses ? 'worse' : 'same';
}

/** The mark of each place. Of several kinds of help together there is no one outcome, only what changes. */
export function marksOf(features: readonly EffectFeature[], picture: Picture): Map<string, PlaceMark> {
  const byPlace = new Map<string, EffectFeature['properties'][]>();
  for (const { properties } of features) {
    const known = byPlace.get(properties.community_id);
    if (known === undefined) byPlace.set(properties.community_id, [properties]);
    else known.push(properties);
  }
  return new Map(
    [...byPlace].map(([id, all]): [string, PlaceMark] => {
      const [only, another] = all;
      if (picture === 'change' || only === undefined || another !== undefined)
        return [id, together(all.map((one) => one.change))];
      return [id, (picture === 'today' ? only.before : only.after).outcome];
    }),
  );
}

const RANK: Record<KnownOutcome, number> = { unmet: 0, partly_met: 1, met: 2 };

/** From one verdict to another: whether something of it is better, something worse, or both. */
export function effectOf(before: Verdict, after: Verdict): Effect {
  const steps = [
    RANK[after.at_least] - RANK[before.at_least],
    RANK[after.at_most] - RANK[before.at_most],
    after.days_met - before.days_met,
    before.days_unmet - after.days_unmet,
    // Less is missing: better.
    before.shortfall - after.shortfall,
  ];
  const gains = steps.some((step) => step > 0);
  const losses = steps.some((step) => step < 0);
  if (gains && losses) return 'mixed';
  if (gains) return 'gain';
  return losses ? 'loss' : 'same';
}

/** What one step did to one place and kind of help. */
export interface Step {
  community_id: string;
  community: string;
  standard: string;
  effect: Exclude<Effect, 'same'>;
  before: Verdict;
  after: Verdict;
}

/** What is otherwise in the second of two answers, both about the same question. */
export function stepsBetween(before: readonly EffectFeature[], after: readonly EffectFeature[]): Step[] {
  const was = new Map(before.map(({ id, properties }) => [id, properties.after]));
  return after.flatMap(({ id, properties: { community_id, community, standard, after: now } }) => {
    const then = was.get(id);
    const effect = then === undefined ? 'same' : effectOf(then, now);
    if (then === undefined || effect === 'same') return [];
    return [{ community_id, community, standard, effect, before: then, after: now }];
  });
}

export interface Tally {
  gain: number;
  loss: number;
  mixed: number;
}

/** How many places have at least one step of each kind; a place with several counts where it belongs as a whole. */
export function tallyPlaces(steps: readonly Pick<Step, 'community_id' | 'effect'>[]): Tally {
  const byPlace = new Map<string, Effect[]>();
  for (const { community_id, effect } of steps)
    byPlace.set(community_id, [...(byPlace.get(community_id) ?? []), effect]);
  const marks = [...byPlace.values()].map(together);
  const n = (mark: ChangeMark) => marks.filter((one) => one === mark).length;
  return { gain: n('better'), loss: n('worse'), mixed: n('mixed') };
}
