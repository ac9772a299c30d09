import type { Flip, Verdict } from '../../api/compare';
import type { Outcome, Text } from '../../api/wire';
import type { ChangeMark } from '../../map/look';

/** What a change is for the people there. A step to or from unknown is neither better nor worse: nobody knows. */
export type Direction = 'better' | 'worse' | 'lost' | 'found' | 'still' | 'began' | 'ended';

const RANK: Record<Exclude<Outcome, 'unknown'>, number> = { unmet: 0, partly_met: 1, met: 2 };

export function direction(before: Verdict | null, after: Verdict | null): Direction {
  if (before === null) return 'began';
  if (after === null) return 'ended';
  // What it lies between changes, and it stays unknown.
  if (before.outcome === after.outcome) return 'still';
  if (after.outcome === 'unknown') return 'lost';
  if (before.outcome === 'unknown') return 'found';
  return RANK[after.outcome] > RANK[before.outcome] ? 'better' : 'worse';
}

/** Flips of one standard, in the order in which the answer has the standards. */
export interface FlipsOf {
  standard: string;
  title: Text;
  flips: Flip[];
}

export function byStandard(flips: readonly Flip[]): FlipsOf[] {
  const groups = new Map<string, FlipsOf>();
  for (const flip of flips) {
    const known = groups.get(flip.standard);
    if (known === undefined)
      groups.set(flip.standard, { standard: flip.standard, title: flip.title, flips: [flip] });
    else known.flips.push(flip);
  }
  return [...groups.values()];
}

export interface Tally {
  better: number;
  worse: number;
  unclear: number;
}

export function tally(flips: readonly Flip[]): Tally {
  const counts: Tally = { better: 0, worse: 0, unclear: 0 };
  for (const flip of flips) {
    const way = direction(flip.before, flip.after);
    counts[way === 'better' || way === 'worse' ? way : 'unclear'] += 1;
  }
  return counts;
}

/** The mark of each place that changes, over every flip there. */
export function marks(flips: readonly Flip[]): Map<string, ChangeMark> {
  const byPlace = new Map<string, Flip[]>();
  for (const flip of flips) {
    const known = byPlace.get(flip.community_id);
    if (known === undefined) byPlace.set(flip.community_id, [flip]);
    else known.push(flip);
  }
  return new Map([...byPlace].map(([id, of]) => [id, markOf(tally(of))]));
}

function markOf({ better, worse }: Tally): ChangeMark {
  if (better > 0 && worse > 0) return 'mixed';
  if (better > 0) return 'better';
  return worse > 0 ? 'worse' : 'unclear';
}
