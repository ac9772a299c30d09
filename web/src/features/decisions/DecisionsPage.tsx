import { type DecisionList, decisionsPath } from '../../api/decisions';
import { number, t } from '../../i18n/i18n';
import { latest } from '../../state/resource';
import { useResource } from '../../state/useResource';
import { Trouble } from '../../ui/Trouble';
import { DecisionCard } from './DecisionCard';
import { w } from './words';

/** What the working group has decided, as far as whoever looks may see it, the newest first. */
export function DecisionsPage() {
  const { loaded, retry } = useResource<DecisionList>(decisionsPath);
  const list = latest(loaded.value);
  if (loaded.value.state === 'failed') return <Trouble problem={loaded.value.problem} retry={retry} />;
  if (list === null) return <p class="hint">{t('app.loading')}</p>;
  const { decisions } = list;
  return (
    <div class="decision-list" aria-busy={loaded.value.state === 'waiting'}>
      <p class="said" role="status">
        {decisions.length === 0 ? w('none') : w('count', { n: number(decisions.length) })}
      </p>
      {decisions.map((one) => (
        <DecisionCard key={one.id} of={one} linked />
      ))}
    </div>
  );
}
