import {
  AIMS,
  type CircuitAsked,
  type Each,
  SITED_MODES,
  type SitingAsked,
  START_CIRCUIT,
  START_SITING,
  type Weighed,
} from '../api/siting';

/** What the page of siting looks for: places, or the round of a team. */
export const SEARCHES = ['places', 'round'] as const;
export type Search = (typeof SEARCHES)[number];

/** The part of an address that belongs to the page of siting. A question that is not asked yet is `null`. */
export interface Siting {
  search: Search;
  places: SitingAsked | null;
  round: CircuitAsked | null;
}

export const START_PLAN: Siting = { search: 'places', places: null, round: null };

/** A whole number, or half ones where allowed, within its ends; else the default. */
function numberIn(text: string | null, least: number, most: number, otherwise: number, step = 1): number {
  const value = Number(text === null || text === '' ? Number.NaN : text);
  return value >= least && value <= most && Number.isInteger(value / step) ? value : otherwise;
}

/** People or places, or a named column or indicator. */
function weighedIn(text: string | null, otherwise: Weighed): Weighed {
  const named = /^(column|indicator):./.test(text ?? '');
  return named || text === 'people' || text === 'places' ? (text as Weighed) : otherwise;
}

const MOST = 1_000_000_000;

function wholeIn(text: string | null): number | null {
  const value = numberIn(text, 0, MOST, -1);
  return value < 0 ? null : value;
}

/** `whati:140,gameti:90`; what is no pair of a place and a number is left out. */
function eachIn(each: string | null, own: string | null): Each {
  const pairs = idsIn(own).flatMap((pair): [string, number][] => {
    const [id, number] = pair.split(':');
    const value = wholeIn(number ?? null);
    return id === undefined || id === '' || value === null ? [] : [[id, value]];
  });
  return { each: wholeIn(each), places: Object.fromEntries(pairs) };
}

function ownWords({ places }: Each): string {
  return Object.entries(places)
    .map(([id, value]) => `${id}:${value}`)
    .join(',');
}

function idsIn(text: string | null): string[] {
  return (text ?? '').split(',').filter((id) => id !== '');
}

function parsePlaces(query: URLSearchParams): SitingAsked | null {
  const help = query.get('help');
  const aim = AIMS.find((one) => one === query.get('aim'));
  if (help === null || help === '' || aim === undefined) return null;
  return {
    service_type: help,
    refers_to: query.get('refers') || null,
    delivery_mode: SITED_MODES.find((one) => one === query.get('delivery')) ?? START_SITING.delivery_mode,
    objective: aim,
    count: numberIn(query.get('count'), 1, 20, START_SITING.count),
    within_minutes: numberIn(query.get('within'), 1, 10_000, START_SITING.within_minutes),
    covered_by: query.get('backup') === 'yes' ? 2 : 1,
    candidates: idsIn(query.get('candidates')),
    need: weighedIn(query.get('weigh'), START_SITING.need),
    year_round: query.get('days') === 'each' ? 'days' : 'worst',
    costs: eachIn(query.get('cost'), query.get('costs')),
    budget: wholeIn(query.get('budget')),
    capacity: eachIn(query.get('room'), query.get('rooms')),
  };
}

function parseRound(query: URLSearchParams): CircuitAsked | null {
  const base = query.get('base');
  const standard = query.get('fails');
  if (base === null || base === '' || standard === null || standard === '') return null;
  return {
    base,
    standard,
    stops: idsIn(query.get('stops')),
    days_a_month: numberIn(query.get('away'), 1, 31, START_CIRCUIT.days_a_month),
    stay_days: numberIn(query.get('stay'), 0.5, 30, START_CIRCUIT.stay_days, 0.5),
    rounds_a_month: numberIn(query.get('rounds'), 1, 4, START_CIRCUIT.rounds_a_month),
    hours_a_day: numberIn(query.get('hours'), 4, 14, START_CIRCUIT.hours_a_day),
    need: weighedIn(query.get('weigh'), START_CIRCUIT.need),
  };
}

export function parseSiting(query: URLSearchParams): Siting {
  return {
    search: SEARCHES.find((one) => one === query.get('search')) ?? START_PLAN.search,
    places: parsePlaces(query),
    round: parseRound(query),
  };
}

export function writeSiting(query: URLSearchParams, { search, places, round }: Siting): void {
  const put = (key: string, value: string | number, start: string | number) => {
    if (value !== start) query.set(key, `${value}`);
  };
  put('search', search, START_PLAN.search);
  // One question at a time: the other one's words are the same.
  if (search === 'places' && places !== null) {
    query.set('help', places.service_type);
    query.set('aim', places.objective);
    put('refers', places.refers_to ?? '', '');
    put('delivery', places.delivery_mode, START_SITING.delivery_mode);
    put('count', places.count, START_SITING.count);
    put('within', places.within_minutes, START_SITING.within_minutes);
    put('backup', places.covered_by === 2 ? 'yes' : '', '');
    put('candidates', places.candidates.join(','), '');
    put('weigh', places.need, START_SITING.need);
    put('days', places.year_round === 'days' ? 'each' : '', '');
    put('cost', places.costs.each ?? '', '');
    put('costs', ownWords(places.costs), '');
    put('budget', places.budget ?? '', '');
    put('room', places.capacity.each ?? '', '');
    put('rooms', ownWords(places.capacity), '');
  }
  if (search === 'round' && round !== null) {
    query.set('base', round.base);
    query.set('fails', round.standard);
    put('stops', round.stops.join(','), '');
    put('away', round.days_a_month, START_CIRCUIT.days_a_month);
    put('stay', round.stay_days, START_CIRCUIT.stay_days);
    put('rounds', round.rounds_a_month, START_CIRCUIT.rounds_a_month);
    put('hours', round.hours_a_day, START_CIRCUIT.hours_a_day);
    put('weigh', round.need, START_CIRCUIT.need);
  }
}
