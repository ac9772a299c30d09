import { useSignal } from '@preact/signals';
import { useEffect, useId, useState } from 'preact/hooks';
import type { Tagged } from '../../api/client';
import {
  type DefinitionDetail,
  definitionPath,
  getDefinition,
  proposeText,
  saveText,
} from '../../api/definitions';
import type { ProblemDetails } from '../../api/wire';
import { pick, t } from '../../i18n/i18n';
import { type Edit, formatAddress, START } from '../../state/address';
import { may } from '../../state/me';
import { askAnew, problemOf } from '../../state/resource';
import { address, announcement, definition as defaultDefinition, go, pack } from '../../state/store';
import { PageLink } from '../../ui/PageLink';
import { Trouble } from '../../ui/Trouble';
import { WhenChoice } from '../gaps/WhenChoice';
import { type Draft, openDraft } from './draft';
import { checkWords, Editor } from './Editor';
import { copyOf } from './editing';
import { Levers } from './Levers';
import { type Base, LivePicture } from './LivePicture';
import { uploaded } from './newText';
import { HowElse, Refusal } from './parts';
import { byStandard } from './plain';
import { definitions, detail, detailResource, listResource } from './state';
import { w } from './words';

/** A standard's title where the records know it; one that was just written goes by its id. */
function standardTitle(id: string, base: Base): string {
  const all = pack.value?.definitions ?? [];
  const first = all.filter((d) => d.id === base.definition);
  for (const of of [...first, ...all]) {
    const known = of.standards.find((s) => s.id === id);
    if (known !== undefined) return pick(known.title);
  }
  return id;
}

/** Which standard the sliders and the picture are about, and for which days. */
function Tried({ draft, base }: { draft: Draft; base: Base }) {
  const id = useId();
  const ids = byStandard(draft.parameters.value).flatMap((s) => (s.standard === null ? [] : [s.standard]));
  const standard = ids.find((s) => s === address.value.standard) ?? ids[0] ?? null;
  if (standard === null) return <p class="hint">{w('levers.none')}</p>;
  const title = standardTitle(standard, base);
  return (
    <section class="tried" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{w('levers.title')}</h3>
      <div class="tried-question">
        <div class="field">
          <label for={id}>{t('choose.standard')}</label>
          <select
            id={id}
            value={standard}
            onChange={(event) => go({ standard: event.currentTarget.value }, 'replace')}
          >
            {ids.map((s) => (
              <option key={s} value={s}>
                {standardTitle(s, base)}
              </option>
            ))}
          </select>
        </div>
        <details class="tried-when">
          <summary>{t('choose.when')}</summary>
          <WhenChoice />
        </details>
      </div>
      <LivePicture draft={draft} base={base} standard={standard} title={title}>
        <Levers draft={draft} definition={base.definition} version={base.version} standard={standard} />
      </LivePicture>
    </section>
  );
}

interface Opened {
  edit: Edit;
  /** The version that is copied or changed; `null` for a new text. */
  of: Tagged<DefinitionDetail> | null;
  base: Base;
}

/** What the server's refusal means here, where the page can say it better than a status does. */
function refusalWords(problem: ProblemDetails, edit: Edit): string | undefined {
  if (problem.status === 409) return w(edit === 'text' ? 'refused.fixed' : 'refused.taken');
  if (problem.status === 422) return w('refused.faults');
  return undefined;
}

/** The button that writes, what came of it, and what to do where it was refused. Nothing typed is lost by it. */
function Save({ draft, opened }: { draft: Draft; opened: Opened }) {
  const { edit, of } = opened;
  const busy = useSignal(false);
  const problem = useSignal<ProblemDetails | null>(null);
  const checked = draft.checked.value;
  const faulty = checked.state === 'ready' && checked.check.faults.length > 0;

  async function save(): Promise<void> {
    if (busy.peek()) return;
    busy.value = true;
    problem.value = null;
    try {
      const text = draft.text.peek();
      const saved =
        edit === 'text' && of !== null
          ? await saveText(of.value.id, of.value.version, text, draft.basis())
          : await proposeText(text);
      draft.forget();
      askAnew();
      announcement.value = w(edit === 'text' ? 'saved' : 'proposed', {
        title: pick(saved.title),
        version: saved.version,
      });
      go({ definition: saved.id, version: saved.version, edit: null });
    } catch (error) {
      problem.value = problemOf(error);
    } finally {
      busy.value = false;
    }
  }

  /** After looking at what somebody else saved: takes their tag, and writes. */
  async function overwrite(): Promise<void> {
    if (of === null) return;
    try {
      const path = definitionPath(of.value.id, of.value.version);
      draft.rebase((await getDefinition(path, new AbortController().signal)).etag);
      await save();
    } catch (error) {
      problem.value = problemOf(error);
    }
  }

  const allowed = may('propose_definition');
  return (
    <section class="save" aria-labelledby="save-title">
      <h3 id="save-title" class="visually-hidden">
        {w(edit === 'text' ? 'save.text' : 'save.propose')}
      </h3>
      {problem.value !== null && (
        <Refusal problem={problem.value} {...wordsProp(refusalWords(problem.value, edit))}>
          <p>{w('refused.kept')}</p>
          {problem.value.status === 412 && of !== null && (
            <p class="actions">
              <a
                href={formatAddress({
                  ...START,
                  view: 'definitions',
                  definition: of.value.id,
                  version: of.value.version,
                  lang: address.value.lang,
                })}
                target="_blank"
                rel="noreferrer"
              >
                {w('refused.theirs')}
              </a>
              <button type="button" onClick={overwrite}>
                {w('refused.mine')}
              </button>
            </p>
          )}
          {problem.value.status === 409 && edit === 'text' && (
            <p class="actions">
              <button
                type="button"
                onClick={() => {
                  uploaded.value = copyAgain(draft.text.peek(), of?.value.version ?? '1');
                  go({ definition: null, version: null, edit: 'new' });
                }}
              >
                {w('refused.copy')}
              </button>
            </p>
          )}
        </Refusal>
      )}
      {allowed === true && (
        <p class="save-bar">
          <button type="button" class="primary" aria-busy={busy.value} disabled={faulty} onClick={save}>
            {w(edit === 'text' ? 'save.text' : 'save.propose')}
          </button>
          <span class="hint">{faulty ? w('save.faulty') : checkWords(checked)}</span>
        </p>
      )}
      {allowed === false && (
        <HowElse what="propose" command="evenreach definition propose FILE --database URL" />
      )}
    </section>
  );
}

function wordsProp(words: string | undefined): { words?: string } {
  return words === undefined ? {} : { words };
}

/** What was meant for a version that can no longer change becomes a draft of the next one. */
function copyAgain(text: string, version: string): string {
  return copyOf(
    text,
    version,
    definitions.peek().map((d) => d.version),
  );
}

function initialText({ edit, of }: Opened): string {
  if (of === null) return '';
  if (edit !== 'copy') return of.value.text;
  const versions = definitions.peek().filter((d) => d.id === of.value.id);
  return copyOf(
    of.value.text,
    of.value.version,
    versions.map((d) => d.version),
  );
}

function draftOf(opened: Opened): Draft {
  const { edit, of } = opened;
  const what = of === null ? '' : ` ${of.value.id}@${of.value.version}`;
  const draft = openDraft(`evenreach.definition.${edit}${what}`, initialText(opened), of?.etag ?? null);
  const file = uploaded.peek();
  if (edit === 'new' && file !== null) {
    draft.write(file);
    draft.kept.value = false;
    uploaded.value = null;
  }
  return draft;
}

/** The editor, once there is something to edit. What it began with stays the same, whatever is saved elsewhere. */
function Work({ opened }: { opened: Opened }) {
  const [first] = useState(opened);
  const [draft] = useState(() => draftOf(first));
  useEffect(() => () => draft.close(), [draft]);
  return (
    <>
      {draft.kept.value && (
        <p class="kept" role="status">
          {w('kept')}{' '}
          <button type="button" onClick={() => draft.startOver()}>
            {w(first.edit === 'new' ? 'kept.empty' : 'kept.over')}
          </button>
        </p>
      )}
      <div class="edit-columns">
        <Editor draft={draft} />
        <Tried draft={draft} base={first.base} />
      </div>
      <Save draft={draft} opened={first} />
    </>
  );
}

function Fixed({ of }: { of: DefinitionDetail }) {
  return (
    <>
      <p class="refused">{w('refused.fixed')}</p>
      <p class="actions">
        <PageLink to={{ definition: of.id, version: of.version, edit: 'copy' }}>{w('edit_copy')}</PageLink>
        <PageLink to={{ definition: of.id, version: of.version, edit: null }}>{w('back.version')}</PageLink>
      </p>
    </>
  );
}

/** Writing: a copy of a version, a version that may still change, or a text from a file or from nothing. */
export function EditPage({ edit }: { edit: Edit }) {
  const of = edit === 'new' ? null : detail.value;
  const known = defaultDefinition.value;
  const loaded = edit === 'new' ? listResource.loaded.value : detailResource.loaded.value;
  const listed = definitions.value.length > 0;
  const fixed = edit === 'text' && (of?.value.standing === 'agreed' || of?.value.standing === 'superseded');
  const ready = listed && known !== null && (edit === 'new' || of !== null);
  // Seen once, a version stays open here: somebody else may adopt it, and what was typed must not vanish.
  const wasOpen = useSignal(false);
  if (ready && !fixed) wasOpen.value = true;
  return (
    <>
      <p class="back">
        {of === null ? (
          <PageLink to={{ version: null, edit: null }}>← {w('back')}</PageLink>
        ) : (
          <PageLink to={{ edit: null }}>← {w('back.version')}</PageLink>
        )}
      </p>
      <h2 tabIndex={-1}>
        {of === null
          ? w('edit.new')
          : w(`edit.${edit}`, { title: pick(of.value.title), version: of.value.version })}
      </h2>
      <p class="lead">{w(`edit.${edit}.lead`)}</p>
      {loaded.state === 'failed' && <Trouble problem={loaded.problem} retry={detailResource.retry} />}
      {!ready && loaded.state !== 'failed' && <p class="hint">{t('app.loading')}</p>}
      {ready && fixed && of !== null && !wasOpen.value && <Fixed of={of.value} />}
      {ready && (!fixed || wasOpen.value) && (
        <Work
          opened={{
            edit,
            of,
            base: {
              definition: of?.value.id ?? known.id,
              version: of === null || of.value.current ? null : of.value.version,
              words: w('compare.option', {
                title: pick(of?.value.title ?? known.title),
                version: of?.value.version ?? known.version,
              }),
            },
          }}
        />
      )}
    </>
  );
}
