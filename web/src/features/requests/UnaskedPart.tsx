import { useSignal } from '@preact/signals';
import { type Heard, heardPath } from '../../api/requests';
import { count, pick, t } from '../../i18n/i18n';
import { START } from '../../state/address';
import { latest } from '../../state/resource';
import { asked, definition } from '../../state/store';
import { useResource } from '../../state/useResource';
import { PageLink } from '../../ui/PageLink';
import { Trouble } from '../../ui/Trouble';
import { w } from './words';

function Unasked({ of }: { of: Heard['unasked'][number] }) {
  return (
    <li data-standard={of.standard}>
      <details>
        <summary>
          {w('unasked.standard', { title: pick(of.title), places: count('places', of.gaps.length) })}
        </summary>
        <p class="gap-links">
          {of.gaps.map((gap) => (
            <PageLink
              key={gap.community_id}
              to={{ ...START, view: 'map', standard: of.standard, community: gap.community_id }}
            >
              {w('unasked.place', { name: gap.community, outcome: t(`outcome.lower.${gap.outcome}`) })}
            </PageLink>
          ))}
        </p>
      </details>
    </li>
  );
}

/** Where a standard is not surely met and no request that one may see speaks of it. Reckoned once somebody opens it. */
export function UnaskedPart() {
  const open = useSignal(false);
  const path = asked.value === null || !open.value ? null : heardPath(asked.value);
  const { loaded, retry } = useResource<Heard>(path);
  const heard = latest(loaded.value);
  return (
    <details
      class="unasked"
      onToggle={(event) => {
        open.value = event.currentTarget.open;
      }}
    >
      <summary>{w('unasked.title')}</summary>
      <p>{w('unasked.words')}</p>
      {loaded.value.state === 'failed' && <Trouble problem={loaded.value.problem} retry={retry} />}
      {heard === null && loaded.value.state === 'waiting' && <p class="hint">{t('app.loading')}</p>}
      {heard !== null && heard.unasked.length === 0 && <p>{w('unasked.none')}</p>}
      {heard !== null && (
        <ul>
          {heard.unasked.map((one) => (
            <Unasked key={one.standard} of={one} />
          ))}
        </ul>
      )}
      {definition.value !== null && (
        <p class="hint">
          {w('effect.by', { title: pick(definition.value.title) })} {t(`banner.${definition.value.standing}`)}
          .
        </p>
      )}
    </details>
  );
}
