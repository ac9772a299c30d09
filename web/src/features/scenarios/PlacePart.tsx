import { useId } from 'preact/hooks';
import type { Change } from '../../api/scenarios';
import type { ServiceFeature } from '../../api/wire';
import { count, pick, t, tData } from '../../i18n/i18n';
import { address, announcement, standard } from '../../state/store';
import { DataText } from '../../ui/DataText';
import { Outcome } from '../../ui/Outcome';
import { kindName } from '../requests/state';
import { added } from './documents';
import { Choice, placeOptions } from './fields';
import { communities, place, placeName, scenario, services, shownAnswer, write, writing } from './state';
import { w } from './words';

/** Opens a place, from the map or from the list; what was being written of another one is left. */
export function openPlace(id: string | null): void {
  place.value = id;
  if (writing.peek()?.at === 'new') writing.value = null;
  // On a phone it is below the map, and above the tables.
  if (id !== null) document.querySelector('.place-part')?.scrollIntoView({ block: 'nearest' });
}

/** What becomes of a service that is there, at the press of a button. */
function ServiceRow({ of: { properties: p } }: { of: ServiceFeature }) {
  const id = useId();
  const changes = scenario.value?.changes ?? [];
  const closed = changes.some((one) => one.change === 'close_service' && one.service === p.id);
  const open = (change: 'change_service' | 'move_service') => {
    writing.value = { at: 'new', change, service: p.id };
  };
  return (
    <li data-service={p.id}>
      <p id={`${id}-name`}>
        <DataText text={p.name} />{' '}
        <small class="hint">
          {kindName(p.service_type)}
          {p.delivery_mode !== null && `, ${tData('delivery', p.delivery_mode)}`}
        </small>
      </p>
      {closed ? (
        <p class="hint">{w('service.closed')}</p>
      ) : (
        <p class="row-buttons">
          <button type="button" aria-describedby={`${id}-name`} onClick={() => open('change_service')}>
            {w('service.change')}
          </button>{' '}
          <button type="button" aria-describedby={`${id}-name`} onClick={() => open('move_service')}>
            {w('service.move')}
          </button>{' '}
          <button
            type="button"
            aria-describedby={`${id}-name`}
            onClick={() => {
              const document = scenario.peek();
              if (document === null) return;
              const change: Change = { change: 'close_service', service: p.id };
              write(added(document, change));
              announcement.value = w('service.closed.said', { name: p.name });
            }}
          >
            {w('service.close')}
          </button>
        </p>
      )}
    </li>
  );
}

/** The services that stand in a place, those of the kind of help looked at first. */
function servicesAt(id: string): ServiceFeature[] {
  const types = standard.value?.service_types ?? [];
  const here = services.value.filter((one) => one.properties.community_id === id);
  const first = (one: ServiceFeature) => types.includes(one.properties.service_type);
  return [...here.filter(first), ...here.filter((one) => !first(one))];
}

function Verdicts({ id }: { id: string }) {
  const chosen = standard.value;
  const feature = shownAnswer.value?.scenarios[0]?.features.features.find(
    ({ properties: p }) => p.community_id === id && p.standard === chosen?.id,
  );
  if (chosen === null) return null;
  if (shownAnswer.value === null) return null;
  if (feature === undefined)
    return <p class="hint">{w('place.not_asked', { standard: pick(chosen.title) })}</p>;
  const { before, after } = feature.properties;
  return (
    <p class="place-verdicts">
      <span>{t('app.label', { name: pick(chosen.title) })} </span>
      <span class="then">
        <Outcome of={before} />
        <span class="then-after">
          <span aria-hidden="true">→</span>
          <span class="visually-hidden">{w('arrow')}</span>
          <Outcome of={after} />
        </span>
      </span>{' '}
      <span>
        {w('place.days', { before: count('days', before.days_met), after: count('days', after.days_met) })}
      </span>
    </p>
  );
}

/** The place that is chosen: how it stands, which services are there, and what can be done here. */
export function PlacePart() {
  const id = useId();
  const chosen = place.value;
  const there = chosen === null ? [] : servicesAt(chosen);
  const ofKind = there.filter((one) => standard.value?.service_types.includes(one.properties.service_type));
  const rest = there.filter((one) => !ofKind.includes(one));
  const isKnown = communities.value.some((one) => one.properties.id === chosen);
  return (
    <section class="place-part" aria-labelledby={`${id}-title`} data-place={chosen ?? undefined}>
      <h3 id={`${id}-title`} tabIndex={-1}>
        {chosen === null ? w('place.title') : placeName(chosen)}
      </h3>
      <Choice
        label={w('place.choose')}
        value={chosen ?? ''}
        empty={w('place.none')}
        options={placeOptions()}
        write={(next) => openPlace(next === '' ? null : next)}
      />
      {chosen !== null && isKnown && (
        <>
          {address.value.whatIf.every ? null : <Verdicts id={chosen} />}
          <p>
            <button
              type="button"
              class="primary"
              data-add-here
              onClick={() => {
                writing.value = { at: 'new', change: 'add_service' };
              }}
            >
              {w('place.add', { name: placeName(chosen) })}
            </button>
          </p>
          {ofKind.length > 0 && (
            <ul class="services-here" aria-label={w('place.services')}>
              {ofKind.map((one) => (
                <ServiceRow key={one.properties.id} of={one} />
              ))}
            </ul>
          )}
          {rest.length > 0 && (
            <details>
              <summary>{w('place.others', { services: count('services', rest.length) })}</summary>
              <ul class="services-here">
                {rest.map((one) => (
                  <ServiceRow key={one.properties.id} of={one} />
                ))}
              </ul>
            </details>
          )}
          {there.length === 0 && <p class="hint">{w('place.empty')}</p>}
        </>
      )}
    </section>
  );
}
