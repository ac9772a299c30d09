import { useSignal } from '@preact/signals';
import type { DefinitionSummary } from '../../api/definitions';
import { pick, t } from '../../i18n/i18n';
import { START } from '../../state/address';
import { may } from '../../state/me';
import { latest } from '../../state/resource';
import { go } from '../../state/store';
import { PageLink } from '../../ui/PageLink';
import { Trouble } from '../../ui/Trouble';
import { uploaded } from './newText';
import { HowElse, StandingMark } from './parts';
import { StillMissing, WhoSpoke } from './spoken';
import { bodies, bodiesChoice, definitions, listResource, spoken } from './state';
import { w } from './words';

function Version({ of, several }: { of: DefinitionSummary; several: boolean }) {
  const whole = spoken(of);
  const here = { definition: of.id, version: of.version };
  return (
    <li class="version" data-version={`${of.id}@${of.version}`}>
      <p class="version-head">
        <PageLink to={{ ...here, edit: null }} class="version-name">
          {w('version', { version: of.version })}
          <span class="visually-hidden"> – {pick(of.title)}</span>
        </PageLink>
        <StandingMark of={of} />
        {of.current && several && <span class="hint">{w('current')}</span>}
      </p>
      {whole !== null && <WhoSpoke of={whole} />}
      {whole !== null && of.standing === 'in_engagement' && <StillMissing of={whole} />}
      <p class="actions">
        <PageLink to={{ ...here, view: 'map', edit: null }}>{w('on_map')}</PageLink>
        <PageLink to={{ ...here, edit: 'copy' }}>{w('edit_copy')}</PageLink>
        <PageLink to={{ ...here, view: 'compare', edit: null, against: START.against }}>
          {w('compare')}
        </PageLink>
      </p>
    </li>
  );
}

const NUMBERS = new Intl.Collator('en', { numeric: true });

function newestFirst(versions: readonly DefinitionSummary[]): DefinitionSummary[] {
  return [...versions].sort((a, b) => NUMBERS.compare(b.version, a.version));
}

/** The versions of one definition under the title and words of its current one. */
function Family({ versions }: { versions: readonly DefinitionSummary[] }) {
  const current = versions.find((v) => v.current) ?? versions[0];
  if (current === undefined) return null;
  return (
    <li class="family">
      <h3>{pick(current.title)}</h3>
      <p class="hint">
        <code>{current.id}</code>
      </p>
      <p>{pick(current.description)}</p>
      <ul class="versions">
        {versions.map((v) => (
          <Version key={v.version} of={v} several={versions.length > 1} />
        ))}
      </ul>
    </li>
  );
}

const MAX_BYTES = 1_000_000;

/** A definition from a file: chosen, or dropped anywhere on this part. It opens in the editor; nothing is sent yet. */
function Upload() {
  const over = useSignal(false);
  const refused = useSignal('');

  function read(file: File | undefined): void {
    if (file === undefined) return;
    if (file.size > MAX_BYTES) {
      refused.value = w('upload.large', { name: file.name });
      return;
    }
    file.text().then(
      (text) => {
        uploaded.value = text;
        go({ definition: null, version: null, edit: 'new' });
      },
      () => {
        refused.value = w('upload.unreadable', { name: file.name });
      },
    );
  }

  return (
    <section
      class={`upload${over.value ? ' over' : ''}`}
      aria-labelledby="upload-title"
      onDragOver={(event) => {
        event.preventDefault();
        over.value = true;
      }}
      onDragLeave={() => {
        over.value = false;
      }}
      onDrop={(event) => {
        event.preventDefault();
        over.value = false;
        read(event.dataTransfer?.files[0]);
      }}
    >
      <h3 id="upload-title">{w('upload.title')}</h3>
      <p>{w('upload.words')}</p>
      <label class="file">
        <span>{w('upload.choose')}</span>
        <input
          type="file"
          accept=".toml,application/toml,text/plain"
          onChange={(event) => read(event.currentTarget.files?.[0])}
        />
      </label>
      <p role="alert">{refused.value}</p>
      {may('propose_definition') === false && (
        <HowElse what="propose" command="evenreach definition propose FILE --database URL" />
      )}
    </section>
  );
}

/** Who is asked about a definition, whose agreement it needs, and that this list is a choice as well. */
function WhoIsAsked() {
  if (bodies.value.length === 0) return null;
  return (
    <section aria-labelledby="bodies-title">
      <h3 id="bodies-title">{w('bodies.title')}</h3>
      <p>{w('bodies.words')}</p>
      <ul class="in-words">
        {bodies.value.map((body) => (
          <li key={body.id}>
            {pick(body.name)} <small>({w(body.required ? 'bodies.required' : 'bodies.heard')})</small>
          </li>
        ))}
      </ul>
      {bodiesChoice.value !== null && <p class="hint">{pick(bodiesChoice.value)}</p>}
    </section>
  );
}

/** Every definition and version, how far it has come, and who spoke for and against it. */
export function ListPage() {
  const loaded = listResource.loaded.value;
  const ids = [...new Set(definitions.value.map((d) => d.id))];
  return (
    <>
      <h2 tabIndex={-1}>{w('list.title')}</h2>
      <p class="lead">{w('list.lead')}</p>
      {loaded.state === 'failed' && <Trouble problem={loaded.problem} retry={listResource.retry} />}
      {latest(loaded) === null && loaded.state !== 'failed' && <p class="hint">{t('app.loading')}</p>}
      <div class="list-columns">
        <ul class="families">
          {ids.map((id) => (
            <Family key={id} versions={newestFirst(definitions.value.filter((d) => d.id === id))} />
          ))}
        </ul>
        <div>
          <Upload />
          <WhoIsAsked />
        </div>
      </div>
    </>
  );
}
