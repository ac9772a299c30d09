import type { Counts, Gap, Outcome } from '../../api/wire';

/** From what people hope for to what nobody knows; unknown is no worst case, it stands apart. */
export const OUTCOMES = ['met', 'partly_met', 'unmet', 'unknown'] as const satisfies readonly Outcome[];

export function countOutcomes(gaps: readonly Gap[]): Counts {
  const counts: Counts = { met: 0, partly_met: 0, unmet: 0, unknown: 0 };
  for (const gap of gaps) counts[gap.properties.outcome] += 1;
  return counts;
}
