import { expect, it } from 'vitest';
import type { CommunityReport } from '../../api/wire';
import { numberSources } from './citations';

it('numbers each source once, in the order in which a reader meets it', () => {
  const report = {
    community: { sources: ['b', 'a'] },
    standards: [
      {
        sources: ['c', 'a'],
        routes: [{ legs: [{ sources: ['d'] }] }],
        services: [{ sources: ['e', 'd'] }],
        requests: [{ sources: ['f'] }],
      },
    ],
    sources: { z: {}, a: {} },
  } as unknown as CommunityReport;
  expect([...numberSources(report)]).toEqual([
    ['b', 1],
    ['a', 2],
    ['c', 3],
    ['d', 4],
    ['e', 5],
    ['f', 6],
    ['z', 7],
  ]);
});
