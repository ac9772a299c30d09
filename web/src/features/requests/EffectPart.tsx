import { type Effect, effectPath } from '../../api/requests';
import { pick, t } from '../../i18n/i18n';
import { START } from '../../state/address';
import { latest } from '../../state/resource';
import { address, asked, definition } from '../../state/store';
import { useResource } from '../../state/useResource';
import { PageLink } from '../../ui/PageLink';
import { Trouble } from '../../ui/Trouble';
import { formatNamed } from '../scenarios/packed';
import { w } from './words';

/** The scenario in which this request is fulfilled, and nothing else. */
function fulfilled(request: string) {
  return { name: w('effect.name'), changes: [{ change: 'fulfil_request' as const, request }] };
}

/** What would change if the request were fulfilled, in sentences, by the definition that is looked at. */
export function EffectPart({ id }: { id: string }) {
  const { loaded, retry } = useResource<Effect>(asked.value === null ? null : effectPath(asked.value, id));
  const effect = latest(loaded.value);
  return (
    <section class="effect" aria-labelledby="effect-title" aria-busy={loaded.value.state === 'waiting'}>
      <h3 id="effect-title">{w('effect.title')}</h3>
      {loaded.value.state === 'failed' && <Trouble problem={loaded.value.problem} retry={retry} />}
      {effect === null && loaded.value.state !== 'failed' && <p class="hint">{t('app.loading')}</p>}
      {effect !== null && (
        <>
          <p>{pick(effect.sentence)}</p>
          {effect.standards.length > 0 && (
            <ul class="in-words">
              {effect.standards.map((one) => (
                <li key={one.standard} data-standard={one.standard}>
                  {pick(one.sentence)}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
      <p class="gap-links">
        <PageLink
          to={{
            ...START,
            view: 'scenarios',
            definition: address.value.definition,
            lang: address.value.lang,
            whatIf: { ...START.whatIf, scenario: formatNamed(null, fulfilled(id)) },
          }}
        >
          {w('effect.try')}
        </PageLink>
      </p>
      {definition.value !== null && (
        <p class="hint">
          {w('effect.by', { title: pick(definition.value.title) })} {t(`banner.${definition.value.standing}`)}
          .
        </p>
      )}
    </section>
  );
}
