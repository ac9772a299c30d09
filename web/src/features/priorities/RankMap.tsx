import { effect, useComputed } from '@preact/signals';
import { useId } from 'preact/hooks';
import { getAll } from '../../api/client';
import { itemsPath } from '../../api/paths';
import type { CommunityFeature } from '../../api/wire';
import { number, pick, t } from '../../i18n/i18n';
import type { MarkedPlace } from '../../map/map';
import { latest } from '../../state/resource';
import { announcement, pack } from '../../state/store';
import { useResource } from '../../state/useResource';
import { MapFrame } from '../../ui/MapFrame';
import { useFollowed } from '../../ui/useFollowed';
import { optionRowId } from './OptionsTable';
import { bestOfPlaces, type Row } from './ranking';
import { w } from './words';

/** Numbers beyond this say little on a map, and do not fit into a small circle. */
export const NUMBERED = 20;

/** The map of the options: in each place the rank of the highest one that is about it. */
export function RankMap({ rows, open }: { rows: readonly Row[]; open: (option: string) => void }) {
  const id = useId();
  const epsg = pack.value?.projection?.epsg ?? null;
  const { loaded } = useResource<CommunityFeature[]>(
    epsg === null ? null : itemsPath('communities', epsg),
    getAll,
  );
  const followed = useFollowed(rows);
  const places = useComputed<MarkedPlace[]>(() => {
    const best = bestOfPlaces(followed.value);
    return (latest(loaded.value) ?? []).flatMap(({ geometry, properties: p }): MarkedPlace[] => {
      if (geometry === null) return [];
      const row = best.get(p.id);
      const at = { id: p.id, name: p.name, population: p.population, at: geometry.coordinates };
      if (row === undefined || row.rank > NUMBERED) return [{ ...at, mark: 'same' }];
      return [{ ...at, mark: 'picked', number: String(row.rank) }];
    });
  });
  const say = (community: string) => {
    const name = places.value.find((p) => p.id === community)?.name ?? community;
    const row = bestOfPlaces(rows).get(community);
    announcement.value =
      row === undefined
        ? w('map.step.none', { name })
        : w('map.step', { name, rank: number(row.rank), title: pick(row.option.title) });
  };
  return (
    <section class="plan-map" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{w('map.title')}</h3>
      <MapFrame
        label={w('map.label')}
        busy={loaded.value.state === 'waiting'}
        note={(phase, without) => {
          if (without) return 'map.none';
          if (phase === 'failed' || loaded.value.state === 'failed') return 'map.failed';
          return phase === 'loading' || places.value.length === 0 ? 'map.loading' : null;
        }}
        wishes={{
          onOpen: (community) => {
            const row = bestOfPlaces(rows).get(community);
            if (row === undefined) say(community);
            else if (document.getElementById(optionRowId(row.option.id)) === null) open(row.option.id);
            else goToRow(row.option.id);
          },
          onStep: say,
          onLeave: () => {},
        }}
        feed={(map) => effect(() => map.setMarks(places.value))}
      />
      <p class="hint">{w('map.legend', { n: number(NUMBERED) })}</p>
      {pack.value !== null && <p class="credit">{t('map.credit', { credit: pick(pack.value.credit) })}</p>}
    </section>
  );
}

function goToRow(option: string): void {
  const row = document.getElementById(optionRowId(option));
  row?.scrollIntoView({ block: 'center' });
  row?.focus({ preventScroll: true });
}
