/** Changes to how one travels: other days on which a way is open, and ways that are not there yet. */
import { useId } from 'preact/hooks';
import type { AddLink, MoveWindow } from '../../api/scenarios';
import type { LinkFeature } from '../../api/wire';
import { compareText, dayName, monthName, number, tData } from '../../i18n/i18n';
import { MODES } from '../../map/look';
import { filledIn } from './documents';
import { Choice, CostFields, DayField, type FormProps, NumberField, placeOptions, Radios } from './fields';
import { withCost } from './ServiceForm';
import { links, nodeName } from './state';
import { w } from './words';

/** Modes whose links have days on which they are closed, as the records have it. */
function windowModes(): string[] {
  const found = new Set(
    links.value.filter((one) => !one.properties.always_open).map((one) => one.properties.mode),
  );
  return MODES.filter((mode) => found.has(mode));
}

function windowWords({ opens, closes }: LinkFeature['properties']): string {
  if (opens === null || closes === null) return w('window.unknown');
  return w('window.days', { from: dayName(opens), to: dayName(closes) });
}

export function linkWords({ properties: p }: LinkFeature): string {
  const ends = w('window.ends', { from: nodeName(p.from), to: nodeName(p.to) });
  const name = p.highway_name === null ? ends : `${p.highway_name} (${ends})`;
  return `${tData('mode', p.mode)}: ${name}; ${windowWords(p)}`;
}

/** Weeks as days, and which way: what people say of a season, as a start that can be changed. */
const PRESETS = [
  { key: 'freeze_up', modes: ['ice_crossing', 'winter_road'], opens: 14, closes: 0 },
  { key: 'break_up', modes: ['ferry'], opens: 14, closes: 0 },
  { key: 'short_ice', modes: ['ice_crossing', 'winter_road'], opens: 11, closes: -10 },
] as const;

function withDays(value: MoveWindow, opens: number, closes: number): MoveWindow {
  const { gone: _gone, ...rest } = value;
  return { ...rest, opens_days: opens, closes_days: closes };
}

function asGone(value: MoveWindow): MoveWindow {
  const { opens_days: _opens, closes_days: _closes, ...rest } = value;
  return { ...rest, gone: true };
}

/** How far a slider reaches; the field beside it takes more. */
const REACH_DAYS = 60;

function daysWords(edge: 'opens' | 'closes', days: number): string {
  if (days === 0) return w(`${edge}.same`);
  return w(days > 0 ? `${edge}.later` : `${edge}.earlier`, { days: daysCount(Math.abs(days)) });
}

function daysCount(n: number): string {
  return n % 7 === 0
    ? w(n === 7 ? 'weeks.one' : 'weeks.other', { n: number(n / 7) })
    : w(n === 1 ? 'days.one' : 'days.other', { n: number(n) });
}

/** A slider for trying out, a field for saying exactly. */
function EdgeField({
  edge,
  days,
  write,
}: {
  edge: 'opens' | 'closes';
  days: number;
  write: (days: number) => void;
}) {
  const id = useId();
  const words = daysWords(edge, days);
  return (
    <div class="edge" data-edge={edge}>
      <label for={id}>{w(`${edge}.label`)}</label>
      <output for={id}>{words}</output>
      <input
        id={id}
        type="range"
        min={-REACH_DAYS}
        max={REACH_DAYS}
        step={1}
        value={days}
        aria-valuetext={words}
        onInput={(event) => write(event.currentTarget.valueAsNumber)}
      />
      <input
        type="number"
        min={-364}
        max={364}
        step={1}
        value={days}
        aria-label={w('edge.exactly', { label: w(`${edge}.label`) })}
        onChange={(event) => {
          const { valueAsNumber } = event.currentTarget;
          if (Number.isFinite(valueAsNumber)) write(Math.round(valueAsNumber));
        }}
      />
    </div>
  );
}

export function MoveWindowForm({ value, write }: FormProps<MoveWindow>) {
  const modes = value.modes ?? [];
  const chosen = value.links ?? [];
  const gone = value.gone === true;
  const [opens, closes] = [value.opens_days ?? 0, value.closes_days ?? 0];
  const toggled = (all: readonly string[], one: string, on: boolean) =>
    on ? [...all, one] : all.filter((other) => other !== one);
  const shown = links.value
    .filter(
      (one) => !one.properties.always_open && (modes.length === 0 || modes.includes(one.properties.mode)),
    )
    .sort((a, b) => compareText(linkWords(a), linkWords(b)));
  return (
    <>
      <fieldset class="field presets">
        <legend>{w('preset.title')}</legend>
        {PRESETS.map((one) => (
          <button
            key={one.key}
            type="button"
            data-preset={one.key}
            onClick={() => write(withDays({ ...value, modes: one.modes }, one.opens, one.closes))}
          >
            {w(`preset.${one.key}`)}
          </button>
        ))}
      </fieldset>
      <fieldset class="field">
        <legend>{w('window.modes')}</legend>
        <div class="boxes">
          {windowModes().map((mode) => (
            <label class="radio" key={mode}>
              <input
                type="checkbox"
                checked={modes.includes(mode)}
                onChange={(event) =>
                  write(filledIn({ ...value, modes: toggled(modes, mode, event.currentTarget.checked) }))
                }
              />
              <span>{tData('mode', mode)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <details class="window-links" open={chosen.length > 0}>
        <summary>{w('window.links', { n: number(chosen.length) })}</summary>
        <p class="hint">{w('window.links.hint')}</p>
        <div class="boxes">
          {shown.map((link) => (
            <label class="radio" key={link.properties.id}>
              <input
                type="checkbox"
                checked={chosen.includes(link.properties.id)}
                onChange={(event) =>
                  write(
                    filledIn({
                      ...value,
                      links: toggled(chosen, link.properties.id, event.currentTarget.checked),
                    }),
                  )
                }
              />
              <span>{linkWords(link)}</span>
            </label>
          ))}
        </div>
      </details>
      <Radios
        legend={w('window.what')}
        value={gone ? 'gone' : 'moved'}
        options={[
          { id: 'moved', words: w('window.moved') },
          { id: 'gone', words: w('window.gone') },
        ]}
        write={(what) => write(what === 'gone' ? asGone(value) : withDays(value, opens, closes))}
      />
      {!gone && (
        <div class="edges">
          <EdgeField edge="opens" days={opens} write={(days) => write(withDays(value, days, closes))} />
          <EdgeField edge="closes" days={closes} write={(days) => write(withDays(value, opens, days))} />
        </div>
      )}
      <details class="more-fields">
        <summary>{w('cost.title')}</summary>
        <CostFields value={value.cost} write={(cost) => write(withCost(value, cost))} />
      </details>
    </>
  );
}

const WINTER = { opens: '12-15', closes: '03-31' };

export function AddLinkForm({ value, write }: FormProps<AddLink>) {
  const put = (change: Partial<AddLink>) => write(filledIn({ ...value, ...change }));
  const partOfYear = value.opens !== undefined || value.closes !== undefined;
  const drop = (...keys: (keyof AddLink)[]) => {
    const next = { ...value };
    for (const key of keys) delete next[key];
    write(next);
  };
  return (
    <>
      <div class="field-row">
        <Choice
          label={w('link.from')}
          value={value.from}
          options={placeOptions()}
          write={(from) => put({ from })}
        />
        <Choice label={w('link.to')} value={value.to} options={placeOptions()} write={(to) => put({ to })} />
      </div>
      <Choice
        label={w('link.mode')}
        value={value.mode}
        options={MODES.map((id) => ({ id, words: tData('mode', id) }))}
        write={(mode) => put({ mode })}
      />
      <div class="field-row">
        <NumberField
          label={w('link.minutes')}
          value={value.minutes}
          min={1}
          required={value.km === undefined}
          hint={w('link.minutes.hint')}
          write={(minutes) => (minutes === undefined ? drop('minutes') : put({ minutes }))}
        />
        <NumberField
          label={w('link.km')}
          value={value.km}
          required={value.minutes === undefined}
          write={(km) => (km === undefined ? drop('km') : put({ km }))}
        />
        {value.mode.endsWith('_air') && (
          <NumberField
            label={w('link.departures')}
            value={value.departures_per_week}
            write={(n) => (n === undefined ? drop('departures_per_week') : put({ departures_per_week: n }))}
          />
        )}
      </div>
      <Radios
        legend={w('link.when')}
        value={partOfYear ? 'part' : 'year'}
        options={[
          { id: 'year', words: w('link.year') },
          { id: 'part', words: w('link.part') },
        ]}
        write={(when) => (when === 'year' ? drop('opens', 'closes') : put(WINTER))}
      />
      {partOfYear && (
        <div class="field-row">
          <DayField
            label={w('link.opens')}
            value={value.opens ?? WINTER.opens}
            monthName={monthName}
            write={(opens) => put({ opens })}
          />
          <DayField
            label={w('link.closes')}
            value={value.closes ?? WINTER.closes}
            monthName={monthName}
            write={(closes) => put({ closes })}
          />
        </div>
      )}
      <details class="more-fields">
        <summary>{w('cost.title')}</summary>
        <CostFields value={value.cost} write={(cost) => write(withCost(value, cost))} />
      </details>
    </>
  );
}
