import { useSignal } from '@preact/signals';
import { type AccessEntry, accessPath, type HistoryEntry, historyPath } from '../../api/requests';
import { listed, t, tData } from '../../i18n/i18n';
import { latest } from '../../state/resource';
import { useResource } from '../../state/useResource';
import { Trouble } from '../../ui/Trouble';
import { VerdictMark } from '../decisions/VerdictMark';
import { OwnWords } from './parts';
import { governmentName } from './state';
import { momentName, w } from './words';

/** What was changed; of what is said of a record some fields have another name. */
function fieldNames(changed: readonly string[], own: 'field.lower' | 'said.lower'): string {
  return listed(changed.map((name) => w.data(own, name) ?? w.data('field.lower', name) ?? name));
}

function HistoryLine({ of }: { of: HistoryEntry }) {
  const who = of.government === undefined ? (w.data('by', of.by) ?? of.by) : governmentName(of.government);
  return (
    <li>
      <p>
        <small>{momentName(of.at)}</small> {t('app.label', { name: who })}{' '}
        {w.data('action', of.action) ?? of.action}
        {of.state !== null && <> – {tData('requests.status', of.state)}</>}
        {of.decision !== undefined && (
          <>
            {' '}
            <VerdictMark of={of.decision.decision} />
          </>
        )}
        {of.changed.length > 0 && (
          <> ({fieldNames(of.changed, of.state === null ? 'said.lower' : 'field.lower')})</>
        )}
      </p>
      {of.reason !== null && of.reason !== '' && <OwnWords text={of.reason} />}
      {of.decision !== undefined && of.decision.dissent !== null && (
        <>
          <p>{w('decided.dissent')}</p>
          <OwnWords text={of.decision.dissent} />
        </>
      )}
    </li>
  );
}

/** What a part that opens asks for, once it is open. */
function useOpened<T>(path: string) {
  const open = useSignal(false);
  return { open, resource: useResource<T>(open.value ? path : null) };
}

/** Every step and change since it was begun, as far as one may see. */
export function HistoryPart({ id }: { id: string }) {
  const { open, resource } = useOpened<{ entries: HistoryEntry[] }>(historyPath(id));
  const loaded = resource.loaded.value;
  const entries = latest(loaded)?.entries;
  return (
    <details
      class="history"
      onToggle={(event) => {
        open.value = event.currentTarget.open;
      }}
    >
      <summary>{w('history.title')}</summary>
      {loaded.state === 'failed' && <Trouble problem={loaded.problem} retry={resource.retry} />}
      {entries === undefined && loaded.state === 'waiting' && <p class="hint">{t('app.loading')}</p>}
      {entries?.length === 0 && <p>{w('history.none')}</p>}
      {entries !== undefined && entries.length > 0 && (
        <ol>
          {entries.map((entry) => (
            <HistoryLine key={`${entry.at} ${entry.action} ${entry.state}`} of={entry} />
          ))}
        </ol>
      )}
    </details>
  );
}

/** Who opened it, and when: for its owner alone. */
export function AccessPart({ id }: { id: string }) {
  const { open, resource } = useOpened<{ entries: AccessEntry[] }>(accessPath(id));
  const loaded = resource.loaded.value;
  const entries = latest(loaded)?.entries;
  return (
    <details
      class="access"
      onToggle={(event) => {
        open.value = event.currentTarget.open;
      }}
    >
      <summary>{w('access.title')}</summary>
      {loaded.state === 'failed' && <Trouble problem={loaded.problem} retry={resource.retry} />}
      {entries === undefined && loaded.state === 'waiting' && <p class="hint">{t('app.loading')}</p>}
      {entries?.length === 0 && <p>{w('access.none')}</p>}
      {entries !== undefined && entries.length > 0 && (
        <ol>
          {entries.map((entry) => (
            <li key={`${entry.at} ${entry.by}`}>
              <small>{momentName(entry.at)}</small> <bdi lang="">{entry.by}</bdi> (
              {w.data('role', entry.role) ?? entry.role})
            </li>
          ))}
        </ol>
      )}
    </details>
  );
}
