import { useSignal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { Tagged } from '../../api/client';
import { type AskedFor, correct, getRequest, move, type RequestInput, requestPath } from '../../api/requests';
import type { ProblemDetails } from '../../api/wire';
import { tData } from '../../i18n/i18n';
import { START } from '../../state/address';
import { askAnew, problemOf } from '../../state/resource';
import { announcement, go, pack } from '../../state/store';
import { PageLink } from '../../ui/PageLink';
import { Trouble } from '../../ui/Trouble';
import { Differences } from './Differences';
import { RequestFields } from './FormFields';
import { changeOf, conflicts, type Field, inputOf, lacking, rebased, sortFaults } from './fields';
import { toSend } from './outbox';
import { Loading, Refusal, StateMark } from './parts';
import { RecordForm } from './RecordForm';
import { FaultSummary, Missing } from './Summary';
import { keep, keptBefore } from './sessionKept';
import { kindName, request, requestResource } from './state';
import { w } from './words';

const STALE = 412;
const FAULTY = 422;

/** A correction that is being written: on which text it rests, and what it makes of it. */
interface Correction {
  base: RequestInput;
  etag: string | null;
  mine: RequestInput;
}

/** The owner writes on at what lies on the server: a draft, which can be sent from here, or what was asked, to correct it. */
function Form({ of, government }: { of: Tagged<AskedFor>; government: string }) {
  const { id } = of.value;
  const [before] = useState(() => keptBefore<Correction>(id));
  const fresh = { base: inputOf(of.value), etag: of.etag, mine: inputOf(of.value) };
  const work = useSignal<Correction>(before ?? fresh);
  const state = useSignal(of.value.state);
  const busy = useSignal(false);
  const asked = useSignal(false);
  const saved = useSignal(false);
  const problem = useSignal<ProblemDetails | null>(null);
  const meanwhile = useSignal<{ now: AskedFor; both: Field[] } | null>(null);

  function set(now: Correction): void {
    work.value = now;
    saved.value = false;
    keep(id, now);
  }

  /** Somebody was faster: what was written here is put over what is on record now, and both are shown. */
  async function look(): Promise<void> {
    const newest = await getRequest(requestPath(id), new AbortController().signal);
    const theirs = inputOf(newest.value);
    const { base, mine } = work.peek();
    meanwhile.value = { now: newest.value, both: conflicts(base, theirs, mine) };
    state.value = newest.value.state;
    set({ base: theirs, etag: newest.etag, mine: rebased(base, theirs, mine) });
  }

  /** Keeps what was written; from then on the server has it as it is here. */
  async function save(): Promise<void> {
    const { base, etag, mine } = work.peek();
    const change = changeOf(base, toSend(mine));
    if (Object.keys(change).length === 0) return;
    const { value, etag: next } = await correct(id, change, etag);
    const now = inputOf(value);
    // Whoever typed on meanwhile loses no letter.
    const since = changeOf(mine, work.peek().mine);
    work.value = { base: now, etag: next, mine: { ...now, ...since } };
    keep(id, Object.keys(since).length === 0 ? null : work.peek());
    askAnew();
  }

  /** Runs one step at a time, and says what became of it. */
  async function run(step: () => Promise<void>): Promise<void> {
    if (busy.peek()) return;
    busy.value = true;
    problem.value = null;
    try {
      await step();
      meanwhile.value = null;
    } catch (error) {
      const refused = problemOf(error);
      // Shown together: what is on record now makes the words longer that are brought into sight.
      if (refused.status === STALE) await look().catch(() => {});
      problem.value = refused;
    } finally {
      busy.value = false;
    }
  }

  function leave(words: string): void {
    announcement.value = words;
    go({ register: { ...START.register, request: id } });
  }

  const { base, mine } = work.value;
  const isDraft = state.value === 'draft';
  const nothing = Object.keys(changeOf(base, toSend(mine))).length === 0;
  const missing = asked.value ? lacking(mine) : [];
  const stale = meanwhile.value;
  // What somebody else has changed is no fault: it is shown side by side.
  const faults = problem.value?.status === FAULTY ? { ...sortFaults(problem.value).by } : {};
  for (const field of missing) faults[field] ??= [];

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (!isDraft) {
      await run(async () => {
        await save();
        leave(w('correct.done'));
      });
      return;
    }
    asked.value = true;
    if (lacking(mine).length > 0) return;
    await run(async () => {
      await save();
      await move(id, 'submitted', null, work.peek().etag);
      askAnew();
      leave(w('moved', { state: tData('requests.status', 'submitted') }));
    });
  }

  return (
    <form
      class="request-form"
      aria-label={w(isDraft ? 'server_draft.title' : 'correct.title')}
      onSubmit={submit}
      noValidate
    >
      {before !== null && (
        <p class="kept" role="status">
          {w('correct.kept')}{' '}
          <button
            type="button"
            onClick={() => {
              keep(id, null);
              work.value = fresh;
            }}
          >
            {w('correct.over')}
          </button>
        </p>
      )}
      {problem.value?.status === FAULTY && <FaultSummary problem={problem.value} />}
      <RequestFields
        input={mine}
        write={(change) => set({ ...work.peek(), mine: { ...work.peek().mine, ...change } })}
        faults={faults}
        government={government}
      />
      {problem.value !== null && problem.value.status !== FAULTY && (
        <Refusal problem={problem.value}>
          <p>{w('refused.kept')}</p>
          {stale !== null && (
            <>
              <p>
                {w('correct.meanwhile')} <StateMark of={stale.now} />
              </p>
              {stale.both.length === 0 ? (
                <p>{w('correct.no_conflict')}</p>
              ) : (
                <>
                  <p>{w('correct.conflict')}</p>
                  <Differences
                    fields={stale.both}
                    theirs={base}
                    mine={mine}
                    theirsWords={w('differ.record')}
                    take={(field) => set({ ...work.peek(), mine: { ...mine, [field]: base[field] } })}
                  />
                </>
              )}
            </>
          )}
        </Refusal>
      )}
      {missing.length > 0 && <Missing fields={missing} />}
      <div class="send-bar">
        {isDraft ? (
          <>
            <button type="submit" class="primary" aria-busy={busy.value}>
              {w('draft.send')}
            </button>
            <button
              type="button"
              class="save-draft"
              aria-busy={busy.value}
              disabled={nothing}
              onClick={() =>
                run(async () => {
                  await save();
                  saved.value = true;
                })
              }
            >
              {w('server_draft.save')}
            </button>
            <span class="hint" role="status" data-saved={saved.value}>
              {saved.value
                ? w('server_draft.saved')
                : nothing
                  ? w('server_draft.as_kept')
                  : w('server_draft.not_yet')}
            </span>
          </>
        ) : (
          <>
            <button type="submit" class="primary" aria-busy={busy.value} disabled={nothing}>
              {w('correct.do')}
            </button>
            {nothing && <span class="hint">{w('correct.nothing')}</span>}
          </>
        )}
      </div>
    </form>
  );
}

function corrects({ may }: AskedFor): boolean {
  return may.includes('correct') || may.includes('correct_record');
}

function titleOf(of: AskedFor): string {
  const kind = kindName(of.service_type);
  if (of.origin !== 'submitted') return w('said.correct.of', { kind });
  return w(of.state === 'draft' ? 'server_draft.of' : 'correct.of', { kind });
}

/** The owner changes what it wrote; of a public record the body that it names says beside it what is so. */
export function CorrectPage({ id }: { id: string }) {
  const loaded = requestResource.loaded.value;
  const of = request.value;
  // Seen once, it stays open here: what was typed must not vanish because somebody else made a step.
  const first = useSignal<Tagged<AskedFor> | null>(null);
  useEffect(() => {
    if (first.peek() === null && of !== null) first.value = of;
  }, [of, first]);
  const opened = first.value;
  const back = <PageLink to={{ register: { ...START.register, request: id } }}>← {w('back.one')}</PageLink>;
  return (
    <>
      <p class="back">{back}</p>
      <h2 tabIndex={-1}>{opened === null ? w('correct.title') : titleOf(opened.value)}</h2>
      {opened === null && loaded.state === 'failed' && (
        <Trouble problem={loaded.problem} retry={requestResource.retry} />
      )}
      {opened === null && loaded.state !== 'failed' && <Loading />}
      {opened !== null && !corrects(opened.value) && <p>{w('correct.not')}</p>}
      {opened?.value.may.includes('correct_record') && pack.value !== null && (
        <>
          <p class="lead">{w('said.form.lead')}</p>
          <RecordForm of={opened} />
        </>
      )}
      {opened?.value.may.includes('correct') && pack.value !== null && (
        <>
          <p class="lead">{w(opened.value.state === 'draft' ? 'server_draft.lead' : 'correct.lead')}</p>
          <Form of={opened} government={opened.value.government ?? ''} />
        </>
      )}
    </>
  );
}
