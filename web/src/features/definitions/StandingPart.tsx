import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { Tagged } from '../../api/client';
import { type DefinitionDetail, moveStanding, type Position } from '../../api/definitions';
import type { ProblemDetails, Standing } from '../../api/wire';
import { pick } from '../../i18n/i18n';
import { may } from '../../state/me';
import { askAnew, problemOf } from '../../state/resource';
import { announcement } from '../../state/store';
import { HowElse, Refusal } from './parts';
import { StillMissing, WhoSpoke } from './spoken';
import { bodiesChoice } from './state';
import { w } from './words';

type Target = 'in_engagement' | 'agreed' | 'superseded';

/** The next step of a life, if there is one. What is replaced stays as it is. */
const NEXT: Record<Standing, Target | null> = {
  illustrative: null,
  draft: 'in_engagement',
  in_engagement: 'agreed',
  agreed: 'superseded',
  superseded: null,
};

const LATEST: Record<Position, 'missing.asked' | 'missing.objected' | null> = {
  agree: null,
  ask_for_change: 'missing.asked',
  object: 'missing.objected',
};

/** What stands between this text and its adoption, body by body. */
export function MissingList({ of }: { of: DefinitionDetail }) {
  const spoke = of.missing.flatMap(({ body, name, latest }) => {
    const key = latest === null ? null : LATEST[latest];
    return key === null ? [] : [{ body, name, key }];
  });
  return (
    <>
      <StillMissing of={of} />
      {spoke.length > 0 && (
        <ul class="in-words">
          {spoke.map(({ body, name, key }) => (
            <li key={body} data-missing={body}>
              {w('pair', { name: pick(name), words: w(key) })}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Asks once more before a step that cannot be taken back, and says what it rests on. */
function Confirm({
  of,
  to,
  close,
}: {
  of: Tagged<DefinitionDetail>;
  to: Target;
  close: (moved: boolean) => void;
}) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const reason = useSignal('');
  const busy = useSignal(false);
  const problem = useSignal<ProblemDetails | null>(null);
  const { value } = of;
  const blocked = to === 'agreed' && value.missing.length > 0;

  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  async function move(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (busy.peek()) return;
    busy.value = true;
    problem.value = null;
    try {
      await moveStanding(value.id, value.version, { standing: to, reason: reason.peek().trim() }, of.etag);
      announcement.value = w(`moved.${to}`, { title: pick(value.title), version: value.version });
      askAnew();
      close(true);
    } catch (error) {
      problem.value = problemOf(error);
    } finally {
      busy.value = false;
    }
  }

  return (
    <dialog ref={dialog} class="confirm" aria-labelledby={`${id}-title`} onClose={() => close(false)}>
      <h3 id={`${id}-title`}>{w(`move.${to}`)}</h3>
      <p>{w(`move.${to}.what`, { title: pick(value.title), version: value.version })}</p>
      {to === 'agreed' && (
        <>
          <WhoSpoke of={value} />
          <MissingList of={value} />
        </>
      )}
      {!blocked && (
        <form id={`${id}-form`} class="field" onSubmit={move}>
          <label for={`${id}-reason`}>{w('move.reason')}</label>
          <textarea
            id={`${id}-reason`}
            rows={3}
            required
            value={reason.value}
            onInput={(event) => {
              reason.value = event.currentTarget.value;
            }}
          />
        </form>
      )}
      {blocked && (
        <p class="refused">
          <strong>{w('move.agreed.blocked')}</strong>
        </p>
      )}
      {problem.value !== null && <Refusal problem={problem.value} />}
      <p class="actions">
        {!blocked && (
          <button type="submit" form={`${id}-form`} class="primary" aria-busy={busy.value}>
            {w(`move.${to}.do`)}
          </button>
        )}
        <button type="button" onClick={() => dialog.current?.close()}>
          {w('move.leave')}
        </button>
      </p>
    </dialog>
  );
}

const COMMANDS: Record<Target, string> = {
  in_engagement: 'engage',
  agreed: 'adopt',
  superseded: 'supersede',
};

/** Where a definition stands, what is missing, and the step that comes next. */
export function StandingPart({ of }: { of: Tagged<DefinitionDetail> }) {
  const asking = useSignal(false);
  const button = useRef<HTMLButtonElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const { value } = of;
  const to = NEXT[value.standing];
  const allowed = may('move_definition');
  return (
    <section class="adoption" aria-labelledby="adoption-title">
      <h3 id="adoption-title" ref={heading} tabIndex={-1}>
        {w('adoption.title')}
      </h3>
      <p>{w(`adoption.${value.standing}`)}</p>
      {value.standing === 'in_engagement' && <MissingList of={value} />}
      {value.standing === 'in_engagement' && bodiesChoice.value !== null && (
        <p class="hint">{pick(bodiesChoice.value)}</p>
      )}
      {to !== null && allowed === true && (
        <p>
          <button
            type="button"
            ref={button}
            class={to === 'agreed' ? 'primary' : undefined}
            data-move={to}
            onClick={() => {
              asking.value = true;
            }}
          >
            {w(`move.${to}.button`)}
          </button>
        </p>
      )}
      {to !== null && allowed === false && (
        <HowElse
          what="move"
          command={`evenreach definition ${COMMANDS[to]} ${value.id}@${value.version} --database URL`}
        />
      )}
      {asking.value && to !== null && (
        <Confirm
          of={of}
          to={to}
          close={(moved) => {
            asking.value = false;
            // The button of a step that was taken goes away.
            (moved ? heading : button).current?.focus();
          }}
        />
      )}
    </section>
  );
}
