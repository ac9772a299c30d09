/** What a service is like: for one more, and for one that is there. */
import { useId } from 'preact/hooks';
import { DELIVERY_MODES } from '../../api/requests';
import type { AddService, ChangeService, MoveService, ServiceFields } from '../../api/scenarios';
import { listed, pick, tData } from '../../i18n/i18n';
import { pack } from '../../state/store';
import { kindName, languageName, regionName } from '../requests/state';
import { filledIn, type Reach, reachOf } from './documents';
import { Choice, CostFields, type FormProps, NumberField, placeOptions, Radios, TextField } from './fields';
import { communities, placeName, serviceName } from './state';
import { w } from './words';

/** Money that pays for services is no help that people reach. */
const NOT_SUPPLY = 'funding_program';

export function kindOptions() {
  return (pack.value?.service_types ?? [])
    .filter(({ id }) => id !== NOT_SUPPLY)
    .map(({ id, name }) => ({ id, words: pick(name) }));
}

const modeOptions = () => DELIVERY_MODES.map((id) => ({ id, words: tData('delivery', id) }));

/** Whom it serves: the place where it stands, everybody, or those that are named. Regions are named as a whole. */
function Serves({
  value,
  here,
  mayStay,
  write,
}: {
  value: ServiceFields['serves'];
  here: string | undefined;
  /** Whether it may stay as it is. */
  mayStay: boolean;
  write: (serves: ServiceFields['serves']) => void;
}) {
  const id = useId();
  const reach = reachOf(value, here);
  const chosen = Array.isArray(value) ? (value as readonly string[]) : [];
  const options: { id: Reach; words: string }[] = [
    ...(mayStay ? [{ id: 'as_is' as const, words: w('serves.as_is') }] : []),
    ...(here === undefined
      ? []
      : [{ id: 'here' as const, words: w('serves.here', { name: placeName(here) }) }]),
    { id: 'some', words: w('serves.some') },
    { id: 'all', words: w('serves.all') },
    // Nobody is asked to say so, but a document may.
    ...(reach === 'unknown' ? [{ id: 'unknown' as const, words: w('serves.unknown') }] : []),
  ];
  const toggled = (one: string, on: boolean) =>
    on ? [...chosen, one] : chosen.filter((other) => other !== one);
  const boxes = (of: readonly { id: string; words: string }[]) =>
    of.map((one) => (
      <label class="radio" key={one.id}>
        <input
          type="checkbox"
          checked={chosen.includes(one.id)}
          onChange={(event) => write(toggled(one.id, event.currentTarget.checked))}
        />
        <span>{one.words}</span>
      </label>
    ));
  return (
    <>
      <Radios
        legend={w('serves.title')}
        value={reach}
        options={options}
        write={(next) => {
          if (next === 'as_is') write(undefined);
          else if (next === 'all' || next === 'unknown') write(next);
          else if (next === 'here' && here !== undefined) write([here]);
          else
            write(chosen.length > 1 || here === undefined ? chosen : [...new Set([here, ...nearest(here)])]);
        }}
      />
      {reach === 'some' && (
        <details class="serves-some" open>
          <summary id={`${id}-some`}>
            {chosen.length === 0
              ? w('serves.which')
              : w('serves.chosen', { names: listed(chosen.map(areaName)) })}
          </summary>
          <fieldset class="boxes" aria-labelledby={`${id}-some`}>
            {boxes(
              (pack.value?.regions ?? []).map((one) => ({
                id: one.id,
                words: w('serves.region', { name: pick(one.name) }),
              })),
            )}
            {boxes(placeOptions())}
          </fieldset>
        </details>
      )}
    </>
  );
}

function areaName(id: string): string {
  return pack.value?.regions.some((one) => one.id === id) ? regionName(id) : placeName(id);
}

/** The nearest other place, as a start: whoever wants to serve several places begins with two. */
function nearest(id: string): string[] {
  const at = communities.value.find((one) => one.properties.id === id)?.geometry?.coordinates;
  if (at === undefined) return [];
  let best: { id: string; metres: number } | null = null;
  for (const { properties, geometry } of communities.value) {
    if (geometry === null || properties.id === id) continue;
    const [x, y] = geometry.coordinates;
    const metres = Math.hypot(x - at[0], y - at[1]);
    if (best === null || metres < best.metres) best = { id: properties.id, metres };
  }
  return best === null ? [] : [best.id];
}

/** With other people served; a list that is still empty is kept, as somebody is about to fill it. */
function withServes<F extends ServiceFields>(value: F, serves: ServiceFields['serves']): F {
  const { serves: _gone, ...rest } = value;
  return (serves === undefined ? rest : { ...rest, serves }) as F;
}

function known(value: number | 'unknown' | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** What may be said beside the first questions. */
function MoreFields({ value, write }: { value: ServiceFields; write: (change: ServiceFields) => void }) {
  const languages = Array.isArray(value.languages) ? value.languages : [];
  const share = known(value.delivered_share);
  const led = value.indigenous_led;
  return (
    <>
      <div class="field-row">
        <NumberField
          label={w('field.positions')}
          value={known(value.positions)}
          write={(positions) => write(set('positions', positions))}
        />
        <NumberField
          label={w('field.wait_days')}
          value={known(value.wait_days)}
          write={(wait_days) => write(set('wait_days', wait_days))}
        />
        <NumberField
          label={w('field.delivered_share')}
          value={share === undefined ? undefined : Math.round(share * 1000) / 10}
          max={100}
          write={(percent) =>
            write(set('delivered_share', percent === undefined ? undefined : percent / 100))
          }
        />
      </div>
      <Choice
        label={w('field.indigenous_led')}
        value={typeof led === 'boolean' ? String(led) : ''}
        empty={w('field.unsaid')}
        options={[
          { id: 'true', words: w('yes') },
          { id: 'false', words: w('no') },
        ]}
        write={(text) => write(set('indigenous_led', text === '' ? undefined : text === 'true'))}
      />
      <fieldset class="field">
        <legend>{w('field.languages')}</legend>
        <div class="boxes">
          {(pack.value?.languages_official ?? []).map(({ code }) => (
            <label class="radio" key={code}>
              <input
                type="checkbox"
                checked={languages.includes(code)}
                onChange={(event) =>
                  write({
                    languages: event.currentTarget.checked
                      ? [...languages, code]
                      : languages.filter((other) => other !== code),
                  })
                }
              />
              <span>{languageName(code)}</span>
            </label>
          ))}
        </div>
      </fieldset>
    </>
  );
}

/** One field set; `undefined` takes it out. */
function set<K extends keyof ServiceFields>(key: K, value: ServiceFields[K] | undefined): ServiceFields {
  return { [key]: value } as ServiceFields;
}

/** How often it comes: asked where somebody visits. */
function Visits({ value, write }: { value: ServiceFields; write: (change: ServiceFields) => void }) {
  return (
    <NumberField
      label={w('field.visits')}
      value={known(value.visits_per_month)}
      max={31}
      write={(visits) => write(set('visits_per_month', visits))}
    />
  );
}

/** What an added service is called until somebody gives it a name, as the records call services. */
export function usualName(of: Pick<AddService, 'service_type' | 'community_id'>): string {
  const kind = kindName(of.service_type);
  return of.community_id === undefined || of.community_id === ''
    ? kind
    : w('service.name', { kind, place: placeName(of.community_id) });
}

export function AddServiceForm({ value, write }: FormProps<AddService>) {
  const put = (change: Partial<AddService>) => {
    const next = filledIn({ ...value, ...change });
    // The usual name goes along with what it is made of; one that somebody gave stays.
    write(value.name === usualName(value) && !('name' in change) ? { ...next, name: usualName(next) } : next);
  };
  const stands = value.delivery_mode !== 'virtual';
  return (
    <>
      <Choice
        label={w('field.service_type')}
        value={value.service_type}
        options={kindOptions()}
        write={(service_type) => put({ service_type })}
      />
      <Choice
        label={w('field.delivery_mode')}
        value={value.delivery_mode}
        empty={w('field.unsaid')}
        options={modeOptions()}
        write={(delivery_mode) => put({ delivery_mode })}
      />
      {stands && (
        <Choice
          label={w('field.community')}
          value={value.community_id}
          empty={w('field.nowhere')}
          options={placeOptions()}
          write={(community_id) => {
            const here = reachOf(value.serves, value.community_id) === 'here';
            put({ community_id, ...(here && community_id !== '' ? { serves: [community_id] } : {}) });
          }}
        />
      )}
      {value.delivery_mode === 'visiting' && <Visits value={value} write={put} />}
      <Serves
        value={value.serves}
        here={value.community_id}
        mayStay={false}
        write={(serves) => write(withServes(value, serves))}
      />
      <details class="more-fields">
        <summary>{w('field.more')}</summary>
        <TextField label={w('field.name')} value={value.name} write={(name) => put({ name })} />
        <MoreFields value={value} write={put} />
        <CostFields value={value.cost} write={(cost) => write(withCost(value, cost))} />
      </details>
    </>
  );
}

/** The same change with another cost, or with none. */
export function withCost<C extends { cost?: unknown }>(value: C, cost: C['cost'] | undefined): C {
  const { cost: _gone, ...rest } = value;
  return (cost === undefined ? rest : { ...rest, cost }) as C;
}

const STATES = ['running', 'vacant', 'suspended', 'unknown'] as const;

export function ChangeServiceForm({ value, write }: FormProps<ChangeService>) {
  const put = (change: ServiceFields) => write({ ...value, set: filledIn({ ...value.set, ...change }) });
  return (
    <>
      <p class="form-of">{serviceName(value.service)}</p>
      <p class="hint">{w('change.hint')}</p>
      <div class="field-row">
        <Choice
          label={w('field.delivery_mode')}
          value={value.set.delivery_mode}
          empty={w('field.as_is')}
          options={modeOptions()}
          write={(delivery_mode) => put({ delivery_mode })}
        />
        <Choice
          label={w('field.actual')}
          value={value.set.actual}
          empty={w('field.as_is')}
          options={STATES.map((id) => ({ id, words: tData('services.actual', id) }))}
          write={(actual) => put({ actual })}
        />
        <Visits value={value.set} write={put} />
      </div>
      <Serves
        value={value.set.serves}
        here={undefined}
        mayStay
        write={(serves) => write({ ...value, set: withServes(value.set, serves) })}
      />
      <details class="more-fields">
        <summary>{w('field.more')}</summary>
        <MoreFields value={value.set} write={put} />
        <CostFields value={value.cost} write={(cost) => write(withCost(value, cost))} />
      </details>
    </>
  );
}

export function MoveServiceForm({ value, write }: FormProps<MoveService>) {
  return (
    <>
      <p class="form-of">{serviceName(value.service)}</p>
      <Choice
        label={w('field.move_to')}
        value={value.community_id}
        options={placeOptions()}
        write={(community_id) => write({ ...value, community_id })}
      />
    </>
  );
}
