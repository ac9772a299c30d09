import { useSignal } from '@preact/signals';
import { type ComponentChildren, Fragment } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { Tagged } from '../../api/client';
import { type AskedFor, DELIVERY_MODES, getRequest, requestPath, sayOtherwise } from '../../api/requests';
import type { ProblemDetails } from '../../api/wire';
import { tData } from '../../i18n/i18n';
import { START } from '../../state/address';
import { askAnew, problemOf } from '../../state/resource';
import { announcement, go, pack } from '../../state/store';
import { Boxes, FieldFaults } from './FormFields';
import { otherwiseWords, Said } from './OtherwisePart';
import { begun, OTHERWISE, type OtherwiseField, toSay, type Writing } from './otherwise';
import { Refusal } from './parts';
import { keep, keptBefore } from './sessionKept';
import { kindName, places, regionName } from './state';
import { w } from './words';

const STALE = 412;
const FAULTY = 422;
const STATUSES = ['open', 'partly_met', 'met', 'declined', 'unknown'] as const;

/** A correction that is being written, and on which state of the record it rests. */
interface Work {
  etag: string | null;
  writing: Writing;
}

type Faults = Partial<Record<OtherwiseField | 'why', string[]>>;

/** What the server says of each field; what it says of none is told by the refusal. */
function faultsOf(problem: ProblemDetails | null): Faults {
  const by: Faults = {};
  for (const { pointer, detail } of problem?.errors ?? []) {
    const field = [...OTHERWISE, 'why' as const].find((one) => one === pointer.split('/')[1]);
    if (field !== undefined) by[field] = [...(by[field] ?? []), detail];
  }
  return by;
}

function Choice({
  field,
  record,
  value,
  of,
  faults,
  write,
}: {
  field: 'service_type' | 'delivery_mode' | 'status';
  record: AskedFor;
  value: string;
  of: readonly { id: string; words: string }[];
  faults: string[] | undefined;
  write: (value: string) => void;
}) {
  const id = useId();
  return (
    <div class="field" id={`field-${field}`}>
      <label for={id}>{w(`said.field.${field}`)}</label>
      <select
        id={id}
        value={value}
        aria-describedby={`${id}-faults`}
        aria-invalid={faults !== undefined}
        onChange={(event) => write(event.currentTarget.value)}
      >
        <option value="">{w('said.as_source', { value: otherwiseWords(field, record) })}</option>
        {of.map(({ id: one, words }) => (
          <option key={one} value={one}>
            {words}
          </option>
        ))}
      </select>
      <FieldFaults of={faults} id={`${id}-faults`} />
    </div>
  );
}

/** Everything that may be ticked, and what the record names beside that. */
function Places({
  field,
  record,
  of,
  chosen,
  faults,
  change,
}: {
  field: 'communities' | 'regions';
  record: AskedFor;
  of: readonly { id: string; words: ComponentChildren }[];
  chosen: readonly string[];
  faults: string[] | undefined;
  change: (chosen: string[]) => void;
}) {
  const id = useId();
  return (
    <fieldset class="field" id={`field-${field}`} aria-describedby={`${id}-hint ${id}-faults`}>
      <legend>{w(`said.field.${field}`)}</legend>
      <p class="hint" id={`${id}-hint`}>
        {w('said.source')} {otherwiseWords(field, record)}
      </p>
      <Boxes of={of} chosen={chosen} change={change} />
      <FieldFaults of={faults} id={`${id}-faults`} />
    </fieldset>
  );
}

function When({
  record,
  value,
  faults,
  write,
}: {
  record: AskedFor;
  value: string;
  faults: string[] | undefined;
  write: (value: string) => void;
}) {
  const id = useId();
  return (
    <div class="field" id="field-date">
      <label for={id}>{w('said.field.date')}</label>
      <p class="hint" id={`${id}-hint`}>
        {w('said.source')} {otherwiseWords('date', record)}. {w('field.since.hint')}
      </p>
      <input
        id={id}
        type="text"
        inputMode="numeric"
        autocomplete="off"
        value={value}
        aria-describedby={`${id}-hint ${id}-faults`}
        aria-invalid={faults !== undefined}
        onInput={(event) => write(event.currentTarget.value)}
      />
      <FieldFaults of={faults} id={`${id}-faults`} />
    </div>
  );
}

function Why({
  value,
  faults,
  write,
}: {
  value: string;
  faults: string[] | undefined;
  write: (value: string) => void;
}) {
  const id = useId();
  return (
    <div class="field" id="field-why">
      <label for={id}>{w('said.why')}</label>
      <p class="hint" id={`${id}-hint`}>
        {w('said.why.hint')}
      </p>
      <textarea
        id={id}
        rows={6}
        required
        lang=""
        dir="auto"
        autocomplete="off"
        autocorrect="off"
        autocapitalize="off"
        spellcheck={false}
        value={value}
        aria-describedby={`${id}-hint ${id}-faults`}
        aria-invalid={faults !== undefined}
        onInput={(event) => write(event.currentTarget.value)}
      />
      <FieldFaults of={faults} id={`${id}-faults`} />
    </div>
  );
}

/** The body that a public record names, or the working group, says beside it what is so. */
export function RecordForm({ of }: { of: Tagged<AskedFor> }) {
  const { value: record } = of;
  const own = record.corrections.find((one) => one.own) ?? null;
  const [before] = useState(() => keptBefore<Work>(record.id));
  const fresh = { etag: of.etag, writing: begun(record, own) };
  const work = useSignal<Work>(before ?? fresh);
  const busy = useSignal(false);
  const problem = useSignal<ProblemDetails | null>(null);
  const meanwhile = useSignal<AskedFor | null>(null);

  function set(now: Work): void {
    work.value = now;
    keep(record.id, now);
  }

  function write(change: Partial<Writing>): void {
    const { etag, writing } = work.peek();
    set({ etag, writing: { ...writing, ...change } });
  }

  /** Somebody has said something meanwhile: it is shown, and what was written here is still to be sent. */
  async function look(): Promise<void> {
    const newest = await getRequest(requestPath(record.id), new AbortController().signal);
    meanwhile.value = newest.value;
    set({ ...work.peek(), etag: newest.etag });
  }

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (busy.peek()) return;
    busy.value = true;
    problem.value = null;
    try {
      const { etag, writing } = work.peek();
      await sayOtherwise(record.id, toSay(record, writing), etag);
      keep(record.id, null);
      announcement.value = w('said.done');
      askAnew();
      go({ register: { ...START.register, request: record.id } });
    } catch (error) {
      const refused = problemOf(error);
      // Shown together: what others say makes the words longer that are brought into sight.
      if (refused.status === STALE) await look().catch(() => {});
      problem.value = refused;
    } finally {
      busy.value = false;
    }
  }

  const { writing } = work.value;
  const faults = faultsOf(problem.value);
  const kinds = (pack.value?.service_types ?? []).map(({ id }) => ({ id, words: kindName(id) }));
  const modes = DELIVERY_MODES.map((id) => ({ id, words: tData('delivery', id) }));
  const statuses = STATUSES.map((id) => ({ id, words: tData('requests.status', id) }));
  const outlined = (pack.value?.regions ?? []).map(({ id }) => id);
  const regions = [...outlined, ...record.regions.filter((id) => !outlined.includes(id))];
  const said = meanwhile.value?.corrections ?? [];
  return (
    <form class="request-form" aria-label={w('said.correct')} onSubmit={save} noValidate>
      {before !== null && (
        <p class="kept" role="status">
          {w('correct.kept')}{' '}
          <button
            type="button"
            onClick={() => {
              keep(record.id, null);
              work.value = fresh;
            }}
          >
            {w('correct.over')}
          </button>
        </p>
      )}
      <Why value={writing.why} faults={faults.why} write={(why) => write({ why })} />
      <Choice
        field="service_type"
        record={record}
        value={writing.service_type}
        of={kinds}
        faults={faults.service_type}
        write={(service_type) => write({ service_type })}
      />
      <Places
        field="communities"
        record={record}
        of={places.value.map(({ id, name }) => ({ id, words: name }))}
        chosen={writing.communities}
        faults={faults.communities}
        change={(communities) => write({ communities })}
      />
      <Places
        field="regions"
        record={record}
        of={regions.map((id) => ({ id, words: regionName(id) }))}
        chosen={writing.regions}
        faults={faults.regions}
        change={(chosen) => write({ regions: chosen })}
      />
      <When record={record} value={writing.date} faults={faults.date} write={(date) => write({ date })} />
      <Choice
        field="delivery_mode"
        record={record}
        value={writing.delivery_mode}
        of={modes}
        faults={faults.delivery_mode}
        write={(delivery_mode) => write({ delivery_mode })}
      />
      <Choice
        field="status"
        record={record}
        value={writing.status}
        of={statuses}
        faults={faults.status}
        write={(status) => write({ status })}
      />
      {problem.value !== null && (
        <Refusal problem={problem.value}>
          {problem.value.status === FAULTY ? <p>{w('said.faults')}</p> : <p>{w('refused.kept')}</p>}
          {said.length > 0 && <p>{w('said.meanwhile')}</p>}
          {meanwhile.value !== null &&
            said.map((one) => (
              <Fragment key={one.government ?? ''}>
                <Said of={one} record={record} heading="h3" />
              </Fragment>
            ))}
        </Refusal>
      )}
      <div class="send-bar">
        <button type="submit" class="primary" aria-busy={busy.value} disabled={writing.why.trim() === ''}>
          {w('said.do')}
        </button>
        {writing.why.trim() === '' && <span class="hint">{w('said.why.missing')}</span>}
      </div>
    </form>
  );
}
