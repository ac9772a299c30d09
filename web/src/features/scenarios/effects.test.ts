import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../api/compare';
import type { Effect, EffectFeature } from '../../api/scenarios';
import { effectOf, marksOf, stepsBetween, tallyPlaces, together } from './effects';

function verdict(days: number, more: Partial<Verdict> = {}): Verdict {
  const outcome = days === 365 ? 'met' : days > 0 ? 'partly_met' : 'unmet';
  return {
    outcome,
    at_least: outcome,
    at_most: outcome,
    days_met: days,
    days_partly_met: 0,
    days_unmet: 365 - days,
    days_unknown: 0,
    shortfall: (365 - days) / 365,
    ...more,
  };
}

function feature(place: string, standard: string, before: Verdict, after: Verdict): EffectFeature {
  return {
    type: 'Feature',
    id: `${place}.${standard}`,
    geometry: { type: 'Point', coordinates: [0, 0] },
    properties: {
      community_id: place,
      community: place.toUpperCase(),
      region: null,
      standard,
      change: effectOf(before, after),
      before,
      after,
    },
  };
}

describe('from one verdict to another', () => {
  it.each<[string, Verdict, Verdict, Effect]>([
    ['nothing', verdict(100), verdict(100), 'same'],
    ['more days', verdict(100), verdict(120), 'gain'],
    ['fewer days', verdict(365), verdict(351), 'loss'],
    ['less missing on the same days', verdict(0, { shortfall: 0.9 }), verdict(0, { shortfall: 0.4 }), 'gain'],
    [
      'days become unknown',
      verdict(10),
      verdict(10, { days_unmet: 300, days_unknown: 55, at_most: 'met' }),
      'gain',
    ],
    ['more days and more missing', verdict(10), verdict(20, { shortfall: 1 }), 'mixed'],
  ])('%s', (_what, before, after, effect) => {
    expect(effectOf(before, after)).toBe(effect);
  });
});

describe('the mark of a place', () => {
  it.each<[Effect[], string]>([
    [[], 'same'],
    [['same', 'gain'], 'better'],
    [['loss', 'same'], 'worse'],
    [['gain', 'loss'], 'mixed'],
    [['mixed'], 'mixed'],
  ])('over %j is %s', (effects, mark) => {
    expect(together(effects)).toBe(mark);
  });

  it('is what changes, or the outcome before or after', () => {
    const features = [
      feature('a', 's', verdict(0), verdict(365)),
      feature('b', 's', verdict(365), verdict(365)),
    ];
    expect([...marksOf(features, 'change')]).toEqual([
      ['a', 'better'],
      ['b', 'same'],
    ]);
    expect([...marksOf(features, 'today')]).toEqual([
      ['a', 'unmet'],
      ['b', 'met'],
    ]);
    expect([...marksOf(features, 'then')]).toEqual([
      ['a', 'met'],
      ['b', 'met'],
    ]);
  });

  it('over several kinds of help is what changes, whichever picture is asked for', () => {
    const features = [feature('a', 's', verdict(0), verdict(365)), feature('a', 't', verdict(9), verdict(2))];
    expect([...marksOf(features, 'then')]).toEqual([['a', 'mixed']]);
  });
});

describe('the last step', () => {
  it('is told apart from what came before it', () => {
    const one = [feature('a', 's', verdict(0), verdict(365)), feature('b', 's', verdict(0), verdict(365))];
    const two = [feature('a', 's', verdict(0), verdict(351)), feature('b', 's', verdict(0), verdict(365))];
    const steps = stepsBetween(one, two);
    expect(
      steps.map(({ community, effect, before, after }) => [
        community,
        effect,
        before.days_met,
        after.days_met,
      ]),
    ).toEqual([['A', 'loss', 365, 351]]);
    expect(stepsBetween(two, two)).toEqual([]);
    expect(stepsBetween([], two)).toEqual([]);
  });

  it('counts each place once', () => {
    const steps = (['gain', 'gain', 'loss'] as const).map((effect, at) => ({
      community_id: at < 2 ? 'a' : 'b',
      effect,
    }));
    expect(tallyPlaces(steps)).toEqual({ gain: 1, loss: 1, mixed: 0 });
    expect(tallyPlaces([...steps, { community_id: 'b', effect: 'gain' }])).toEqual({
      gain: 1,
      loss: 0,
      mixed: 1,
    });
  });
});
