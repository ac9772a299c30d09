import { computed, effect, useComputed } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { Side } from '../../api/scenarios';
import type { LinkFeature, Metres, ServiceFeature } from '../../api/wire';
import { count, pick, t } from '../../i18n/i18n';
import type { ChangeMark, PlaceMark } from '../../map/look';
import type { MapHandle, MarkedPlace } from '../../map/map';
import { PICTURES, type Picture } from '../../state/address';
import { address, announcement, pack, standard, when } from '../../state/store';
import { ChangeSign } from '../../ui/ChangeSign';
import { MapFrame } from '../../ui/MapFrame';
import { OutcomeMark } from '../../ui/OutcomeMark';
import { whenWords } from '../../ui/words';
import { OUTCOMES } from '../gaps/outcomes';
import { marksOf } from './effects';
import { Radios } from './fields';
import { openPlace } from './PlacePart';
import {
  answerResource,
  beside,
  communities,
  goWhatIf,
  links,
  notePicture,
  place,
  scenario,
  services,
  shownAnswer,
} from './state';
import { w } from './words';

const CHANGES = ['better', 'worse', 'mixed', 'same'] as const satisfies readonly ChangeMark[];

/** What the marks say now: over every kind of help there is no one outcome, so only what changes. */
const pictureShown = computed<Picture>(() => {
  const { every, picture } = address.value.whatIf;
  return every ? 'change' : picture;
});

function isChange(mark: PlaceMark): mark is (typeof CHANGES)[number] {
  return (CHANGES as readonly PlaceMark[]).includes(mark);
}

function markWords(mark: PlaceMark): string {
  return isChange(mark) || mark === 'unclear'
    ? w(`mark.${mark}`)
    : t(`outcome.${mark as (typeof OUTCOMES)[number]}`);
}

function Legend({ places, picture }: { places: readonly MarkedPlace[]; picture: Picture }) {
  // Of what is not known there is nothing to count.
  if (places.some((p) => p.mark === 'unclear')) return null;
  const marks: readonly PlaceMark[] = picture === 'change' ? CHANGES : OUTCOMES;
  return (
    <ul class="change-legend" aria-label={w('map.legend')}>
      {marks.map((mark) => {
        const n = places.filter((p) => p.mark === mark).length;
        return (
          <li key={mark} data-mark={mark} data-count={n}>
            {isChange(mark) ? (
              <ChangeSign of={mark} />
            ) : (
              <OutcomeMark outcome={mark as (typeof OUTCOMES)[number]} />
            )}{' '}
            {t('app.label', { name: markWords(mark) })} {count('places', n)}
          </li>
        );
      })}
    </ul>
  );
}

/** Which of the three pictures both maps show. */
export function PictureChoice() {
  if (address.value.whatIf.every) return <p class="hint">{w('picture.every')}</p>;
  return (
    <Radios
      legend={w('picture.title')}
      value={address.value.whatIf.picture}
      options={PICTURES.map((one) => ({ id: one, words: w(`picture.${one}`) }))}
      write={(picture) => goWhatIf({ picture }, 'replace')}
    />
  );
}

function at(id: string): Metres | null {
  return communities.value.find((one) => one.properties.id === id)?.geometry?.coordinates ?? null;
}

/** The services of the kind looked at as they would be: without those that close, and with those that are added. */
function servicesSupposed(of: typeof scenario.value): ServiceFeature[] {
  const types = standard.value?.service_types ?? [];
  const changes = of?.changes ?? [];
  const gone = new Set(changes.flatMap((one) => (one.change === 'close_service' ? [one.service] : [])));
  const moved = new Map(
    changes.flatMap((one): [string, string][] =>
      one.change === 'move_service' && one.community_id !== undefined
        ? [[one.service, one.community_id]]
        : [],
    ),
  );
  const there = services.value
    .filter(({ properties: p }) => types.includes(p.service_type) && !gone.has(p.id))
    .map((one) => {
      const to = at(moved.get(one.properties.id) ?? '');
      return to === null ? one : { ...one, geometry: { type: 'Point' as const, coordinates: to } };
    });
  const added = changes.flatMap((one): ServiceFeature[] => {
    if (one.change !== 'add_service' || !types.includes(one.service_type) || gone.has(one.id ?? ''))
      return [];
    const point = at(moved.get(one.id ?? '') ?? one.community_id ?? '');
    if (point === null) return [];
    return [
      {
        type: 'Feature',
        id: one.id ?? '',
        geometry: { type: 'Point', coordinates: point },
        properties: {
          id: one.id ?? '',
          name: one.name ?? '',
          service_type: one.service_type,
          status: 'existing',
          delivery_mode: one.delivery_mode ?? null,
          community_id: one.community_id ?? null,
          place_name: null,
          operator: one.operator ?? null,
        },
      },
    ];
  });
  return [...there, ...added];
}

/** How one travels as it would be: without what would be gone altogether, and with what is added. */
function linksSupposed(of: typeof scenario.value): LinkFeature[] {
  const changes = of?.changes ?? [];
  const isGone = ({ properties: p }: LinkFeature) =>
    changes.some((one) => {
      // What a rule of the scenario's own picks out is for the server to know.
      if (one.change !== 'move_window' || one.gone !== true || one.where !== undefined) return false;
      const byMode = one.modes === undefined || one.modes.includes(p.mode);
      return byMode && (one.links === undefined || one.links.includes(p.id));
    });
  const added = changes.flatMap((one, n): LinkFeature[] => {
    if (one.change !== 'add_link') return [];
    const [from, to] = [at(one.from), at(one.to)];
    if (from === null || to === null) return [];
    const always = one.opens === undefined && one.closes === undefined;
    return [
      {
        type: 'Feature',
        id: one.id ?? `added ${n}`,
        geometry: { type: 'LineString', coordinates: [from, to] },
        properties: {
          id: one.id ?? `added ${n}`,
          from: one.from,
          to: one.to,
          mode: one.mode,
          distance_km: one.km ?? null,
          minutes: one.minutes ?? null,
          opens: one.opens ?? null,
          closes: one.closes ?? null,
          always_open: always,
          departures_per_week: one.departures_per_week ?? null,
          operator: null,
          highway_name: null,
          confidence: null,
        },
      },
    ];
  });
  return [...links.value.filter((one) => !isGone(one)), ...added];
}

/** A map of what one of the scenarios brings: a place that is clicked opens beside it. */
export function ScenarioMap({ which, title }: { which: 0 | 1; title: string }) {
  const id = useId();
  const side = useComputed<Side | null>(() => shownAnswer.value?.scenarios[which] ?? null);
  const places = useComputed<MarkedPlace[]>(() => {
    const answered = side.value !== null || answerResource.loaded.value.state !== 'failed';
    const marks = marksOf(side.value?.features.features ?? [], pictureShown.value);
    return communities.value.flatMap(({ geometry, properties: p }) => {
      // A place of which nothing is asked has no mark; where no answer is to be had, nobody knows of any.
      const mark = marks.get(p.id) ?? (answered ? undefined : 'unclear');
      if (geometry === null || mark === undefined) return [];
      return [{ id: p.id, name: p.name, population: p.population, at: geometry.coordinates, mark }];
    });
  });
  const failed = answerResource.loaded.value.state === 'failed';
  const say = (community: string) => {
    const found = places.peek().find((p) => p.id === community);
    if (found === undefined) return;
    announcement.value = w('map.step', { name: found.name, mark: markWords(found.mark).toLocaleLowerCase() });
  };
  const picture = pictureShown.value;
  const what =
    address.value.whatIf.every || standard.value === null ? w('every') : pick(standard.value.title);

  function feed(map: MapHandle): () => void {
    const document = which === 0 ? scenario : beside;
    const stops = [
      effect(() => map.setLinks(linksSupposed(document.value))),
      effect(() => {
        map.setMarks(places.value);
        if (which === 0) notePicture();
      }),
      effect(() => map.setServices(servicesSupposed(document.value))),
      effect(() => map.setOpen(place.value)),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }

  return (
    <section class="scenario-map" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{title}</h3>
      <MapFrame
        label={w('map.label', {
          name: title,
          picture: w(`picture.${picture}`),
          standard: what,
          when: whenWords(when.value, pack.value),
        })}
        busy={false}
        note={(phase, without) => {
          if (without) return 'map.none';
          if (phase === 'failed') return 'map.failed';
          if (places.value.length > 0) return phase === 'loading' ? 'map.loading' : null;
          return failed ? null : 'app.loading';
        }}
        wishes={{
          onOpen: (community) => {
            openPlace(community);
            announcement.value = w('map.opened', {
              name: places.peek().find((p) => p.id === community)?.name ?? '',
            });
          },
          onStep: say,
          onLeave: () => openPlace(null),
        }}
        feed={feed}
      />
      <Legend places={places.value} picture={picture} />
    </section>
  );
}
