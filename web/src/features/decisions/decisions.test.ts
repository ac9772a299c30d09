import { describe, expect, it } from 'vitest';
import type { Decision, GapRow } from '../../api/decisions';
import { draftOf, faultsOf, inputOf } from './input';
import { pairs } from './pairs';

const RANKING = '/api/analysis/priorities?data=1';

describe('a decision that is written', () => {
  it('begins with today and nothing chosen, and cannot be sent like that', () => {
    const draft = draftOf(null, '2026-11-26');
    expect(draft).toEqual({
      decision: null,
      reasons: '',
      dissent: '',
      decided_on: '2026-11-26',
      public: false,
    });
    expect(inputOf(draft, RANKING)).toBeNull();
  });

  it('keeps words as they were typed, and makes no dissent of blanks', () => {
    const draft = { ...draftOf(null, '2026-11-26'), decision: 'deferred' as const, reasons: ' a\n b ' };
    expect(inputOf({ ...draft, dissent: '  \n' }, RANKING)).toEqual({
      decision: 'deferred',
      reasons: ' a\n b ',
      dissent: null,
      decided_on: '2026-11-26',
      ranking: RANKING,
      public: false,
    });
    expect(inputOf({ ...draft, dissent: ' no ' }, RANKING)?.dissent).toBe(' no ');
  });

  it('is, when it is changed, what is on record', () => {
    const of = {
      decision: 'chosen',
      reasons: 'r',
      dissent: null,
      decided_on: '2025-01-02',
      public: true,
    } as Decision;
    expect(draftOf(of, '2026-11-26')).toEqual({ ...of, dissent: '' });
  });

  it('has each fault beside its field, and the others apart', () => {
    const problem = {
      type: 'about:blank',
      title: '',
      status: 422,
      detail: null,
      errors: [
        { pointer: '/reasons', detail: 'one' },
        { pointer: '/ranking', detail: 'two' },
        { pointer: '/reasons', detail: 'three' },
      ],
    };
    expect(faultsOf(problem)).toEqual({ by: { reasons: ['one', 'three'] }, rest: ['two'] });
    expect(faultsOf(null)).toEqual({ by: {}, rest: [] });
  });
});

describe('a gap then and now', () => {
  const row = (community_id: string, standard: string, days_met: number): GapRow => ({
    community_id,
    community: community_id.toUpperCase(),
    standard,
    at_least: 'unmet',
    at_most: 'unmet',
    days_met,
    shortfall: 1,
  });

  it('stands side by side, by place and standard, and what came or went has an empty side', () => {
    const found = pairs(
      [row('a', 's', 1), row('b', 's', 2)],
      [row('c', 's', 5), row('b', 'r', 4), row('b', 's', 3)],
    );
    expect(found.map((p) => [p.community_id, p.standard, p.before?.days_met, p.after?.days_met])).toEqual([
      ['a', 's', 1, undefined],
      ['b', 's', 2, 3],
      ['c', 's', undefined, 5],
      ['b', 'r', undefined, 4],
    ]);
  });
});
