import type { CommunityReport } from '../../api/wire';

/** Number of each source in the list at the end of the panel, in the order in which it is first cited. */
export type Citations = ReadonlyMap<string, number>;

export function numberSources(report: CommunityReport): Citations {
  const order = new Map<string, number>();
  const cite = (keys: readonly string[]) => {
    for (const key of keys) if (!order.has(key)) order.set(key, order.size + 1);
  };
  for (const standard of report.standards) {
    cite(standard.sources);
    for (const route of standard.routes) for (const leg of route.legs) cite(leg.sources);
    for (const service of standard.services) {
      cite(service.sources);
      for (const found of service.evaluations) cite(found.sources);
    }
    for (const request of standard.requests) cite(request.sources);
  }
  for (const service of report.studied) {
    cite(service.sources);
    for (const found of service.evaluations) cite(found.sources);
  }
  cite(report.community.sources);
  cite(Object.keys(report.sources).sort());
  return order;
}

/** Words, and the sources that they name in brackets as `(key)` or `(key, key)`. */
export type Cited = string | readonly string[];

/** Splits a text at the sources it names; brackets with anything else in them stay words. */
export function splitCited(text: string, citations: Citations): Cited[] {
  const parts: Cited[] = [];
  let from = 0;
  for (const match of text.matchAll(/\(([\w-]+(?:, [\w-]+)*)\)/g)) {
    const keys = (match[1] ?? '').split(', ');
    if (!keys.every((key) => citations.has(key))) continue;
    parts.push(text.slice(from, match.index), keys);
    from = match.index + match[0].length;
  }
  parts.push(text.slice(from));
  return parts.filter((part) => part !== '');
}
