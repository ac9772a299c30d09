import type { CommunityReport } from '../../api/wire';

/** Number of each source in the list at the end of the panel, in the order in which it is first cited. */
export type Citations = ReadonlyMap<string, number>;

export function numberSources(report: CommunityReport): Citations {
  const order = new Map<string, number>();
  const cite = (keys: readonly string[]) => {
    for (const key of keys) if (!order.has(key)) order.set(key, order.size + 1);
  };
  cite(report.community.sources);
  for (const standard of report.standards) {
    cite(standard.sources);
    for (const route of standard.routes) for (const leg of route.legs) cite(leg.sources);
    for (const service of standard.services) cite(service.sources);
    for (const request of standard.requests) cite(request.sources);
  }
  cite(Object.keys(report.sources).sort());
  return order;
}
