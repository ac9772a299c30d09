import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import { type Key, t } from '../i18n/i18n';
import type { MapHandle, MapWishes } from '../map/map';
import { pack } from '../state/store';

export type MapPhase = 'loading' | 'ready' | 'failed';

interface Wanted {
  label: string;
  busy: boolean;
  /** What to say over the map, or nothing. */
  note: (phase: MapPhase, without: boolean) => Key | null;
  wishes: Pick<MapWishes, 'onOpen' | 'onStep' | 'onLeave'>;
  /** Hands the map what changes until the returned function is called. */
  feed: (map: MapHandle) => () => void;
}

/** A map with its buttons. The library is fetched once the frame is on screen: nobody waits for it to read on. */
export function MapFrame({ label, busy, note, wishes, feed }: Wanted) {
  const id = useId();
  const target = useRef<HTMLDivElement>(null);
  const map = useRef<MapHandle | null>(null);
  const wanted = useRef({ wishes, feed });
  wanted.current = { wishes, feed };
  const phase = useSignal<MapPhase>('loading');
  const groundFailed = useSignal(false);
  const projection = pack.value?.projection ?? null;
  const without = pack.value !== null && projection === null;

  useEffect(() => {
    const element = target.current;
    if (element === null || projection === null) return;
    let closed = false;
    let stop = () => {};
    import('../map/map')
      .then(({ openMap }) =>
        openMap(element, {
          projection,
          onOpen: (community) => wanted.current.wishes.onOpen(community),
          onStep: (community) => wanted.current.wishes.onStep(community),
          onLeave: () => wanted.current.wishes.onLeave(),
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
        stop = wanted.current.feed(opened);
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

  const words = note(phase.value, without);
  return (
    <>
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
          aria-busy={busy}
        />
        {/* biome-ignore-end lint/a11y/noNoninteractiveTabindex: end */}
        {words !== null && <p class="map-note">{t(words)}</p>}
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
    </>
  );
}
