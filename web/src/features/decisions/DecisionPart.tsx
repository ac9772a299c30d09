import { useSignal } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';
import type { Tagged } from '../../api/client';
import {
  type Decision,
  type DecisionList,
  decisionPath,
  decisionsOfPath,
  getDecision,
} from '../../api/decisions';
import type { ProblemDetails } from '../../api/wire';
import { t } from '../../i18n/i18n';
import { latest, problemOf } from '../../state/resource';
import { useResource } from '../../state/useResource';
import { Trouble } from '../../ui/Trouble';
import { DecisionCard } from './DecisionCard';
import { DecisionForm, Refused } from './DecisionForm';
import { w } from './words';

/** Changing the decision that stands, for the working group. */
function Changes({
  of,
  option,
  ranking,
  done,
}: {
  of: Decision;
  option: string;
  ranking: string | null;
  done: () => void;
}) {
  const editing = useSignal<Tagged<Decision> | null>(null);
  const busy = useSignal(false);
  const problem = useSignal<ProblemDetails | null>(null);
  const opener = useRef<HTMLButtonElement>(null);

  /** What is about to be changed is read anew, with the tag of exactly that state. */
  async function withTag(act: (tagged: Tagged<Decision>) => void | Promise<void>): Promise<void> {
    if (busy.peek()) return;
    busy.value = true;
    problem.value = null;
    try {
      await act(await getDecision(decisionPath(of.id), new AbortController().signal));
    } catch (error) {
      problem.value = problemOf(error);
    } finally {
      busy.value = false;
    }
  }

  if (editing.value !== null) {
    return (
      <DecisionForm
        option={option}
        of={editing.value}
        ranking={ranking}
        close={(changed) => {
          editing.value = null;
          if (changed) done();
          else requestAnimationFrame(() => opener.current?.focus());
        }}
      />
    );
  }
  return (
    <>
      {problem.value !== null && <Refused problem={problem.value} rest={[]} />}
      <p class="actions">
        <button
          type="button"
          ref={opener}
          aria-busy={busy.value}
          onClick={() =>
            withTag((tagged) => {
              editing.value = tagged;
            })
          }
        >
          {w('change')}
        </button>
      </p>
    </>
  );
}

/** What was decided on an option, and, for the working group, the form that writes it down. */
export function DecisionPart({ option, ranking }: { option: string; ranking: string | null }) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const { loaded, retry } = useResource<DecisionList>(decisionsOfPath(option));
  const writing = useSignal(false);
  const list = latest(loaded.value);
  const done = () => heading.current?.focus();
  return (
    <section
      class="decisions-of"
      aria-labelledby={`${id}-title`}
      aria-busy={loaded.value.state === 'waiting'}
    >
      <h3 id={`${id}-title`} ref={heading} tabIndex={-1}>
        {w('title')}
      </h3>
      {loaded.value.state === 'failed' && <Trouble problem={loaded.value.problem} retry={retry} />}
      {list === null && loaded.value.state !== 'failed' && <p class="hint">{t('app.loading')}</p>}
      {list?.decisions.length === 0 && <p>{w('none.here')}</p>}
      {list?.decisions.map((one) => (
        <DecisionCard key={one.id} of={one} linked={false}>
          {one.may.change && <Changes of={one} option={option} ranking={ranking} done={done} />}
        </DecisionCard>
      ))}
      {list?.may.record === true && list.decisions.length === 0 && !writing.value && (
        <p class="actions">
          <button
            type="button"
            class="primary"
            onClick={() => {
              writing.value = true;
            }}
          >
            {w('record')}
          </button>
        </p>
      )}
      {writing.value && (
        <DecisionForm
          option={option}
          of={null}
          ranking={ranking}
          close={() => {
            writing.value = false;
            done();
          }}
        />
      )}
    </section>
  );
}

/** On the page of a request: what was decided about it, where whoever looks at it may see that. */
export function DecisionOfRequest({ request }: { request: string }) {
  const id = useId();
  const { loaded } = useResource<DecisionList>(decisionsOfPath(`request:${request}`));
  const decisions = latest(loaded.value)?.decisions ?? [];
  if (decisions.length === 0) return null;
  return (
    <section class="decisions-of" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{w('title')}</h3>
      {decisions.map((one) => (
        <DecisionCard key={one.id} of={one} linked={false} />
      ))}
    </section>
  );
}
