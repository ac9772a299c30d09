import { effect } from '@preact/signals';
import { useId } from 'preact/hooks';
import { type Key, pick, t } from '../../i18n/i18n';
import type { MapHandle } from '../../map/map';
import { latest } from '../../state/resource';
import {
  address,
  announcement,
  gaps,
  go,
  linksResource,
  numbersState,
  pack,
  requests,
  routeOnMap,
  services,
  standard,
  when,
} from '../../state/store';
import { MapFrame, type MapPhase } from '../../ui/MapFrame';
import { whenWords } from '../../ui/words';
import { Legend } from './Legend';

function sayPlace(community: string): void {
  const gap = gaps.peek().find((g) => g.properties.community_id === community);
  if (gap === undefined) return;
  const { community: name, outcome } = gap.properties;
  announcement.value = t('map.place.step', { name, outcome: t(`outcome.lower.${outcome}`) });
}

/** Hands the map what changes, each part by itself, until the returned function is called. */
function feed(map: MapHandle): () => void {
  const stops = [
    effect(() => map.setGaps(gaps.value)),
    effect(() => map.setLinks(latest(linksResource.loaded.value) ?? [])),
    effect(() => map.setServices(address.value.layers.includes('services') ? services.value : [])),
    effect(() => map.setRequests(address.value.layers.includes('requests') ? requests.value : [])),
    effect(() => map.setOpen(address.value.community)),
    effect(() => map.setRoute(routeOnMap.value)),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** What to say over the map, or nothing. It points to the table only once the table has numbers. */
function noteWords(phase: MapPhase, without: boolean): Key | null {
  if (numbersState.value === 'failed') return null;
  if (numbersState.value === 'none') return 'app.loading';
  if (without) return 'map.none';
  switch (phase) {
    case 'loading':
      return 'map.loading';
    case 'failed':
      return 'map.failed';
    case 'ready':
      return numbersState.value === 'former' ? 'app.loading' : null;
  }
}

/** The map beside the table. It is fetched after both are on screen: nobody waits for it to read the numbers. */
export function MapPane() {
  const id = useId();
  const label = t('map.label', {
    standard: standard.value === null ? '' : pick(standard.value.title),
    when: whenWords(when.value, pack.value),
  });
  return (
    <section class="map-pane" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} class="visually-hidden">
        {t('map.title')}
      </h2>
      <MapFrame
        label={label}
        busy={numbersState.value === 'former'}
        note={noteWords}
        wishes={{
          onOpen: (community) => go({ community }),
          onStep: sayPlace,
          onLeave: () => go({ community: null }),
        }}
        feed={feed}
      />
      <Legend />
      {pack.value !== null && <p class="credit">{t('map.credit', { credit: pick(pack.value.credit) })}</p>}
    </section>
  );
}
