import { useComputed, useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import {
  type DefinitionDetail,
  type Engagement,
  POSITIONS,
  type Position,
  recordEngagement,
  SHOWN,
  type Shown,
} from '../../api/definitions';
import type { ProblemDetails } from '../../api/wire';
import { dateName, pick, t } from '../../i18n/i18n';
import { may } from '../../state/me';
import { askAnew, problemOf } from '../../state/resource';
import { announcement, pack } from '../../state/store';
import { HowElse, PositionMark, Refusal } from './parts';
import { bodies } from './state';
import { w } from './words';

function Said({ of }: { of: Engagement }) {
  return (
    <li class="statement" data-body={of.body}>
      <p>
        <strong>{pick(of.name)}</strong> <PositionMark position={of.position} />
      </p>
      {of.words !== null && <blockquote lang="">{of.words}</blockquote>}
      <p class="hint">
        {w('said.on', { date: dateName(of.on) })}
        {of.shown !== 'all' && <> · {w(`said.${of.shown}`)}</>}
        {!of.about_this_text && <> · {w('said.earlier')}</>}
      </p>
    </li>
  );
}

function Choice<V extends string>({
  legend,
  values,
  chosen,
  words,
  choose,
}: {
  legend: string;
  values: readonly V[];
  chosen: V | null;
  words: (value: V) => string;
  choose: (value: V) => void;
}) {
  const name = useId();
  return (
    <fieldset class="field">
      <legend>{legend}</legend>
      {values.map((value) => (
        <label class="radio" key={value}>
          <input
            type="radio"
            name={name}
            value={value}
            required
            checked={chosen === value}
            onChange={() => choose(value)}
          />
          {words(value)}
        </label>
      ))}
    </fieldset>
  );
}

/** Writes down what a body said about exactly this text. */
function Form({ of }: { of: DefinitionDetail }) {
  const id = useId();
  const body = useSignal('');
  const picked = useSignal<string | null>(null);
  const on = useComputed(() => picked.value ?? pack.value?.today ?? '');
  const position = useSignal<Position | null>(null);
  const words = useSignal('');
  const shown = useSignal<Shown>('all');
  const busy = useSignal(false);
  const problem = useSignal<ProblemDetails | null>(null);

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const said = position.peek();
    if (said === null || busy.peek()) return;
    busy.value = true;
    problem.value = null;
    try {
      await recordEngagement(of.id, of.version, {
        body: body.peek(),
        on: on.peek(),
        position: said,
        words: words.peek().trim() === '' ? null : words.peek().trim(),
        shown: shown.peek(),
      });
      const who = bodies.peek().find((b) => b.id === body.peek());
      announcement.value = w('record.done', { name: who === undefined ? body.peek() : pick(who.name) });
      body.value = '';
      position.value = null;
      words.value = '';
      askAnew();
    } catch (error) {
      problem.value = problemOf(error);
    } finally {
      busy.value = false;
    }
  }

  return (
    <form
      class="record-form"
      aria-label={w('record.title')}
      aria-describedby={`${id}-hint`}
      onSubmit={submit}
    >
      <p class="hint" id={`${id}-hint`}>
        {w('record.hint')}
      </p>
      <div class="field">
        <label for={`${id}-body`}>{w('record.body')}</label>
        <select
          id={`${id}-body`}
          required
          value={body.value}
          onChange={(event) => {
            body.value = event.currentTarget.value;
          }}
        >
          <option value="">{w('record.body.choose')}</option>
          {bodies.value.map((b) => (
            <option key={b.id} value={b.id}>
              {b.required ? w('record.body.required', { name: pick(b.name) }) : pick(b.name)}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for={`${id}-on`}>{w('record.on')}</label>
        <input
          id={`${id}-on`}
          type="date"
          required
          max={pack.value?.today}
          value={on.value}
          onChange={(event) => {
            picked.value = event.currentTarget.value;
          }}
        />
      </div>
      <Choice
        legend={w('record.position')}
        values={POSITIONS}
        chosen={position.value}
        words={(value) => w(`position.choose.${value}`)}
        choose={(value) => {
          position.value = value;
        }}
      />
      <div class="field wide">
        <label for={`${id}-words`}>{w('record.words')}</label>
        <textarea
          id={`${id}-words`}
          rows={4}
          value={words.value}
          onInput={(event) => {
            words.value = event.currentTarget.value;
          }}
        />
      </div>
      <Choice
        legend={w('record.shown')}
        values={SHOWN}
        chosen={shown.value}
        words={(value) => w(`shown.${value}`)}
        choose={(value) => {
          shown.value = value;
        }}
      />
      {problem.value !== null && <Refusal problem={problem.value} />}
      <p>
        <button type="submit" class="primary" aria-busy={busy.value}>
          {w('record.submit')}
        </button>
      </p>
    </form>
  );
}

/** The record of who said what, with the day and the words that may be shown, and the form that adds to it. */
export function EngagementPart({ of }: { of: DefinitionDetail }) {
  const allowed = may('record_engagement');
  return (
    <section class="engagement" aria-labelledby="engagement-title">
      <h3 id="engagement-title">{w('engagement.title')}</h3>
      {of.engagements.length === 0 ? (
        <p>{w('engagement.none')}</p>
      ) : (
        <ul class="record">
          {of.engagements.map((said) => (
            <Said key={said.id} of={said} />
          ))}
        </ul>
      )}
      {allowed === true && bodies.value.length > 0 && (
        <details class="record-more">
          <summary>{w('record.title')}</summary>
          <Form of={of} />
        </details>
      )}
      {allowed === true && bodies.value.length === 0 && <p class="hint">{w('record.no_bodies')}</p>}
      {allowed === false && (
        <HowElse
          what="engage"
          command={`evenreach definition engage ${of.id} ${of.version} --body BODY --on DATE --position POSITION --shown SHOWN --database URL`}
        />
      )}
      {allowed === null && <p class="hint">{t('app.loading')}</p>}
    </section>
  );
}
