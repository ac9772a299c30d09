import { useId } from 'preact/hooks';
import type { Each } from '../../api/siting';
import { compareText, number } from '../../i18n/i18n';
import { Faults, NumberField } from './fields';
import { type Communities, nameOf } from './places';
import { w } from './words';

const MOST = 1_000_000_000;

/** A number for each place, and others for some: what they cost, or for how many they have room. */
export function EachFields({
  legend,
  each,
  none,
  usual,
  of,
  value,
  change,
  faults,
}: {
  legend: string;
  /** What the number for each is called. */
  each: string;
  /** What holds while there is none. */
  none: string;
  /** What a place begins with that gets a number of its own. */
  usual: number;
  of: Communities;
  value: Each;
  /** What is written is made from what is there by then: two fields may change in one moment. */
  change: (how: (now: Each) => Each) => void;
  faults: readonly string[];
}) {
  const id = useId();
  const own = Object.entries(value.places);
  const named = of.all.map(({ properties }) => properties);
  const others = named
    .filter((place) => value.places[place.id] === undefined)
    .sort((a, b) => compareText(a.name, b.name));
  const isNone = value.each === null && own.length === 0;
  const set = (place: string, amount: number) =>
    change((now) => ({ ...now, places: { ...now.places, [place]: amount } }));
  return (
    <details class="somewhere" open={faults.length > 0}>
      <summary>
        {legend}{' '}
        <span class="hint">
          {isNone ? none : w('each.some', { each: eachWords(value, none), n: number(own.length) })}
        </span>
      </summary>
      <fieldset class="each" aria-describedby={faults.length > 0 ? `${id}-fault` : undefined}>
        <legend class="visually-hidden">{legend}</legend>
        <NumberField
          label={each}
          value={value.each}
          min={0}
          max={MOST}
          set={(amount) => change((now) => ({ ...now, each: amount }))}
          clear={() => change((now) => ({ ...now, each: null }))}
          faults={[]}
        />
        {own.map(([place, amount]) => (
          <div class="own-number" key={place} data-community={place}>
            <NumberField
              label={nameOf(of, place)}
              value={amount}
              min={0}
              max={MOST}
              set={(changed) => set(place, changed)}
              faults={[]}
            />
            <button
              type="button"
              aria-label={w('each.remove.of', { name: nameOf(of, place) })}
              onClick={() => {
                change((now) => {
                  const { [place]: _, ...places } = now.places;
                  return { ...now, places };
                });
                document.getElementById(`${id}-add`)?.focus();
              }}
            >
              {w('each.remove')}
            </button>
          </div>
        ))}
        <div class="field">
          <label for={`${id}-add`}>{w('each.add')}</label>
          <select
            id={`${id}-add`}
            value=""
            onChange={(event) => {
              const place = event.currentTarget.value;
              event.currentTarget.value = '';
              if (place !== '') set(place, value.each ?? usual);
            }}
          >
            <option value="">{w('each.choose')}</option>
            {others.map((place) => (
              <option key={place.id} value={place.id}>
                {place.name}
              </option>
            ))}
          </select>
        </div>
      </fieldset>
      <Faults id={`${id}-fault`} of={faults} />
    </details>
  );
}

function eachWords({ each }: Each, none: string): string {
  return each === null ? none : w('each.each', { n: number(each) });
}
