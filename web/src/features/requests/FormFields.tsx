/** The fields of a request, for a new one and for a correction. What is typed is kept as it is typed. */
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { DELIVERY_MODES, type RequestInput, VISIBILITIES } from '../../api/requests';
import { tData } from '../../i18n/i18n';
import { pack } from '../../state/store';
import type { Faults, Field } from './fields';
import { EvidenceRows, LabelRows } from './Rows';
import { kindName, type Place, places, regionName } from './state';
import { w } from './words';

export interface FieldsProps {
  input: RequestInput;
  write: (change: Partial<RequestInput>) => void;
  faults: Faults;
  /** Whose request it is: its own places come first. */
  government: string;
}

/** Where the keyboard goes when a fault of this field is followed. */
export function fieldId(field: Field): string {
  return `field-${field}`;
}

export function focusField(field: Field): void {
  document
    .getElementById(fieldId(field))
    ?.querySelector<HTMLElement>('input, select, textarea, button')
    ?.focus();
}

/** What is wrong with a field, beside it. The server writes in English. */
export function FieldFaults({ of, id }: { of: Faults[Field]; id: string }) {
  if (of === undefined) return null;
  return (
    <ul class="field-faults" id={id}>
      {of.length === 0 && <li>{w('field.missing')}</li>}
      {of.map((fault) => (
        <li key={fault} lang="en">
          {fault}
        </li>
      ))}
    </ul>
  );
}

function Group({
  field,
  faults,
  hint,
  children,
}: {
  field: Field;
  faults: Faults;
  hint?: string;
  children: ComponentChildren;
}) {
  const id = useId();
  return (
    <fieldset class="field" id={fieldId(field)} aria-describedby={`${id}-hint ${id}-faults`}>
      <legend>{w(`field.${field}`)}</legend>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children}
      <FieldFaults of={faults[field]} id={`${id}-faults`} />
    </fieldset>
  );
}

/** A text of somebody's own: no hand but theirs changes a letter of it. */
function LongText({
  field,
  input,
  write,
  faults,
  rows,
}: Pick<FieldsProps, 'input' | 'write' | 'faults'> & {
  field: 'why' | 'cultural_grounding';
  rows: number;
}) {
  const id = useId();
  return (
    <div class="field" id={fieldId(field)}>
      <label for={id}>{w(`field.${field}`)}</label>
      <p class="hint" id={`${id}-hint`}>
        {w(`field.${field}.hint`)}
      </p>
      <textarea
        id={id}
        rows={rows}
        lang=""
        dir="auto"
        autocomplete="off"
        autocorrect="off"
        autocapitalize="off"
        spellcheck={false}
        value={input[field]}
        aria-describedby={`${id}-hint ${id}-faults`}
        aria-invalid={faults[field] !== undefined}
        onInput={(event) => write({ [field]: event.currentTarget.value })}
      />
      <FieldFaults of={faults[field]} id={`${id}-faults`} />
    </div>
  );
}

function toggled(all: readonly string[], one: string, on: boolean): string[] {
  return on ? [...all, one] : all.filter((other) => other !== one);
}

export function Boxes({
  of,
  chosen,
  change,
}: {
  of: readonly { id: string; words: ComponentChildren }[];
  chosen: readonly string[];
  change: (chosen: string[]) => void;
}) {
  return (
    <div class="boxes">
      {of.map(({ id, words }) => (
        <label class="radio" key={id}>
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={(event) => change(toggled(chosen, id, event.currentTarget.checked))}
          />
          <span>{words}</span>
        </label>
      ))}
    </div>
  );
}

function named(all: readonly Place[]) {
  return all.map(({ id, name }) => ({ id, words: name }));
}

function Places({ input, write, faults, government }: FieldsProps) {
  const own = places.value.filter((place) => place.governments.includes(government));
  const rest = places.value.filter((place) => !place.governments.includes(government));
  const chosenElsewhere = rest.some((place) => input.communities.includes(place.id));
  const boxes = (of: readonly Place[]) => (
    <Boxes of={named(of)} chosen={input.communities} change={(communities) => write({ communities })} />
  );
  return (
    <Group field="communities" faults={faults} hint={w('field.communities.hint')}>
      {own.length > 0 && boxes(own)}
      {rest.length > 0 &&
        (own.length === 0 ? (
          boxes(rest)
        ) : (
          <details open={chosenElsewhere}>
            <summary>{w('field.communities.others')}</summary>
            {boxes(rest)}
          </details>
        ))}
    </Group>
  );
}

function Kind({ input, write, faults }: Pick<FieldsProps, 'input' | 'write' | 'faults'>) {
  const id = useId();
  const kinds = pack.value?.service_types ?? [];
  const chosen = kinds.find((kind) => kind.id === input.service_type);
  return (
    <div class="field" id={fieldId('service_type')}>
      <label for={id}>{w('field.service_type')}</label>
      <select
        id={id}
        value={input.service_type}
        aria-describedby={`${id}-what ${id}-faults`}
        aria-invalid={faults.service_type !== undefined}
        onChange={(event) => write({ service_type: event.currentTarget.value })}
      >
        <option value="">{w('field.choose')}</option>
        {kinds.map((kind) => (
          <option key={kind.id} value={kind.id}>
            {kindName(kind.id)}
          </option>
        ))}
      </select>
      <p class="hint" id={`${id}-what`} lang="en">
        {chosen?.description ?? ''}
      </p>
      <FieldFaults of={faults.service_type} id={`${id}-faults`} />
    </div>
  );
}

function Since({ input, write, faults }: Pick<FieldsProps, 'input' | 'write' | 'faults'>) {
  const id = useId();
  return (
    <div class="field" id={fieldId('since')}>
      <label for={id}>{w('field.since')}</label>
      <p class="hint" id={`${id}-hint`}>
        {w('field.since.hint')}
      </p>
      <input
        id={id}
        type="text"
        class="short"
        autocomplete="off"
        value={input.since ?? ''}
        aria-describedby={`${id}-hint ${id}-faults`}
        aria-invalid={faults.since !== undefined}
        onInput={(event) => write({ since: event.currentTarget.value })}
      />
      <FieldFaults of={faults.since} id={`${id}-faults`} />
    </div>
  );
}

function Mode({ input, write, faults }: Pick<FieldsProps, 'input' | 'write' | 'faults'>) {
  const name = useId();
  const choices = [null, ...DELIVERY_MODES];
  return (
    <Group field="delivery_mode" faults={faults}>
      {choices.map((mode) => (
        <label class="radio" key={mode ?? ''}>
          <input
            type="radio"
            name={name}
            value={mode ?? ''}
            checked={input.delivery_mode === mode}
            onChange={() => write({ delivery_mode: mode })}
          />
          {mode === null ? w('field.delivery_mode.any') : tData('delivery', mode)}
        </label>
      ))}
    </Group>
  );
}

function Languages({ input, write, faults }: Pick<FieldsProps, 'input' | 'write' | 'faults'>) {
  const all = (pack.value?.languages_official ?? []).map(({ code, name_self, name_en }) => ({
    id: code,
    words: (
      <>
        <span lang={code}>{name_self}</span>
        {name_self !== name_en && <small class="hint"> {name_en}</small>}
      </>
    ),
  }));
  return (
    <Group field="languages" faults={faults} hint={w('field.languages.hint')}>
      <Boxes of={all} chosen={input.languages} change={(languages) => write({ languages })} />
    </Group>
  );
}

function WhoSees({ input, write, faults }: Pick<FieldsProps, 'input' | 'write' | 'faults'>) {
  const name = useId();
  return (
    <Group field="visibility" faults={faults} hint={w('field.visibility.hint')}>
      {VISIBILITIES.map((one) => (
        <label class="radio" key={one}>
          <input
            type="radio"
            name={name}
            value={one}
            checked={input.visibility === one}
            onChange={() => write({ visibility: one })}
          />
          <span>
            {w(`visibility.${one}`)} <small class="hint">{w(`visibility.${one}.what`)}</small>
          </span>
        </label>
      ))}
    </Group>
  );
}

const MORE = ['since', 'delivery_mode', 'languages', 'cultural_grounding', 'evidence', 'labels'] as const;

/** Whether there is something in the fields that are folded away, or something wrong with one of them. */
export function hasMore(input: RequestInput, faults: Faults): boolean {
  return MORE.some((field) => {
    const value = input[field];
    return faults[field] !== undefined || (value !== null && value.length > 0);
  });
}

/** The questions that matter first; the others may stay empty. */
export function RequestFields(props: FieldsProps) {
  const { input, write, faults } = props;
  const regions = (pack.value?.regions ?? []).map(({ id }) => ({ id, words: regionName(id) }));
  return (
    <>
      <Kind {...props} />
      <Places {...props} />
      {regions.length > 0 && (
        <Group field="regions" faults={faults} hint={w('field.regions.hint')}>
          <Boxes of={regions} chosen={input.regions} change={(chosen) => write({ regions: chosen })} />
        </Group>
      )}
      <LongText field="why" rows={7} {...props} />
      <WhoSees {...props} />
      <details class="more-fields" open={hasMore(input, faults)}>
        <summary>{w('fields.more')}</summary>
        <Since {...props} />
        <Mode {...props} />
        <Languages {...props} />
        <LongText field="cultural_grounding" rows={4} {...props} />
        <Group field="evidence" faults={faults} hint={w('field.evidence.hint')}>
          <EvidenceRows of={input.evidence} change={(evidence) => write({ evidence })} />
        </Group>
        <Group field="labels" faults={faults} hint={w('field.labels.hint')}>
          <LabelRows of={input.labels} change={(labels) => write({ labels })} />
        </Group>
      </details>
    </>
  );
}
