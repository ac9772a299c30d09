import { expect, it } from 'vitest';
import type { Check, Fact, Trace } from '../../api/trace';
import { numberTraceSources } from './cite';

const fact = (...sources: string[]) => ({ sources }) as unknown as Fact;
const check = (...sources: string[]) => ({ facts: [fact(...sources)] }) as unknown as Check;

it('numbers each source once, in the order in which the page cites it, and forgets none', () => {
  const service = {
    open: [check('b')],
    cases: [{ checks: [check('c', 'a')] }],
    route: { legs: [{ sources: ['d'] }] },
  };
  const trace = {
    settles: [fact('a')],
    applies: { facts: [] },
    ways: [{ readings: [{ requirements: [], services: [service] }] }],
    left_out: [{ because: [check('e', 'b')] }],
    sources: { z: null, a: null, b: null, c: null, d: null, e: null },
  } as unknown as Trace;
  expect([...numberTraceSources(trace)]).toEqual([
    ['a', 1],
    ['b', 2],
    ['c', 3],
    ['d', 4],
    ['e', 5],
    ['z', 6],
  ]);
});
