import type { Check, Trace } from '../../api/trace';
import type { Citations } from '../community/citations';

/** Number of each source of a trace, in the order in which the page cites it. */
export function numberTraceSources(trace: Trace): Citations {
  const order = new Map<string, number>();
  const cite = (keys: readonly string[]) => {
    for (const key of keys) if (!order.has(key)) order.set(key, order.size + 1);
  };
  const citeChecks = (checks: readonly Check[]) => {
    for (const check of checks) for (const fact of check.facts) cite(fact.sources);
  };
  for (const fact of [...trace.settles, ...trace.applies.facts]) cite(fact.sources);
  for (const way of trace.ways) {
    for (const reading of way.readings) {
      citeChecks(reading.requirements);
      for (const service of reading.services) {
        citeChecks(service.open);
        for (const one of service.cases) citeChecks(one.checks);
        for (const leg of service.route?.legs ?? []) cite(leg.sources);
      }
    }
  }
  for (const left of trace.left_out) citeChecks(left.because);
  cite(Object.keys(trace.sources).sort());
  return order;
}
