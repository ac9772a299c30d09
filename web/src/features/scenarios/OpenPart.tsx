import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { KeptRow, Scenario } from '../../api/scenarios';
import { pick } from '../../i18n/i18n';
import { lang } from '../../i18n/lang';
import { latest } from '../../state/resource';
import { address, announcement } from '../../state/store';
import { PageLink } from '../../ui/PageLink';
import { saveFile } from '../../ui/save';
import { Trouble } from '../../ui/Trouble';
import { nameIn } from './documents';
import { rowWords } from './KeepPart';
import { formatNamed, isScenario } from './packed';
import { beside, goWhatIf, keptList, keptListResource, named, scenario, withName } from './state';
import { w } from './words';

function KeptRows({ of }: { of: readonly KeptRow[] }) {
  return (
    <ul class="kept-rows">
      {of.map((one) => (
        <li key={one.id} data-scenario={one.id}>
          <PageLink
            to={{ whatIf: { ...address.value.whatIf, scenario: one.id } }}
            current={named.value.id === one.id ? 'page' : undefined}
          >
            {pick(one.name)}
          </PageLink>{' '}
          <small class="hint">{rowWords(one)}</small>
          {one.description !== null && <p class="hint">{pick(one.description)}</p>}
        </li>
      ))}
    </ul>
  );
}

const MOST_BYTES = 1024 * 1024;

/** A file out and in: the document as anybody can read, write and send it. */
function FilePart({ document }: { document: Scenario }) {
  const id = useId();
  const trouble = useSignal<'file.unread' | 'file.large' | null>(null);

  function save(): void {
    const text = `${JSON.stringify(withName(document), null, 2)}\n`;
    const name = nameIn(withName(document), lang.value)
      .normalize('NFC')
      .replace(/[^\p{L}\p{N}]+/gu, '-');
    const content = new Blob([text], { type: 'application/json' });
    saveFile(content, `${name.replace(/^-|-$/g, '') || 'scenario'}.json`);
  }

  async function open(file: File): Promise<void> {
    trouble.value = null;
    if (file.size > MOST_BYTES) {
      trouble.value = 'file.large';
      return;
    }
    try {
      const read: unknown = JSON.parse(await file.text());
      if (!isScenario(read)) throw new Error('no scenario');
      goWhatIf({ scenario: formatNamed(null, read) });
      announcement.value = w('file.opened', { name: nameIn(read, lang.value) });
    } catch {
      trouble.value = 'file.unread';
    }
  }

  return (
    <div class="file-part">
      <p>
        <button type="button" data-file="out" disabled={document.changes.length === 0} onClick={save}>
          {w('file.save')}
        </button>
      </p>
      <p>
        <label for={id}>{w('file.open')}</label>{' '}
        <input
          id={id}
          type="file"
          accept=".json,application/json"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file !== undefined) void open(file);
            // The same file can be chosen again, once it was mended.
            event.currentTarget.value = '';
          }}
        />
      </p>
      {trouble.value !== null && (
        <p class="trouble" role="alert">
          {w(trouble.value)}
        </p>
      )}
    </div>
  );
}

/** Which scenario is looked at: those that come with the records, one's own and those that others share. */
export function OpenPart() {
  const id = useId();
  const { loaded, retry } = keptListResource;
  const rows = keptList.value?.scenarios ?? [];
  const groups = [
    { key: 'shipped', rows: rows.filter((one) => one.shared === 'shipped') },
    { key: 'own', rows: rows.filter((one) => one.is_own && one.shared !== 'shipped') },
    { key: 'others', rows: rows.filter((one) => !one.is_own && one.shared !== 'shipped') },
  ] as const;
  const isNew = named.value.id === null && (scenario.value?.changes.length ?? 0) === 0;
  return (
    <details class="open-part">
      <summary>{w('open.title')}</summary>
      {!isNew && (
        <p>
          <PageLink to={{ whatIf: { ...address.value.whatIf, scenario: null } }}>{w('open.new')}</PageLink>
        </p>
      )}
      {loaded.value.state === 'failed' && <Trouble problem={loaded.value.problem} retry={retry} />}
      {groups.map(
        (group) =>
          group.rows.length > 0 && (
            <section key={group.key} aria-labelledby={`${id}-${group.key}`}>
              <h3 id={`${id}-${group.key}`}>{w(`open.${group.key}`)}</h3>
              <KeptRows of={group.rows} />
            </section>
          ),
      )}
      {latest(loaded.value) !== null && rows.length === 0 && <p class="hint">{w('open.none')}</p>}
      {scenario.value !== null && <FilePart document={scenario.value} />}
    </details>
  );
}

/** What stands beside it: nothing, a copy of it as it is now, or a kept one. */
export function BesidePart() {
  const id = useId();
  const of = scenario.value;
  const rows = keptList.value?.scenarios ?? [];
  const now = address.value.whatIf.beside;
  const isKept = rows.some((one) => one.id === now);
  return (
    <section class="beside-part" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{w('beside.title')}</h3>
      <div class="field">
        <label for={`${id}-which`}>{w('beside.which')}</label>
        <select
          id={`${id}-which`}
          value={now === null ? '' : isKept ? now : '.'}
          onChange={(event) => {
            const { value } = event.currentTarget;
            if (value === '.') return;
            goWhatIf({ beside: value === '' ? null : value });
          }}
        >
          <option value="">{w('beside.none')}</option>
          {now !== null && !isKept && (
            <option value=".">
              {beside.value === null ? now : nameIn(withName(beside.value), lang.value)}
            </option>
          )}
          {rows.map((one) => (
            <option key={one.id} value={one.id}>
              {pick(one.name)}
            </option>
          ))}
        </select>
      </div>
      <p class="row-buttons">
        <button
          type="button"
          data-beside="copy"
          disabled={of === null}
          onClick={() => {
            if (of === null) return;
            goWhatIf({ beside: formatNamed(null, of) });
            announcement.value = w('beside.copied');
          }}
        >
          {w('beside.copy')}
        </button>{' '}
        {now !== null && (
          <button
            type="button"
            data-beside="swap"
            onClick={() => {
              const { scenario: first, beside: second } = address.peek().whatIf;
              goWhatIf({
                scenario: second,
                beside: first ?? formatNamed(null, scenario.peek() ?? { name: '', changes: [] }),
              });
            }}
          >
            <span aria-hidden="true">⇄</span> {w('beside.swap')}
          </button>
        )}
      </p>
      <p class="hint">{w('beside.hint')}</p>
    </section>
  );
}
