import { describe, expect, it } from 'vitest';
import type { Gap, KnownOutcome, Outcome } from '../../api/wire';
import { changes, direction, tally } from './changes';

function gap(id: string, outcome: Outcome, ends?: [KnownOutcome, KnownOutcome]): Gap {
  const [at_least, at_most] = ends ?? (outcome === 'unknown' ? ['unmet', 'met'] : [outcome, outcome]);
  return { properties: { community_id: id, community: id, outcome, at_least, at_most } } as Gap;
}

describe('the places that change', () => {
  it('are those whose outcome differs, each with its direction', () => {
    const found = changes(
      [gap('a', 'met'), gap('b', 'unmet'), gap('c', 'unknown'), gap('d', 'met')],
      [gap('a', 'unmet'), gap('b', 'partly_met'), gap('c', 'met'), gap('d', 'met')],
    );
    expect(found.map((c) => [c.id, c.direction])).toEqual([
      ['a', 'worse'],
      ['b', 'better'],
      ['c', 'unclear'],
    ]);
    expect(tally(found)).toEqual({ better: 1, worse: 1, unclear: 1 });
  });

  it('include one that stays unknown within narrower ends', () => {
    expect(changes([gap('a', 'unknown')], [gap('a', 'unknown', ['partly_met', 'met'])])).toHaveLength(1);
  });

  it('leave out a place that only one of the two knows', () => {
    expect(changes([gap('a', 'met')], [gap('b', 'unmet')])).toEqual([]);
  });

  it('never call a step from or to unknown better or worse', () => {
    for (const known of ['met', 'partly_met', 'unmet'] as const) {
      expect(direction('unknown', known)).toBe('unclear');
      expect(direction(known, 'unknown')).toBe('unclear');
    }
  });
});
