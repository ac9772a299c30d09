import { CRITERIA, PRESETS, SCOPES, type Weighing, type Weights, weightsText } from '../api/priorities';

/** What of the priorities is looked at: the ranking, or what has been decided. */
export const PARTS = ['ranking', 'decisions'] as const;
export type Part = (typeof PARTS)[number];

/** The part of an address that belongs to the page of priorities. */
export interface Ranking extends Weighing {
  part: Part;
  /** The option that is open. */
  option: string | null;
}

export const START_RANKING: Ranking = {
  part: 'ranking',
  preset: 'even',
  weights: null,
  scope: 'all',
  option: null,
};

/** The most points that a criterion may get by hand. */
export const MOST_POINTS = 100;

export function noWeights(): Weights {
  return { people: 0, worst_off: 0, days: 0, need: 0, asked: 0, culture: 0, evaluation: 0 };
}

/** Points as a link has them; `null` where one of them is not understood, so that nothing is weighed by half a link. */
function parseWeights(text: string | null): Weights | null {
  if (text === null || text === '') return null;
  const weights = noWeights();
  for (const part of text.split(',')) {
    const [name, digits = ''] = part.split(':');
    const id = CRITERIA.find((one) => one === name);
    const points = /^\d{1,3}$/.test(digits) ? Number(digits) : Number.POSITIVE_INFINITY;
    if (id === undefined || points > MOST_POINTS) return null;
    weights[id] = points;
  }
  return weights;
}

/** What weighs nothing at all is written too: a link to it must not fall back to the preset. */
const NOTHING = 'people:0';

export function parseRanking(query: URLSearchParams): Ranking {
  const option = query.get('option');
  return {
    part: PARTS.find((part) => part === query.get('part')) ?? START_RANKING.part,
    preset: PRESETS.find((preset) => preset === query.get('preset')) ?? START_RANKING.preset,
    weights: parseWeights(query.get('weights')),
    scope: SCOPES.find((scope) => scope === query.get('options')) ?? START_RANKING.scope,
    option: option === '' ? null : option,
  };
}

export function writeRanking(query: URLSearchParams, ranking: Ranking): void {
  if (ranking.part !== START_RANKING.part) query.set('part', ranking.part);
  if (ranking.preset !== START_RANKING.preset) query.set('preset', ranking.preset);
  if (ranking.weights !== null) query.set('weights', weightsText(ranking.weights) || NOTHING);
  if (ranking.scope !== START_RANKING.scope) query.set('options', ranking.scope);
  if (ranking.option !== null) query.set('option', ranking.option);
}
