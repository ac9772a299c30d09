import { describe, expect, it } from 'vitest';
import type { Change, Scenario } from '../../api/scenarios';
import {
  added,
  areSame,
  costOf,
  EMPTY,
  faultsOf,
  filledIn,
  freshId,
  reachOf,
  removed,
  replaced,
} from './documents';

const add = (id: string): Change => ({ change: 'add_service', id, service_type: 'aftercare' });
const close = (service: string): Change => ({ change: 'close_service', service });
const of = (...changes: Change[]): Scenario => ({ name: 'x', changes });

describe('changes', () => {
  it('are added at the end and replaced in their place', () => {
    const two = added(added(EMPTY, add('a')), close('b'));
    expect(two.changes).toEqual([add('a'), close('b')]);
    expect(replaced(two, 0, close('c')).changes).toEqual([close('c'), close('b')]);
    expect(EMPTY.changes).toEqual([]);
  });

  it('are taken out, with those that speak of a service which only they add', () => {
    const move: Change = { change: 'move_service', service: 'a', community_id: 'x' };
    expect(removed(of(add('a'), close('b'), move, add('c')), 0).changes).toEqual([close('b'), add('c')]);
    expect(removed(of(add('a'), close('b'), move), 1).changes).toEqual([add('a'), move]);
    expect(removed(of(close('a'), close('a')), 0).changes).toEqual([close('a')]);
  });

  it('get an id that none of them has', () => {
    expect(freshId(of(), 'new')).toBe('new');
    expect(freshId(of(add('new'), add('new-2')), 'new')).toBe('new-3');
  });
});

describe('what the server refuses', () => {
  const problem = (...pointers: string[]) => ({
    type: 'about:blank',
    title: '',
    status: 422,
    detail: null,
    errors: pointers.map((pointer) => ({ pointer, detail: `at ${pointer}` })),
  });

  it('stands beside the change that it is about, or with the document', () => {
    const answer = problem(
      '/scenario/changes/3/service',
      '/scenario/changes/3',
      '/scenario/name',
      '/beside/changes/0',
    );
    const { byChange, rest } = faultsOf(answer, 'scenario');
    expect([...byChange]).toEqual([[3, ['at /scenario/changes/3/service', 'at /scenario/changes/3']]]);
    expect(rest).toEqual(['at /scenario/name']);
    expect([...faultsOf(answer, 'beside').byChange.keys()]).toEqual([0]);
  });

  it('of all changes is said of the document', () => {
    expect(faultsOf(problem('/scenario/changes'), 'scenario').rest).toEqual(['at /scenario/changes']);
    expect(faultsOf(null, 'scenario')).toEqual({ byChange: new Map(), rest: [] });
  });
});

describe('fields', () => {
  it('that say nothing are left out, and zero says something', () => {
    const fields = { a: '', b: undefined, c: [], d: 0, e: false, f: 'x' };
    expect(filledIn(fields)).toEqual({ d: 0, e: false, f: 'x' });
  });

  it('of a cost are those that somebody said', () => {
    expect(costOf(null, null, 'CAD')).toBeUndefined();
    expect(costOf(0, null, 'CAD')).toEqual({ one_time: 0, currency: 'CAD' });
    expect(costOf(1, 2, 'CAD')).toEqual({ one_time: 1, yearly: 2, currency: 'CAD' });
  });

  it('say the same in another order', () => {
    expect(areSame({ a: 1, b: [{ c: 2, d: 3 }] }, { b: [{ d: 3, c: 2 }], a: 1 })).toBe(true);
    expect(areSame({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
  });
});

describe('whom a service serves', () => {
  it.each([
    [undefined, 'as_is'],
    ['all', 'all'],
    ['unknown', 'unknown'],
    [['a'], 'here'],
    [['b'], 'some'],
    [['a', 'b'], 'some'],
    [[], 'some'],
  ] as const)('%j is %s', (serves, reach) => {
    expect(reachOf(serves, 'a')).toBe(reach);
  });
});
