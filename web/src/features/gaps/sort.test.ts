import { describe, expect, it } from 'vitest';
import type { GapProperties, Outcome } from '../../api/wire';
import { type Column, seasonOutcome, sortGaps } from './sort';

function gap(community: string, change: Partial<GapProperties>): GapProperties {
  return {
    community_id: community,
    community,
    region: null,
    population: null,
    part_of: null,
    standard: 's',
    service_type: 't',
    outcome: 'met',
    at_least: 'met',
    at_most: 'met',
    days_met: 0,
    days_partly_met: 0,
    days_unmet: 0,
    days_unknown: 0,
    shortfall: 0,
    shortfall_at_best: 0,
    nearest_service_id: null,
    nearest_service: null,
    travel_minutes: null,
    reason_en: '',
    reason_fr: '',
    confidence: 'high',
    requests: 0,
    definition: 'd',
    definition_standing: 'illustrative',
    ...change,
  };
}
const compare = (a: string, b: string) => a.localeCompare(b, 'en');
const names = (rows: GapProperties[]) => rows.map((r) => r.community);
const people: Column = { kind: 'number', key: 'population' };

describe('sorting', () => {
  const rows = [
    gap('B', { population: 5 }),
    gap('A', {}),
    gap('C', { population: 0 }),
    gap('D', { population: 5 }),
  ];

  it('puts unknown last both ways, and never takes it for zero', () => {
    expect(names(sortGaps(rows, people, false, compare))).toEqual(['C', 'B', 'D', 'A']);
    expect(names(sortGaps(rows, people, true, compare))).toEqual(['B', 'D', 'C', 'A']);
  });

  it('goes from not met to met, and keeps unknown apart at the end', () => {
    const outcomes: Outcome[] = ['unknown', 'met', 'unmet', 'partly_met'];
    const sorted = sortGaps(
      outcomes.map((outcome) => gap(outcome, { outcome })),
      { kind: 'outcome' },
      false,
      compare,
    );
    expect(names(sorted)).toEqual(['unmet', 'partly_met', 'met', 'unknown']);
  });

  it('leaves the rows it was given as they were', () => {
    sortGaps(rows, people, true, compare);
    expect(names(rows)).toEqual(['B', 'A', 'C', 'D']);
  });
});

describe('the outcome of a season', () => {
  it('is unknown where the answer does not carry it', () => {
    expect(seasonOutcome(gap('A', { winter: 'partly_met' }), 'winter')).toBe('partly_met');
    expect(seasonOutcome(gap('A', {}), 'winter')).toBe('unknown');
    expect(seasonOutcome(gap('A', { winter: 'fine' }), 'winter')).toBe('unknown');
  });
});
