import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { Tagged } from '../../api/client';
import {
  changeDecision,
  type Decision,
  decisionPath,
  decisionsPath,
  getDecision,
  recordDecision,
  VERDICTS,
} from '../../api/decisions';
import type { ProblemDetails } from '../../api/wire';
import { askAnew, problemOf } from '../../state/resource';
import { announcement, pack } from '../../state/store';
import { DataText } from '../../ui/DataText';
import { type Draft, draftOf, type Field, faultsOf, inputOf } from './input';
import { w } from './words';

const STALE = 412;
const TAKEN = 409;
const OWN_WORDS = [0, 401, 403, 404, 409, 412, 429] as const;

/** Why it was not written down: in the page's own words where it has some, else in the server's. */
export function Refused({ problem, rest }: { problem: ProblemDetails; rest: readonly string[] }) {
  const own = OWN_WORDS.find((status) => status === problem.status);
  const shown = useRef<HTMLDivElement>(null);
  // A long form may have it out of sight of whoever pressed the button.
  useEffect(() => shown.current?.scrollIntoView({ block: 'center' }), [problem]);
  return (
    <div class="trouble" role="alert" data-status={problem.status} ref={shown}>
      <p>
        <strong>{w('refused')}</strong> {own !== undefined && w(`refused.${own}`)}
        {own === undefined && problem.detail !== null && <DataText text={problem.detail} />}
      </p>
      {rest.map((detail) => (
        <p key={detail}>
          <DataText text={detail} />
        </p>
      ))}
    </div>
  );
}

function Faults({ id, of }: { id: string; of: readonly string[] | undefined }) {
  if (of === undefined) return null;
  return (
    <p class="fault" id={id}>
      {of.map((detail) => (
        <DataText key={detail} text={detail} />
      ))}
    </p>
  );
}

/** Writes a decision down, or changes the one that stands. */
export function DecisionForm({
  option,
  of,
  ranking,
  close,
}: {
  option: string;
  /** The one that stands, with its tag. */
  of: Tagged<Decision> | null;
  /** The ranking on screen; `null` where none may be named. */
  ranking: string | null;
  close: (done: boolean) => void;
}) {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const draft = useSignal<Draft>(draftOf(of?.value ?? null, pack.peek()?.today ?? ''));
  const anew = useSignal(false);
  const busy = useSignal(false);
  const etag = useSignal(of?.etag ?? null);
  const problem = useSignal<ProblemDetails | null>(null);
  const { by, rest } = faultsOf(problem.value);
  const rests = of === null || anew.value ? ranking : of.value.ranking;

  const write = (change: Partial<Draft>) => {
    draft.value = { ...draft.value, ...change };
  };
  const described = (field: Field, hint?: string) =>
    [hint, by[field] === undefined ? undefined : `${id}-${field}-fault`].filter(Boolean).join(' ') ||
    undefined;

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const input = rests === null ? null : inputOf(draft.peek(), rests);
    if (input === null || busy.peek()) return;
    busy.value = true;
    problem.value = null;
    try {
      if (of === null) await recordDecision(option, input);
      else await changeDecision(of.value.id, input, etag.peek());
      announcement.value = w('recorded');
      // A ranking tells nothing of decisions, and takes its time: it stays as it is.
      askAnew(decisionsPath);
      close(true);
    } catch (error) {
      const refused = problemOf(error);
      problem.value = refused;
      if (refused.status === STALE && of !== null) {
        // What is written here stays; sent again, it takes the place of what somebody else wrote meanwhile.
        const now = await getDecision(decisionPath(of.value.id), new AbortController().signal).catch(
          () => null,
        );
        if (now !== null) etag.value = now.etag;
      }
      if (refused.status === TAKEN) askAnew(decisionsPath);
    } finally {
      busy.value = false;
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    }
  }

  const field = (name: Field, label: ComponentChildren, control: ComponentChildren, hint?: string) => (
    <div class="field" data-field={name}>
      <label for={`${id}-${name}`}>{label}</label>
      {control}
      {hint !== undefined && (
        <p class="hint" id={`${id}-${name}-hint`}>
          {hint}
        </p>
      )}
      <Faults id={`${id}-${name}-fault`} of={by[name]} />
    </div>
  );

  return (
    <form
      class="decision-form"
      ref={form}
      aria-label={w(of === null ? 'record' : 'change')}
      onSubmit={submit}
    >
      <fieldset class="field" data-field="decision" aria-describedby={described('decision')}>
        <legend>{w('field.decision')}</legend>
        {VERDICTS.map((one) => (
          <label class="radio" key={one}>
            <input
              type="radio"
              name={`${id}-decision`}
              required
              checked={draft.value.decision === one}
              onChange={() => write({ decision: one })}
            />
            {w(`verdict.${one}`)}
          </label>
        ))}
        <Faults id={`${id}-decision-fault`} of={by.decision} />
      </fieldset>
      {field(
        'decided_on',
        w('field.decided_on'),
        <input
          id={`${id}-decided_on`}
          type="date"
          required
          max={pack.value?.today}
          value={draft.value.decided_on}
          aria-invalid={by.decided_on !== undefined}
          aria-describedby={described('decided_on')}
          onChange={(event) => write({ decided_on: event.currentTarget.value })}
        />,
      )}
      {field(
        'reasons',
        w('field.reasons'),
        <textarea
          id={`${id}-reasons`}
          rows={5}
          required
          lang=""
          value={draft.value.reasons}
          aria-invalid={by.reasons !== undefined}
          aria-describedby={described('reasons', `${id}-reasons-hint`)}
          onInput={(event) => write({ reasons: event.currentTarget.value })}
        />,
        w('field.reasons.hint'),
      )}
      {field(
        'dissent',
        w('field.dissent'),
        <textarea
          id={`${id}-dissent`}
          rows={3}
          lang=""
          value={draft.value.dissent}
          aria-invalid={by.dissent !== undefined}
          aria-describedby={described('dissent', `${id}-dissent-hint`)}
          onInput={(event) => write({ dissent: event.currentTarget.value })}
        />,
        w('field.dissent.hint'),
      )}
      <div class="field" data-field="public">
        <label class="radio">
          <input
            type="checkbox"
            checked={draft.value.public}
            aria-describedby={described('public', `${id}-public-hint`)}
            onChange={(event) => write({ public: event.currentTarget.checked })}
          />
          {w('field.public')}
        </label>
        <p class="hint" id={`${id}-public-hint`}>
          {w('field.public.hint')}
        </p>
        <Faults id={`${id}-public-fault`} of={by.public} />
      </div>
      {of !== null && ranking !== null && ranking !== of.value.ranking && (
        <label class="radio">
          <input
            type="checkbox"
            checked={anew.value}
            onChange={(event) => {
              anew.value = event.currentTarget.checked;
            }}
          />
          {w('field.ranking.anew')}
        </label>
      )}
      {rests === null && <p class="hint">{w('field.ranking.none')}</p>}
      {problem.value !== null && <Refused problem={problem.value} rest={rest} />}
      <p class="actions">
        <button type="submit" class="primary" disabled={rests === null} aria-busy={busy.value}>
          {w(of === null ? 'record.do' : 'change.do')}
        </button>
        <button type="button" onClick={() => close(false)}>
          {w('leave')}
        </button>
      </p>
    </form>
  );
}
