import { expect, it } from 'vitest';
import type { CommunityReport } from '../../api/wire';
import { numberSources, splitCited } from './citations';

it('numbers each source once, in the order in which a reader meets it', () => {
  const report = {
    community: { sources: ['b', 'a'] },
    standards: [
      {
        sources: ['c', 'a'],
        routes: [{ legs: [{ sources: ['d'] }] }],
        services: [{ sources: ['e', 'd'], evaluations: [{ sources: ['g'] }] }],
        requests: [{ sources: ['f'] }],
      },
    ],
    studied: [{ sources: ['h'], evaluations: [] }],
    sources: { z: {}, a: {} },
  } as unknown as CommunityReport;
  expect([...numberSources(report)]).toEqual([
    ['c', 1],
    ['a', 2],
    ['d', 3],
    ['e', 4],
    ['g', 5],
    ['f', 6],
    ['h', 7],
    ['b', 8],
    ['z', 9],
  ]);
});

it('finds the sources that a text names, and leaves other brackets alone', () => {
  const citations = new Map([
    ['eq-trc-21', 1],
    ['gnwt_flyin', 2],
  ]);
  expect(splitCited('No limit (see below) is set (eq-trc-21, gnwt_flyin).', citations)).toEqual([
    'No limit (see below) is set ',
    ['eq-trc-21', 'gnwt_flyin'],
    '.',
  ]);
  expect(splitCited('Not listed (eq-other).', citations)).toEqual(['Not listed (eq-other).']);
});
