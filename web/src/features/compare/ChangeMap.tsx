import { effect, useComputed } from '@preact/signals';
import { useId } from 'preact/hooks';
import { getAll } from '../../api/client';
import type { Flip } from '../../api/compare';
import { itemsPath } from '../../api/paths';
import type { CommunityFeature } from '../../api/wire';
import { count, pick, t } from '../../i18n/i18n';
import type { ChangeMark } from '../../map/look';
import type { ChangedPlace } from '../../map/map';
import { latest } from '../../state/resource';
import { announcement, pack } from '../../state/store';
import { useResource } from '../../state/useResource';
import { ChangeSign } from '../../ui/ChangeSign';
import { MapFrame } from '../../ui/MapFrame';
import { useFollowed } from '../../ui/useFollowed';
import { flipRowId } from './FlipTable';
import { marks } from './flips';
import { w } from './words';

const LEGEND: readonly ChangeMark[] = ['better', 'worse', 'mixed', 'unclear', 'same'];

function Legend({ places }: { places: readonly ChangedPlace[] }) {
  return (
    <ul class="change-legend" aria-label={w('map.legend')}>
      {LEGEND.map((mark) => {
        const n = places.filter((p) => p.mark === mark).length;
        return (
          <li key={mark} data-change={mark} data-count={n}>
            <ChangeSign of={mark} /> {t('app.label', { name: w(`change.${mark}`) })} {count('places', n)}
          </li>
        );
      })}
    </ul>
  );
}

function say(places: readonly ChangedPlace[], id: string): void {
  const place = places.find((p) => p.id === id);
  if (place === undefined) return;
  const params = { name: place.name, change: w(`change.${place.mark}`) };
  announcement.value = w(place.mark === 'same' ? 'map.step' : 'map.step.enter', params);
}

/** From a place on the map to its first row in the table; a place without one is only named. */
function goToRow(places: readonly ChangedPlace[], id: string): void {
  const row = document.getElementById(flipRowId(id));
  if (row === null) {
    say(places, id);
    return;
  }
  // The row may be in a part that is closed.
  row.closest('details')?.setAttribute('open', '');
  row.scrollIntoView({ block: 'center' });
  row.focus({ preventScroll: true });
}

/** The map of what changes: every place with a mark for better, worse, both, unknown or nothing. */
export function ChangeMap({ flips, sentence }: { flips: readonly Flip[]; sentence: string }) {
  const id = useId();
  const epsg = pack.value?.projection?.epsg ?? null;
  const path = epsg === null ? null : itemsPath('communities', epsg);
  const { loaded } = useResource<CommunityFeature[]>(path, getAll);
  const shownFlips = useFollowed(flips);
  const places = useComputed<ChangedPlace[]>(() => {
    const changed = marks(shownFlips.value);
    return (latest(loaded.value) ?? []).flatMap(({ geometry, properties: p }) => {
      if (geometry === null) return [];
      const mark = changed.get(p.id) ?? 'same';
      return [{ id: p.id, name: p.name, population: p.population, at: geometry.coordinates, mark }];
    });
  });
  return (
    <section class="change-map" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{w('map.title')}</h3>
      <MapFrame
        label={w('map.label', { sentence })}
        busy={loaded.value.state === 'waiting'}
        note={(phase, without) => {
          if (without) return 'map.none';
          if (phase === 'failed' || loaded.value.state === 'failed') return 'map.failed';
          return phase === 'loading' || places.value.length === 0 ? 'map.loading' : null;
        }}
        wishes={{
          onOpen: (community) => goToRow(places.value, community),
          onStep: (community) => say(places.value, community),
          onLeave: () => {},
        }}
        feed={(map) => effect(() => map.setChanges(places.value))}
      />
      <Legend places={places.value} />
      {pack.value !== null && <p class="credit">{t('map.credit', { credit: pick(pack.value.credit) })}</p>}
    </section>
  );
}
