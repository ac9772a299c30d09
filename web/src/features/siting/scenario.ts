/** The chosen places as a scenario: what is said of each addition, and nothing else. Pure. */
import type { Chosen, SitingAsked } from '../../api/siting';

export interface Supposed {
  name: { en: string; fr: string };
  changes: {
    change: 'add_service';
    service_type: string;
    delivery_mode: string;
    community_id: string;
    serves: 'all';
  }[];
}

/** Additions serve whoever can reach them: that is how they were reckoned. */
export function scenarioOf(
  { service_type, delivery_mode }: Pick<SitingAsked, 'service_type' | 'delivery_mode'>,
  places: readonly Pick<Chosen, 'community_id' | 'community'>[],
  name: { en: string; fr: string },
): Supposed {
  const where = places.map((place) => place.community).join(', ');
  return {
    name: { en: `${name.en}: ${where}`, fr: `${name.fr}\u00a0: ${where}` },
    changes: places.map(({ community_id }) => ({
      change: 'add_service',
      service_type,
      delivery_mode,
      community_id,
      serves: 'all',
    })),
  };
}
