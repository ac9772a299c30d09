import { describe, expect, it } from 'vitest';
import type { Asked } from '../../api/paths';
import {
  type CircuitStop,
  type Served,
  type Sited,
  type SitedCommunity,
  type SitingAsked,
  START_SITING,
  sitingBody,
} from '../../api/siting';
import { roundMarks, roundPath, sitedMark, sitedMarks } from './marks';
import { scenarioOf } from './scenario';
import { addsWords, gainWords, proofWords, tiesWords } from './words';

const DAY = { days: 1, days_covered: 0, by: null, is_addition: false };
const FAR: Served = { ...DAY, minutes: 300, days_reached: 1, covered: false };
const NEAR: Served = { ...DAY, minutes: 20, days_reached: 1, days_covered: 1, covered: true };
const NEVER: Served = { ...DAY, minutes: null, days_reached: 0, covered: false };
const SOMETIMES: Served = { ...DAY, days: 365, minutes: 300, days_reached: 200, covered: false };

function place(today: Served, after: Served): SitedCommunity {
  return {
    community_id: 'a',
    community: 'A',
    population: 100,
    today,
    after,
  };
}

describe('the mark of a place', () => {
  it.each([
    ['covered before', 'coverage', NEAR, NEAR, 'met'],
    ['covered now', 'coverage', FAR, NEAR, 'better'],
    ['not covered', 'everyone', FAR, FAR, 'unmet'],
    ['as far as before', 'mean_travel', FAR, FAR, 'same'],
    ['nearer', 'fairness', FAR, NEAR, 'better'],
    ['nearer by a rounding', 'worst_travel', FAR, { ...FAR, minutes: 299.9 }, 'same'],
    ['reached for the first time', 'mean_travel', NEVER, FAR, 'better'],
    [
      'reached on more days, if later',
      'mean_travel',
      SOMETIMES,
      { ...SOMETIMES, minutes: 310, days_reached: 300 },
      'better',
    ],
    ['never reached', 'mean_travel', NEVER, NEVER, 'unmet'],
  ] as const)('%s under %s', (_words, aim, today, after, mark) => {
    expect(sitedMark(place(today, after), aim, [])).toBe(mark);
  });

  it('that is chosen has its number, whatever else', () => {
    const of = {
      communities: [place(FAR, NEAR)],
      places: [{ rank: 2, community_id: 'a' }],
    } as unknown as Sited;
    expect([...sitedMarks(of, 'coverage')]).toEqual([['a', { mark: 'picked', number: '2' }]]);
  });
});

describe('a round', () => {
  const stop = (order: number, community_id: string) => ({ order, community_id }) as CircuitStop;
  const stops = [stop(2, 'y'), stop(1, 'x')];

  it('leads from the base through its stops in their order and home', () => {
    expect(roundPath('b', stops)).toEqual(['b', 'x', 'y', 'b']);
    expect(roundPath('b', [])).toEqual([]);
  });

  it('has its order on the map, and its base', () => {
    expect([...roundMarks('b', stops)]).toEqual([
      ['y', { mark: 'picked', number: '2' }],
      ['x', { mark: 'picked', number: '1' }],
      ['b', { mark: 'picked', number: '⌂' }],
    ]);
  });
});

describe('the proof in words', () => {
  const none = { count: 1, complete: true, listed: [] };
  const proof = { method: 'milp', proven: true, objective: 10, bound: 10, gap: 0 };

  it.each([
    ['the only best', { status: 'optimal', proof, ties: none }, /no other choice does/],
    ['one of several', { status: 'optimal', proof, ties: { ...none, count: 2 } }, /others are as good/],
    ['a gap', { status: 'feasible', proof: { ...proof, proven: false, gap: 0.003 }, ties: none }, /0\.3%/],
    [
      'a tiny gap',
      { status: 'feasible', proof: { ...proof, proven: false, gap: 1e-5 }, ties: none },
      /under 0\.05%/,
    ],
    ['nothing', { status: 'infeasible', proof, ties: none }, /no choice/i],
  ] as const)('of %s', (_name, of, words) => {
    expect(proofWords(of)).toMatch(words);
  });

  it('tells of ties how many, or that there are more', () => {
    expect(tiesWords(none)).toMatch(/no other/i);
    expect(tiesWords({ ...none, count: 3 })).toMatch(/^3 /);
    expect(tiesWords({ ...none, count: 20, complete: false })).toMatch(/at least 20/i);
  });
});

describe('a gain', () => {
  it.each([
    [519, 'people', '519 people'],
    [1, 'places', '1 place'],
    [null, 'people', 'withheld'],
    [155, 'minutes', '2\u00a0h\u00a035\u00a0min'],
    [1200, 'people_days', '1,200 days of people'],
    [6000, 'people_minutes', '100 hours of all people together'],
    [7, 'acres', '7 acres'],
  ] as const)('of %s %s is %s', (gain, unit, words) => {
    expect(gainWords(gain, unit)).toBe(words);
  });

  it.each([
    [30, 2, 'minutes', 'newly reached: 2 places; 30\u00a0min'],
    [0, 2, 'minutes', 'newly reached: 2 places'],
    [30, 0, 'minutes', '30\u00a0min'],
    [0, 7343, 'people_minutes', 'newly reached: 7,343 people'],
    [30, 2, 'people', '30 people'],
  ] as const)('of %d with %d newly reached, in %s, is %s', (gain, newly_reached, unit, words) => {
    expect(addsWords({ gain, newly_reached }, unit)).toBe(words);
  });
});

describe('the question as it is sent', () => {
  const asked = { supply: 'actual', asOf: null, when: { kind: 'year' } } as Asked;
  const question: SitingAsked = { ...START_SITING, service_type: 'aftercare', objective: 'coverage' };

  it('says nothing of costs, room and positions that are not asked about', () => {
    const body = sitingBody(question, asked);
    for (const field of ['costs', 'budget', 'capacity', 'refers_to']) expect(body).not.toHaveProperty(field);
  });

  it('has a number for each, and those that are others', () => {
    const costs = { each: null, places: { a: 0 } };
    const capacity = { each: 300, places: {} };
    const body = sitingBody({ ...question, costs, capacity, budget: 0, refers_to: 'treatment' }, asked);
    expect(body).toMatchObject({
      costs: { places: { a: 0 } },
      capacity: { each: 300, places: {} },
      budget: 0,
      refers_to: 'treatment',
    });
    expect(body.costs).not.toHaveProperty('each');
  });

  it('leaves room out where places count whole', () => {
    const capacity = { each: 300, places: {} };
    expect(sitingBody({ ...question, objective: 'fairness', capacity }, asked)).not.toHaveProperty(
      'capacity',
    );
  });
});

describe('a scenario of chosen places', () => {
  it('adds a service in each, and says no more than was reckoned', () => {
    const of = scenarioOf(
      { service_type: 'aftercare', delivery_mode: 'visiting' },
      [{ community_id: 'a', community: 'Á' }],
      { en: 'Aftercare', fr: 'Suivi' },
    );
    expect(of).toEqual({
      name: { en: 'Aftercare: Á', fr: 'Suivi\u00a0: Á' },
      changes: [
        {
          change: 'add_service',
          service_type: 'aftercare',
          delivery_mode: 'visiting',
          community_id: 'a',
          serves: 'all',
        },
      ],
    });
  });
});
