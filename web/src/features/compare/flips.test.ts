import { describe, expect, it } from 'vitest';
import type { Flip, Verdict } from '../../api/compare';
import type { Outcome } from '../../api/wire';
import { byStandard, direction, marks, tally } from './flips';

function verdict(outcome: Outcome): Verdict {
  return {
    outcome,
    at_least: 'unmet',
    at_most: 'met',
    days_met: 0,
    days_partly_met: 0,
    days_unmet: 0,
    days_unknown: 0,
    shortfall: 0,
  };
}
function flip(community: string, before: Outcome | null, after: Outcome | null): Flip {
  return {
    community_id: community,
    community,
    region: null,
    standard: 's',
    title: { en: '', fr: '' },
    before: before === null ? null : verdict(before),
    after: after === null ? null : verdict(after),
    because: [],
  };
}

describe('a change', () => {
  it.each<[Outcome | null, Outcome | null, string]>([
    ['unmet', 'partly_met', 'better'],
    ['partly_met', 'met', 'better'],
    ['met', 'unmet', 'worse'],
    ['met', 'unknown', 'lost'],
    ['unknown', 'met', 'found'],
    ['unknown', 'unmet', 'found'],
    ['unknown', 'unknown', 'still'],
    [null, 'unmet', 'began'],
    ['met', null, 'ended'],
  ])('from %s to %s is %s', (before, after, words) => {
    const { before: was, after: is } = flip('a', before, after);
    expect(direction(was, is)).toBe(words);
  });
});

describe('the changes of all places', () => {
  const flips = [
    flip('a', 'unmet', 'met'),
    flip('a', 'met', 'unmet'),
    flip('b', 'met', 'unknown'),
    flip('c', 'partly_met', 'unmet'),
    flip('c', 'unknown', 'met'),
  ];

  it('are counted once each', () => {
    expect(tally(flips)).toEqual({ better: 1, worse: 2, unclear: 2 });
  });

  it('stand together by kind of help, none lost', () => {
    const [one, two] = [flip('a', 'met', 'unmet'), flip('b', 'met', 'unmet')];
    const groups = byStandard([one, { ...two, standard: 't' }, two]);
    expect(groups.map((g) => [g.standard, g.flips.length])).toEqual([
      ['s', 2],
      ['t', 1],
    ]);
  });

  it('mark a place by what surely gets better or worse there, and by both where both do', () => {
    expect([...marks(flips)]).toEqual([
      ['a', 'mixed'],
      ['b', 'unclear'],
      ['c', 'worse'],
    ]);
  });
});
