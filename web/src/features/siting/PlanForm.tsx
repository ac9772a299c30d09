import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { ProblemDetails } from '../../api/wire';
import { t } from '../../i18n/i18n';
import { AsOfChoice, SupplyChoice } from '../gaps/Controls';
import { WhenChoice } from '../gaps/WhenChoice';
import { Rest } from './fields';

/** A question that is being written: what was asked, or a beginning. */
export function useDraft<Q extends object>(asked: Q | null, begin: () => Q) {
  const draft = useSignal<Q>(asked ?? begin());
  // Who steps back through what was asked finds it in the form again.
  useEffect(() => {
    if (asked !== null) draft.value = asked;
  }, [draft, asked]);
  return {
    draft,
    write: (change: Partial<Q>) => {
      draft.value = { ...draft.value, ...change };
    },
  };
}

/** The form of a question: its own fields, and what every question asks: when, and of which records. */
export function PlanForm({
  label,
  find,
  ask,
  problem,
  fields,
  busy,
  more,
  children,
}: {
  label: string;
  /** What the button says. */
  find: string;
  ask: () => void;
  problem: ProblemDetails | null;
  /** The fields that tell their own faults. */
  fields: readonly string[];
  busy: boolean;
  more?: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <form
      class="siting-form"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      {children}
      <WhenChoice />
      <details class="more">
        <summary>{t('choose.more')}</summary>
        <div class="more-body">
          {more}
          <SupplyChoice />
          <AsOfChoice />
        </div>
      </details>
      <Rest problem={problem} fields={fields} />
      <p class="actions">
        <button type="submit" class="primary" aria-busy={busy}>
          {find}
        </button>
      </p>
    </form>
  );
}
