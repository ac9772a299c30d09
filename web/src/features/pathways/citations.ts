import type { Chain } from '../../api/pathways';
import type { Citations } from '../community/citations';

/** Number of each source in the list at the end, in the order in which the steps cite it. */
export function numberCited(chain: Chain): Citations {
  const order = new Map<string, number>();
  const cite = (keys: readonly string[]) => {
    for (const key of keys) if (!order.has(key)) order.set(key, order.size + 1);
  };
  for (const step of chain.pathway.steps) cite(step.sources);
  for (const stretch of chain.stretches) {
    for (const step of stretch.steps) {
      for (const journey of step.journeys) for (const leg of journey.route?.legs ?? []) cite(leg.sources);
      for (const one of step.serving) {
        const service = chain.services[one.service_id];
        cite(service?.entry_sources ?? []);
        cite(service?.sources ?? []);
      }
      for (const position of step.referral?.positions ?? []) cite(position.sources);
    }
  }
  cite(Object.keys(chain.sources).sort());
  return order;
}
