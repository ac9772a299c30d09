import { useSignal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { Tagged } from '../../api/client';
import { type AskedFor, correct, getRequest, type RequestInput, requestPath } from '../../api/requests';
import type { ProblemDetails } from '../../api/wire';
import { START } from '../../state/address';
import { askAnew, problemOf } from '../../state/resource';
import { announcement, go, pack } from '../../state/store';
import { PageLink } from '../../ui/PageLink';
import { Trouble } from '../../ui/Trouble';
import { Differences } from './Differences';
import { RequestFields } from './FormFields';
import { changeOf, conflicts, type Field, inputOf, rebased, sortFaults } from './fields';
import { toSend } from './outbox';
import { Loading, Refusal, StateMark } from './parts';
import { FaultSummary } from './Summary';
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

function keptKey(id: string): string {
  return `evenreach.correction.${id}`;
}

function keptBefore(id: string): Correction | null {
  try {
    return JSON.parse(window.sessionStorage.getItem(keptKey(id)) ?? 'null') as Correction | null;
  } catch {
    return null;
  }
}

/** For as long as the tab is open: a reload or a lost session must not cost what was written. */
function keepCorrection(id: string, of: Correction | null): void {
  try {
    if (of === null) window.sessionStorage.removeItem(keptKey(id));
    else window.sessionStorage.setItem(keptKey(id), JSON.stringify(of));
  } catch {
    // A full or forbidden store: the text is still on the page.
  }
}

function Form({ of, government }: { of: Tagged<AskedFor>; government: string }) {
  const { id } = of.value;
  const [before] = useState(() => keptBefore(id));
  const fresh = { base: inputOf(of.value), etag: of.etag, mine: inputOf(of.value) };
  const work = useSignal<Correction>(before ?? fresh);
  const busy = useSignal(false);
  const problem = useSignal<ProblemDetails | null>(null);
  const meanwhile = useSignal<{ now: AskedFor; both: Field[] } | null>(null);

  function set(now: Correction): void {
    work.value = now;
    keepCorrection(id, now);
  }

  /** Somebody was faster: what was written here is put over what is on record now, and both are shown. */
  async function look(): Promise<void> {
    const newest = await getRequest(requestPath(id), new AbortController().signal);
    const theirs = inputOf(newest.value);
    const { base, mine } = work.peek();
    meanwhile.value = { now: newest.value, both: conflicts(base, theirs, mine) };
    set({ base: theirs, etag: newest.etag, mine: rebased(base, theirs, mine) });
  }

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (busy.peek()) return;
    busy.value = true;
    problem.value = null;
    try {
      const { base, etag, mine } = work.peek();
      await correct(id, changeOf(base, toSend(mine)), etag);
      keepCorrection(id, null);
      announcement.value = w('correct.done');
      askAnew();
      go({ register: { ...START.register, request: id } });
    } catch (error) {
      problem.value = problemOf(error);
      if (problem.value.status === STALE) await look().catch(() => {});
    } finally {
      busy.value = false;
    }
  }

  const { base, mine } = work.value;
  const nothing = Object.keys(changeOf(base, toSend(mine))).length === 0;
  const stale = meanwhile.value;
  return (
    <form class="request-form" aria-label={w('correct.title')} onSubmit={save} noValidate>
      {before !== null && (
        <p class="kept" role="status">
          {w('correct.kept')}{' '}
          <button
            type="button"
            onClick={() => {
              keepCorrection(id, null);
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
        faults={sortFaults(problem.value).by}
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
      <div class="send-bar">
        <button type="submit" class="primary" aria-busy={busy.value} disabled={nothing}>
          {w('correct.do')}
        </button>
        {nothing && <span class="hint">{w('correct.nothing')}</span>}
      </div>
    </form>
  );
}

/** The owner changes what it wrote. */
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
      <h2 tabIndex={-1}>
        {opened === null
          ? w('correct.title')
          : w('correct.of', { kind: kindName(opened.value.service_type) })}
      </h2>
      {opened === null && loaded.state === 'failed' && (
        <Trouble problem={loaded.problem} retry={requestResource.retry} />
      )}
      {opened === null && loaded.state !== 'failed' && <Loading />}
      {opened !== null && !opened.value.may.includes('correct') && <p>{w('correct.not')}</p>}
      {opened?.value.may.includes('correct') && pack.value !== null && (
        <>
          <p class="lead">{w('correct.lead')}</p>
          <Form of={opened} government={opened.value.government ?? ''} />
        </>
      )}
    </>
  );
}
