import { effect, useSignal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
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
import { whenWords } from '../../ui/words';
import { Legend } from './Legend';

type Phase = 'loading' | 'ready' | 'failed';

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
function noteWords(phase: Phase, without: boolean): Key | null {
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
  const target = useRef<HTMLDivElement>(null);
  const map = useRef<MapHandle | null>(null);
  const phase = useSignal<Phase>('loading');
  const groundFailed = useSignal(false);
  const projection = pack.value?.projection ?? null;
  const without = pack.value !== null && projection === null;

  useEffect(() => {
    const element = target.current;
    if (element === null || projection === null) return;
    let closed = false;
    let stop = () => {};
    import('../../map/map')
      .then(({ openMap }) =>
        openMap(element, {
          projection,
          onOpen: (community) => go({ community }),
          onStep: sayPlace,
          onLeave: () => go({ community: null }),
          onGroundFailed: () => {
            groundFailed.value = true;
          },
        }),
      )
      .then((opened) => {
        if (closed) {
          opened.close();
          return;
        }
        map.current = opened;
        stop = feed(opened);
        phase.value = 'ready';
      })
      .catch(() => {
        phase.value = 'failed';
      });
    return () => {
      closed = true;
      stop();
      map.current?.close();
      map.current = null;
    };
  }, [projection, phase, groundFailed]);

  const note = noteWords(phase.value, without);
  const label = t('map.label', {
    standard: standard.value === null ? '' : pick(standard.value.title),
    when: whenWords(when.value, pack.value),
  });
  return (
    <section class="map-pane" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} class="visually-hidden">
        {t('map.title')}
      </h2>
      <p id={`${id}-help`} class="visually-hidden">
        {t('map.help')}
      </p>
      <div class="map-frame">
        {/* biome-ignore-start lint/a11y/noNoninteractiveTabindex: the map is moved with the keys while it has the focus */}
        <div
          class="map"
          ref={target}
          role="application"
          tabIndex={0}
          aria-label={label}
          aria-describedby={`${id}-help`}
          data-phase={phase.value}
          aria-busy={numbersState.value === 'former'}
        />
        {/* biome-ignore-end lint/a11y/noNoninteractiveTabindex: end */}
        {note !== null && <p class="map-note">{t(note)}</p>}
        {groundFailed.value && <p class="map-note">{t('map.ground_failed')}</p>}
        <div class="map-buttons">
          <button type="button" aria-label={t('map.zoom_in')} onClick={() => map.current?.zoomBy(1)}>
            +
          </button>
          <button type="button" aria-label={t('map.zoom_out')} onClick={() => map.current?.zoomBy(-1)}>
            −
          </button>
          <button type="button" class="home" aria-label={t('map.home')} onClick={() => map.current?.home()}>
            <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
              <path d="M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4" />
            </svg>
          </button>
        </div>
      </div>
      <Legend />
      {pack.value !== null && <p class="credit">{t('map.credit', { credit: pick(pack.value.credit) })}</p>}
    </section>
  );
}
