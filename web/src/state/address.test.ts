import { describe, expect, it } from 'vitest';
import { type Address, formatAddress, parseAddress, START } from './address';

describe('the address', () => {
  it('is empty where everything is as at the start', () => {
    expect(formatAddress(START)).toBe('');
    expect(parseAddress('')).toEqual(START);
  });

  it.each<[string, Partial<Address>]>([
    ['a day', { when: { kind: 'date', day: '05-10' } }],
    ['a season', { when: { kind: 'season', id: 'break_up' } }],
    ['a definition and a standard', { definition: 'strict', standard: 'withdrawal' }],
    ['a place', { community: 'behchoko' }],
    ['the table in French', { view: 'table', lang: 'fr' }],
    ['promised services on another date', { supply: 'intended', asOf: '2024-06-30' }],
    ['other layers', { layers: ['links', 'requests'] }],
    ['no layer', { layers: [] }],
    ['a version', { definition: 'strict', version: '2' }],
    ['the trend', { view: 'trend' }],
    ['the way through care', { view: 'pathways', community: 'gameti' }],
    [
      'equity by a rule',
      {
        view: 'equity',
        spread: {
          by: 'population > 1000 & x',
          value: 'travel_minutes',
          rank: 'travel_minutes',
          threshold: 90.5,
        },
      },
    ],
    ['a copy that is edited', { view: 'definitions', definition: 'a', version: '1', edit: 'copy' }],
    [
      'both sides of a comparison',
      {
        view: 'compare',
        definition: 'a',
        version: '1',
        against: { definition: 'b@2', asOf: '2020-01-01', supply: 'intended' },
      },
    ],
    [
      'a filtered list of requests',
      {
        view: 'requests',
        register: {
          ...START.register,
          list: 'ours',
          kind: 'aftercare',
          government: 'a-b',
          state: 'declined',
        },
      },
    ],
    [
      'a request that is corrected',
      { view: 'requests', register: { ...START.register, request: 'r1', correct: true } },
    ],
    [
      'two scenarios side by side',
      {
        view: 'scenarios',
        whatIf: { scenario: 'ice-shorter.eyItMCI6Im5', beside: 'kept', every: true, picture: 'then' },
      },
    ],
    [
      'a weighting by hand and an open option',
      {
        view: 'priorities',
        ranking: {
          part: 'ranking',
          preset: 'even',
          weights: { people: 40, worst_off: 0, days: 20, need: 0, asked: 0, culture: 100, evaluation: 0 },
          scope: 'gaps',
          option: 'gap:whati.counselling',
        },
      },
    ],
    [
      'a weighting of nothing',
      {
        ranking: {
          ...START.ranking,
          weights: { people: 0, worst_off: 0, days: 0, need: 0, asked: 0, culture: 0, evaluation: 0 },
        },
      },
    ],
    [
      'decisions by a preset',
      { view: 'priorities', ranking: { ...START.ranking, part: 'decisions', preset: 'worst_off' } },
    ],
    [
      'a search for places',
      {
        view: 'siting',
        siting: {
          ...START.siting,
          places: {
            service_type: 'aftercare',
            refers_to: 'treatment',
            delivery_mode: 'visiting',
            objective: 'everyone',
            count: 5,
            within_minutes: 90,
            covered_by: 2,
            candidates: ['whati', 'gameti'],
            need: 'column:homes',
            year_round: 'days',
            costs: { each: 100, places: { whati: 140, gameti: 0 } },
            budget: 300,
            capacity: { each: null, places: { gameti: 25 } },
          },
        },
      },
    ],
    [
      'a search for a round',
      {
        view: 'siting',
        siting: {
          ...START.siting,
          search: 'round',
          round: {
            base: 'inuvik',
            standard: 'counselling',
            stops: ['aklavik'],
            days_a_month: 12,
            stay_days: 1.5,
            rounds_a_month: 2,
            hours_a_day: 9,
            need: 'people',
          },
        },
      },
    ],
    ['a draft of this device', { view: 'requests', register: { ...START.register, draft: 'd1' } }],
  ])('carries %s there and back', (_name, change) => {
    const address = { ...START, ...change };
    expect(parseAddress(formatAddress(address))).toEqual(address);
  });

  it.each([
    ['?date=02-30', 'when', { kind: 'year' }],
    ['?supply=wished', 'supply', 'actual'],
    ['?as_of=yesterday', 'asOf', null],
    ['?lang=de', 'lang', null],
    ['?layers=roads,requests', 'layers', ['requests']],
    ['?community=', 'community', null],
    ['?view=globe', 'view', 'map'],
    ['?by=&value=luck&rank=&threshold=', 'spread', START.spread],
    ['?threshold=-1', 'spread', START.spread],
    ['?threshold=many', 'spread', START.spread],
    ['?list=secret&request=&correct=no', 'register', START.register],
    ['?scenario=&beside=&every=no&picture=oil', 'whatIf', START.whatIf],
    ['?weights=people:40,luck:60', 'ranking', START.ranking],
    ['?weights=people:101', 'ranking', START.ranking],
    ['?preset=mine&part=all&options=some&option=', 'ranking', START.ranking],
    ['?help=aftercare&aim=luck', 'siting', START.siting],
    ['?base=inuvik', 'siting', START.siting],
    ['?with=&with_supply=wished&with_as_of=2020', 'against', START.against],
  ] as const)('%s falls back', (search, key, value) => {
    expect(parseAddress(search)[key]).toEqual(value);
  });

  it('keeps the @ of a version readable in a link', () => {
    const against = { ...START.against, definition: 'strict@2' };
    expect(formatAddress({ ...START, against })).toBe('?with=strict@2');
  });

  it('lets the day win over the season, as one question asks about one time', () => {
    expect(parseAddress('?season=winter&date=05-10').when).toEqual({ kind: 'date', day: '05-10' });
  });
});
