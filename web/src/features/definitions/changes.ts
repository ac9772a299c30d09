import type { Gap, GapProperties, Outcome } from '../../api/wire';

/** A place whose outcome is another one under the edited text. */
export interface Change {
  id: string;
  name: string;
  before: GapProperties;
  after: GapProperties;
  direction: 'better' | 'worse' | 'unclear';
}

const RANK: Record<Outcome, number | null> = { met: 2, partly_met: 1, unmet: 0, unknown: null };

/** Better, worse, or not to be said because one of the two is unknown. */
export function direction(before: Outcome, after: Outcome): Change['direction'] {
  const [from, to] = [RANK[before], RANK[after]];
  if (from === null || to === null) return 'unclear';
  return to > from ? 'better' : 'worse';
}

/** The places whose outcome differs, or what an unknown one lies between; in the order of `after`. */
export function changes(before: readonly Gap[], after: readonly Gap[]): Change[] {
  const saved = new Map(before.map(({ properties }) => [properties.community_id, properties]));
  return after.flatMap(({ properties: now }) => {
    const was = saved.get(now.community_id);
    if (was === undefined) return [];
    const same = was.outcome === now.outcome && was.at_least === now.at_least && was.at_most === now.at_most;
    if (same) return [];
    return [
      {
        id: now.community_id,
        name: now.community,
        before: was,
        after: now,
        direction: direction(was.outcome, now.outcome),
      },
    ];
  });
}

export function tally(of: readonly Change[]): Record<Change['direction'], number> {
  const counts = { better: 0, worse: 0, unclear: 0 };
  for (const change of of) counts[change.direction] += 1;
  return counts;
}
