import { effect, useComputed } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { Metres } from '../../api/wire';
import { pick, t } from '../../i18n/i18n';
import type { MarkedPlace } from '../../map/map';
import { announcement, pack } from '../../state/store';
import { MapFrame } from '../../ui/MapFrame';
import { useFollowed } from '../../ui/useFollowed';
import type { Mark } from './marks';
import type { Communities } from './places';
import { w } from './words';

/** A plan on the map: a mark for each place, and the way of a round. */
export function PlanMap({
  label,
  communities,
  marks,
  path,
  say,
  rowId,
}: {
  label: string;
  communities: Communities;
  marks: ReadonlyMap<string, Mark>;
  /** Ids of the places that a round leads through. */
  path: readonly string[];
  say: (community: string) => string;
  rowId: (community: string) => string;
}) {
  const id = useId();
  const followed = useFollowed({ marks, path });
  const { loaded } = communities.resource;
  const all = useFollowed(communities.all);
  const places = useComputed<MarkedPlace[]>(() =>
    all.value.flatMap(({ geometry, properties: p }): MarkedPlace[] => {
      if (geometry === null) return [];
      const mark = followed.value.marks.get(p.id) ?? { mark: 'same' };
      return [{ id: p.id, name: p.name, population: p.population, at: geometry.coordinates, ...mark }];
    }),
  );
  const round = useComputed<Metres[]>(() =>
    followed.value.path.flatMap((stop) => {
      const place = places.value.find((one) => one.id === stop);
      return place === undefined ? [] : [place.at];
    }),
  );
  const tell = (community: string) => {
    announcement.value = say(community);
  };
  return (
    <section class="plan-map" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{w('map.title')}</h3>
      <MapFrame
        label={label}
        busy={loaded.value.state === 'waiting'}
        note={(phase, without) => {
          if (without) return 'map.none';
          if (phase === 'failed' || loaded.value.state === 'failed') return 'map.failed';
          return phase === 'loading' || places.value.length === 0 ? 'map.loading' : null;
        }}
        wishes={{
          onOpen: (community) => {
            const row = document.getElementById(rowId(community));
            if (row === null) {
              tell(community);
              return;
            }
            row.closest('details')?.setAttribute('open', '');
            row.scrollIntoView({ block: 'center' });
            row.focus({ preventScroll: true });
          },
          onStep: tell,
          onLeave: () => {},
        }}
        feed={(map) =>
          effect(() => {
            map.setMarks(places.value);
            map.setRound(round.value);
          })
        }
      />
      {pack.value !== null && <p class="credit">{t('map.credit', { credit: pick(pack.value.credit) })}</p>}
    </section>
  );
}
