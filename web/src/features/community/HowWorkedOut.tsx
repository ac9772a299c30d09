import { useSignal } from '@preact/signals';
import { t } from '../../i18n/i18n';
import { address } from '../../state/store';
import { Later } from '../../ui/Later';

const load = () => import('../trace/TracePart').then((part) => part.TracePart);

/** The door to the trace. Behind it nothing is fetched, neither words nor numbers, before it is opened. */
export function HowWorkedOut({ standard }: { standard: string }) {
  const opened = useSignal(false);
  const { community } = address.value;
  if (community === null) return null;
  return (
    <details
      class="how"
      onToggle={(event) => {
        if (event.currentTarget.open) opened.value = true;
      }}
    >
      <summary>{t('trace.title')}</summary>
      {opened.value && <Later load={load} props={{ community, standard }} />}
    </details>
  );
}
