import { describe, expect, it } from 'vitest';
import type { AskedFor } from '../../api/requests';
import {
  askerOf,
  choices,
  matching,
  newestFirst,
  ours,
  queue,
  seenBy,
  standingOf,
  waitingSince,
} from './register';

function asked(id: string, more: Partial<AskedFor> = {}): AskedFor {
  return {
    id,
    service_type: 'aftercare',
    communities: [],
    regions: [],
    delivery_mode: null,
    languages: [],
    cultural_grounding: '',
    why: '',
    since: null,
    evidence: [],
    labels: [],
    visibility: 'working_group',
    government: 'deline-gotine-government',
    requested_by: 'Délı̨nę Got’ı̨nę Government',
    origin: 'submitted',
    state: 'submitted',
    status: null,
    answers: [],
    submitted_on: '2026-01-05',
    changed_on: null,
    date: null,
    notes: null,
    names: [],
    corrections: [],
    moves: [],
    may: [],
    ...more,
  };
}

const ids = (all: readonly AskedFor[]) => all.map((one) => one.id);

describe('the queue', () => {
  it('has what waits longest first, counted from the last answer', () => {
    const answered = asked('b', {
      state: 'acknowledged',
      answers: [{ on: '2026-03-01', state: 'acknowledged', reason: 'Seen.' }],
      submitted_on: '2025-01-01',
    });
    expect(ids(queue([answered, asked('c', { submitted_on: '2026-02-01' }), asked('a')]))).toEqual([
      'a',
      'c',
      'b',
    ]);
    expect(waitingSince(answered)).toBe('2026-03-01');
  });

  it('has nothing in it that waits for somebody else, or that nobody submitted', () => {
    const others = ['draft', 'declined', 'fulfilled', 'withdrawn'] as const;
    const all = others.map((state) => asked(state, { state }));
    expect(queue([...all, asked('p', { state: null, status: 'open' })])).toEqual([]);
  });

  it('holds still among equals', () => {
    expect(ids(queue([asked('z'), asked('a')]))).toEqual(['a', 'z']);
  });
});

describe('the register', () => {
  const call = asked('p', {
    government: null,
    requested_by: 'Member for Monfwi',
    origin: 'public_record',
    state: null,
    status: 'declined',
    submitted_on: null,
    date: '2020-10',
  });

  it('has the newest first, and dates that are only half known where they belong', () => {
    const all = [call, asked('a', { submitted_on: '2020-11-02' }), asked('n', { submitted_on: null })];
    expect(ids(newestFirst(all))).toEqual(['a', 'p', 'n']);
  });

  it('is narrowed by kind, by who asked and by how things stand, each together with the others', () => {
    const all = [call, asked('a'), asked('d', { state: 'declined', service_type: 'day_program' })];
    const any = { kind: null, government: null, state: null };
    expect(ids(matching(all, any))).toEqual(['p', 'a', 'd']);
    expect(ids(matching(all, { ...any, state: 'declined' }))).toEqual(['p', 'd']);
    expect(ids(matching(all, { ...any, state: 'declined', kind: 'day_program' }))).toEqual(['d']);
    expect(ids(matching(all, { ...any, government: 'Member for Monfwi' }))).toEqual(['p']);
  });

  it('offers each choice once', () => {
    expect(choices([asked('a'), asked('b'), call], askerOf)).toEqual([
      'deline-gotine-government',
      'Member for Monfwi',
    ]);
    expect(choices([asked('a'), call], standingOf)).toEqual(['submitted', 'declined']);
  });
});

describe('our own requests', () => {
  it('are those of the government alone, drafts first', () => {
    const all = [
      asked('a'),
      asked('b', { government: 'tlicho-government' }),
      asked('c', { state: 'draft', submitted_on: null }),
      asked('p', { government: null }),
    ];
    expect(ids(ours(all, 'deline-gotine-government'))).toEqual(['c', 'a']);
  });

  it('are nobody’s for whoever speaks for no government', () => {
    expect(ours([asked('p', { government: null })], null)).toEqual([]);
  });
});

it('shows a draft to its owner alone, whatever it says of later', () => {
  expect(seenBy(asked('a', { state: 'draft', visibility: 'public' }))).toBe('owner');
  expect(seenBy(asked('a', { visibility: 'working_group' }))).toBe('working_group');
});
