import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect } from 'preact/hooks';
import type { ProblemDetails } from '../../api/wire';
import { compareText, number } from '../../i18n/i18n';
import { DataText } from '../../ui/DataText';
import type { Communities } from './places';
import { w } from './words';

/** What the server says about one field, beside it. A pointer may lead into a list. */
export function faultsAt(problem: ProblemDetails | null, ...fields: string[]): string[] {
  return (problem?.errors ?? [])
    .filter(({ pointer }) => fields.includes(pointer.split('/')[1] ?? ''))
    .map(({ detail }) => detail);
}

export function Faults({ id, of }: { id: string; of: readonly string[] }) {
  if (of.length === 0) return null;
  return (
    <p class="fault" id={id}>
      {of.map((detail) => (
        <DataText key={detail} text={detail} />
      ))}
    </p>
  );
}

export function Choice<V extends string>({
  label,
  value,
  values,
  words,
  choose,
  faults,
}: {
  label: string;
  value: V;
  values: readonly V[];
  words: (value: V) => string;
  choose: (value: V) => void;
  faults: readonly string[];
}) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value}
        aria-invalid={faults.length > 0}
        aria-describedby={faults.length > 0 ? `${id}-fault` : undefined}
        onChange={(event) => {
          const chosen = values.find((one) => one === event.currentTarget.value);
          if (chosen !== undefined) choose(chosen);
        }}
      >
        {values.map((one) => (
          <option key={one} value={one}>
            {words(one)}
          </option>
        ))}
      </select>
      <Faults id={`${id}-fault`} of={faults} />
    </div>
  );
}

/** A number. What is being typed stays, whatever else changes on the page, until it is whole. */
export function NumberField({
  label,
  value,
  min,
  max,
  step = 1,
  hint,
  set,
  clear,
  faults,
}: {
  label: string;
  value: number | null;
  min: number;
  max: number;
  step?: number;
  hint?: string;
  set: (value: number) => void;
  /** Where nothing may stand there: what is done then. */
  clear?: () => void;
  faults: readonly string[];
}) {
  const id = useId();
  const typed = useSignal<string | null>(null);
  // Another number takes the place of what was typed.
  useLayoutEffect(() => {
    typed.value = null;
  }, [typed, value]);
  const described = [hint === undefined ? '' : `${id}-hint`, faults.length > 0 ? `${id}-fault` : ''];
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="number"
        required={clear === undefined}
        min={min}
        max={max}
        step={step}
        value={typed.value ?? value ?? ''}
        inputMode={step === 1 ? 'numeric' : 'decimal'}
        aria-invalid={faults.length > 0}
        aria-describedby={described.filter((one) => one !== '').join(' ') || undefined}
        onInput={(event) => {
          typed.value = event.currentTarget.value;
        }}
        onChange={(event) => {
          const field = event.currentTarget;
          if (!field.checkValidity()) return;
          typed.value = null;
          if (field.value === '') clear?.();
          else set(field.valueAsNumber);
        }}
      />
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <Faults id={`${id}-fault`} of={faults} />
    </div>
  );
}

/** Some of the communities, or, while none is ticked, what stands for none. */
export function Somewhere({
  legend,
  none,
  of,
  chosen,
  change,
  faults,
}: {
  legend: string;
  none: string;
  of: Communities;
  chosen: readonly string[];
  change: (chosen: string[]) => void;
  faults: readonly string[];
}) {
  const id = useId();
  const named = of.all.map(({ properties }) => properties);
  const sorted = [...named].sort((a, b) => compareText(a.name, b.name));
  return (
    <details class="somewhere" open={faults.length > 0}>
      <summary>
        {legend}{' '}
        <span class="hint">{chosen.length === 0 ? none : w('somewhere', { n: number(chosen.length) })}</span>
      </summary>
      <fieldset aria-describedby={faults.length > 0 ? `${id}-fault` : undefined}>
        <legend class="visually-hidden">{legend}</legend>
        <div class="boxes">
          {sorted.map((place) => (
            <label class="radio" key={place.id}>
              <input
                type="checkbox"
                checked={chosen.includes(place.id)}
                onChange={(event) =>
                  change(
                    event.currentTarget.checked
                      ? [...chosen, place.id]
                      : chosen.filter((other) => other !== place.id),
                  )
                }
              />
              <span>{place.name}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <Faults id={`${id}-fault`} of={faults} />
    </details>
  );
}

/** What is said of no field that the form has. */
export function Rest({
  problem,
  fields,
}: {
  problem: ProblemDetails | null;
  fields: readonly string[];
}): ComponentChildren {
  const rest = (problem?.errors ?? []).filter(({ pointer }) => !fields.includes(pointer.split('/')[1] ?? ''));
  return rest.map(({ pointer, detail }) => (
    <p key={pointer + detail} class="fault">
      <DataText text={detail} />
    </p>
  ));
}
