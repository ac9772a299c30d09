/** The small parts that the forms of changes are made of. A field that is empty says nothing. */
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { Change, Cost } from '../../api/scenarios';
import { compareText } from '../../i18n/i18n';
import { monthDay, parseDay } from '../../state/calendar';
import { costOf } from './documents';
import { communities } from './state';
import { w } from './words';

/** What a form is given: a change, and where what is written of it goes. */
export interface FormProps<C extends Change> {
  value: C;
  write: (change: C) => void;
}

export interface Option {
  id: string;
  words: string;
}

export function Choice({
  label,
  value,
  options,
  empty,
  write,
}: {
  label: string;
  value: string | undefined;
  options: readonly Option[];
  /** What it means to choose nothing; without it something has to be chosen. */
  empty?: string;
  write: (value: string) => void;
}) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value ?? ''}
        required={empty === undefined}
        onChange={(event) => write(event.currentTarget.value)}
      >
        {(empty !== undefined || value === undefined || value === '') && (
          <option value="">{empty ?? w('field.choose')}</option>
        )}
        {options.map((one) => (
          <option key={one.id} value={one.id}>
            {one.words}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Every community of the records, by name. */
export function placeOptions(): Option[] {
  return communities.value
    .map(({ properties: { id, name } }) => ({ id, words: name }))
    .sort((a, b) => compareText(a.words, b.words));
}

export function NumberField({
  label,
  value,
  write,
  min = 0,
  max,
  step = 'any',
  hint,
  required = false,
}: {
  label: string;
  value: number | undefined;
  write: (value: number | undefined) => void;
  min?: number;
  max?: number;
  step?: number | 'any';
  hint?: string;
  required?: boolean;
}) {
  const id = useId();
  return (
    <div class="field field-number">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="number"
        inputMode="decimal"
        min={min}
        max={max}
        step={step}
        required={required}
        value={value ?? ''}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onInput={(event) => {
          const { value: text, valueAsNumber } = event.currentTarget;
          write(text === '' || !Number.isFinite(valueAsNumber) ? undefined : valueAsNumber);
        }}
      />
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

export function TextField({
  label,
  value,
  write,
}: {
  label: string;
  value: string | undefined;
  write: (value: string) => void;
}) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="text"
        autocomplete="off"
        value={value ?? ''}
        onInput={(event) => write(event.currentTarget.value)}
      />
    </div>
  );
}

export interface RadioOption<V extends string> {
  id: V;
  words: ComponentChildren;
}

export function Radios<V extends string>({
  legend,
  value,
  options,
  write,
}: {
  legend: string;
  value: V;
  options: readonly RadioOption<V>[];
  write: (value: V) => void;
}) {
  const name = useId();
  return (
    <fieldset class="field">
      <legend>{legend}</legend>
      {options.map((one) => (
        <label class="radio" key={one.id}>
          <input
            type="radio"
            name={name}
            value={one.id}
            checked={value === one.id}
            onChange={() => write(one.id)}
          />
          <span>{one.words}</span>
        </label>
      ))}
    </fieldset>
  );
}

const MONTHS = Array.from({ length: 12 }, (_, month) => month + 1);

/** A day of the typical year as MM-DD; a month has no more days than it has. */
export function DayField({
  label,
  value,
  write,
  monthName,
}: {
  label: string;
  value: string;
  write: (value: string) => void;
  monthName: (month: number) => string;
}) {
  const id = useId();
  const { month, day } = monthDay(parseDay(value) ?? 1);
  const set = (m: number, d: number) => {
    const pad = (n: number) => String(n).padStart(2, '0');
    for (let last = Math.max(1, d); last > 0; last -= 1) {
      const text = `${pad(m)}-${pad(last)}`;
      if (parseDay(text) !== null) {
        write(text);
        return;
      }
    }
  };
  return (
    <fieldset class="field field-day">
      <legend>{label}</legend>
      <label class="visually-hidden" for={`${id}-day`}>
        {w('field.day')}
      </label>
      <input
        id={`${id}-day`}
        type="number"
        min={1}
        max={31}
        step={1}
        value={day}
        onChange={(event) => set(month, Math.min(31, event.currentTarget.valueAsNumber || 1))}
      />
      <label class="visually-hidden" for={`${id}-month`}>
        {w('field.month')}
      </label>
      <select
        id={`${id}-month`}
        value={String(month)}
        onChange={(event) => set(Number(event.currentTarget.value), day)}
      >
        {MONTHS.map((m) => (
          <option key={m} value={String(m)}>
            {monthName(m)}
          </option>
        ))}
      </select>
    </fieldset>
  );
}

const CURRENCY = 'CAD';

/** What it would cost, as far as somebody knows. */
export function CostFields({
  value,
  write,
}: {
  value: Cost | undefined;
  write: (cost: Cost | undefined) => void;
}) {
  const currency = value?.currency ?? CURRENCY;
  const set = (change: { one_time?: number | undefined; yearly?: number | undefined }) => {
    const next = { ...value, ...change };
    write(costOf(next.one_time ?? null, next.yearly ?? null, currency));
  };
  return (
    <div class="field-row">
      <NumberField
        label={w('cost.one_time', { currency })}
        value={value?.one_time}
        write={(one_time) => set({ one_time })}
      />
      <NumberField
        label={w('cost.yearly', { currency })}
        value={value?.yearly}
        write={(yearly) => set({ yearly })}
      />
    </div>
  );
}
