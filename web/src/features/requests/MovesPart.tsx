import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { Tagged } from '../../api/client';
import { type AskedFor, getRequest, move, type RequestState, requestPath } from '../../api/requests';
import type { ProblemDetails } from '../../api/wire';
import { tData } from '../../i18n/i18n';
import { askAnew, problemOf } from '../../state/resource';
import { announcement } from '../../state/store';
import { DataText } from '../../ui/DataText';
import { Refusal, StateMark } from './parts';
import { w } from './words';

const STALE = 412;

/** What a step is called; what was declined is asked again. */
function moveName(of: AskedFor, to: RequestState): string {
  if (to === 'submitted' && of.state === 'declined') return w('move.again');
  return w.data('move', to) ?? to;
}

/** Asks once more before a step, and for the reason that everybody who may read the request will see. */
function Confirm({
  of,
  to,
  close,
}: {
  of: Tagged<AskedFor>;
  to: RequestState;
  close: (moved: boolean) => void;
}) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const reason = useSignal('');
  const busy = useSignal(false);
  const problem = useSignal<ProblemDetails | null>(null);
  /** What somebody else made of it while this was being written. */
  const meanwhile = useSignal<Tagged<AskedFor> | null>(null);
  const now = meanwhile.value ?? of;
  const possible = now.value.moves.includes(to);
  // Of what is taken back no reason is kept: it would be words of the request.
  const needsReason = to !== 'submitted' && to !== 'withdrawn';

  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (busy.peek()) return;
    busy.value = true;
    problem.value = null;
    try {
      await move(now.value.id, to, needsReason ? reason.peek() : null, now.etag);
      announcement.value = w('moved', { state: tData('requests.status', to) });
      askAnew();
      close(true);
    } catch (error) {
      const refused = problemOf(error);
      if (refused.status === STALE) {
        const path = requestPath(now.value.id);
        meanwhile.value = await getRequest(path, new AbortController().signal).catch(() => null);
      }
      problem.value = refused;
    } finally {
      busy.value = false;
    }
  }

  return (
    <dialog ref={dialog} class="confirm" aria-labelledby={`${id}-title`} onClose={() => close(false)}>
      <h3 id={`${id}-title`}>{moveName(of.value, to)}</h3>
      <p>{w.data('move.what', to) ?? ''}</p>
      {to === 'withdrawn' && (
        <ul class="in-words">
          <li>{w('withdraw.erased')}</li>
          <li>{w('withdraw.kept')}</li>
          <li>{w('withdraw.backups')}</li>
          <li>{w('withdraw.final')}</li>
        </ul>
      )}
      <form id={`${id}-form`} class="field" onSubmit={send}>
        {needsReason && (
          <>
            <label for={`${id}-reason`}>{w('move.reason')}</label>
            <textarea
              id={`${id}-reason`}
              rows={4}
              required
              lang=""
              autocomplete="off"
              autocorrect="off"
              spellcheck={false}
              value={reason.value}
              aria-describedby={`${id}-hint`}
              onInput={(event) => {
                reason.value = event.currentTarget.value;
              }}
            />
            <p class="hint" id={`${id}-hint`}>
              {w('move.reason.hint')}
            </p>
          </>
        )}
      </form>
      {problem.value !== null && (
        <Refusal problem={problem.value}>
          {problem.value.errors.map((e) => (
            <p key={e.pointer + e.detail}>
              <DataText text={e.detail} />
            </p>
          ))}
          {meanwhile.value !== null && (
            <p>
              {w('move.meanwhile')} <StateMark of={meanwhile.value.value} />{' '}
              {w(possible ? 'move.still' : 'move.no_longer')}
            </p>
          )}
        </Refusal>
      )}
      <p class="actions">
        {possible && (
          <button
            type="submit"
            form={`${id}-form`}
            class={to === 'withdrawn' ? 'danger' : 'primary'}
            aria-busy={busy.value}
          >
            {w.data('move.do', to) ?? to}
          </button>
        )}
        <button type="button" onClick={() => dialog.current?.close()}>
          {w('move.leave')}
        </button>
      </p>
    </dialog>
  );
}

/** Where the request may go from here, by the hand of whoever looks at it. */
export function MovesPart({ of }: { of: Tagged<AskedFor> }) {
  const asking = useSignal<RequestState | null>(null);
  const opener = useRef<HTMLButtonElement | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const { moves } = of.value;
  if (moves.length === 0 && asking.value === null) return null;
  return (
    <section class="moves" aria-labelledby="moves-title">
      <h3 id="moves-title" ref={heading} tabIndex={-1}>
        {w('moves.title')}
      </h3>
      <p class="actions">
        {moves.map((to) => (
          <button
            type="button"
            key={to}
            data-move={to}
            class={to === 'withdrawn' ? 'danger' : undefined}
            onClick={(event) => {
              opener.current = event.currentTarget;
              asking.value = to;
            }}
          >
            {w('move.button', { move: moveName(of.value, to) })}
          </button>
        ))}
      </p>
      {asking.value !== null && (
        <Confirm
          of={of}
          to={asking.value}
          close={(moved) => {
            asking.value = null;
            // The button of a step that was taken goes away.
            (moved ? heading : opener).current?.focus();
          }}
        />
      )}
    </section>
  );
}
