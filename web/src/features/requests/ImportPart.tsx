import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { checkSheet, type ImportReport, importSheet, templatePath } from '../../api/requests';
import type { ProblemDetails } from '../../api/wire';
import { number, wordsOf } from '../../i18n/i18n';
import { importEn } from '../../i18n/import.en';
import { importFr } from '../../i18n/import.fr';
import { askAnew, problemOf } from '../../state/resource';
import { announcement } from '../../state/store';
import { DataText } from '../../ui/DataText';
import { randomName } from './device';
import { faultsOf, faultyRows, foundOf, MOST_BYTES, MOST_SHOWN, mediaOf, type SheetFault } from './importing';
import { Refusal } from './parts';
import { w } from './words';

const iw = wordsOf({ en: importEn, fr: importFr });

const FAULTY = 422;
const TYPES = '.csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A sheet that was chosen: its bytes as they were then, whatever becomes of the file. */
interface Chosen {
  name: string;
  bytes: ArrayBuffer;
  media: string;
  key: string;
}

type Phase =
  | { at: 'start' }
  | { at: 'checking' | 'sending'; file: string }
  | { at: 'ready'; sheet: Chosen; report: ImportReport }
  | { at: 'done'; file: string; report: ImportReport }
  | { at: 'refused'; file: string; problem: ProblemDetails }
  | { at: 'unread'; words: 'too_large' | 'unreadable' };

/** The same bytes have the same key, so that a sheet that is chosen twice counts once. */
async function keyOf(bytes: ArrayBuffer): Promise<string> {
  // Only where the page came safely has the browser a digest to give.
  if (crypto.subtle === undefined) return randomName();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function Found({ of }: { of: SheetFault }) {
  const found = foundOf(of.found);
  switch (found.kind) {
    case 'nothing':
    case 'no_column':
    case 'twice':
      return <>{iw(`found.${found.kind}`)}</>;
    case 'letters':
    case 'entries':
      return <>{iw(`found.${found.kind}`, { n: number(Number(found.text)) })}</>;
    case 'code':
      return <>{iw('found.code', { n: found.text })}</>;
    case 'text':
      return (
        <span class="own-words" lang="" dir="auto">
          {found.text}
        </span>
      );
    case 'words':
      return <DataText text={found.text} />;
  }
}

function FaultTable({ of }: { of: readonly SheetFault[] }) {
  return (
    <>
      <table class="import-faults">
        <caption>{iw('faulty.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{iw('th.row')}</th>
            <th scope="col">{iw('th.column')}</th>
            <th scope="col">{iw('th.found')}</th>
            <th scope="col">{iw('th.expected')}</th>
          </tr>
        </thead>
        <tbody>
          {of.slice(0, MOST_SHOWN).map((fault, at) => (
            <tr key={`${at} ${fault.words}`} data-row={fault.row ?? ''} data-column={fault.column ?? ''}>
              <th scope="row">
                {fault.row === null ? (
                  iw('row.whole')
                ) : (
                  <>
                    <span class="narrow-only">{iw('th.row')} </span>
                    {number(fault.row)}
                  </>
                )}
              </th>
              <td data-head={iw('th.column')}>
                {fault.column === null ? iw('column.none') : <code>{fault.column}</code>}
              </td>
              <td data-head={iw('th.found')}>
                <Found of={fault} />
              </td>
              <td data-head={iw('th.expected')}>
                {iw(`expected.${fault.expected}`)}
                {fault.expected === 'other' && (
                  <>
                    {' '}
                    <DataText text={fault.words} />
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {of.length > MOST_SHOWN && (
        <p>{iw('faulty.more', { shown: number(MOST_SHOWN), all: number(of.length) })}</p>
      )}
    </>
  );
}

function Faulty({ file, problem }: { file: string; problem: ProblemDetails }) {
  const faults = faultsOf(problem);
  const rows = faultyRows(faults);
  return (
    <div class="trouble import-faulty">
      <h4 tabIndex={-1}>{iw('faulty.title', { file })}</h4>
      <p>{rows === 0 ? iw('faulty.file') : iw('faulty.rows', { rows: number(rows) })}</p>
      <FaultTable of={faults} />
    </div>
  );
}

function Ready({ of, send, leave }: { of: ImportReport; send: () => void; leave: () => void }) {
  return (
    <>
      <p>
        {iw('ready.words', {
          rows: number(of.rows),
          new: number(of.new),
          unchanged: number(of.unchanged),
        })}
      </p>
      <p>{iw(of.new === 0 ? 'ready.nothing' : 'ready.wait')}</p>
      {of.new > 0 && (
        <p class="actions">
          <button type="button" class="primary import-send" onClick={send}>
            {iw('send', { n: number(of.new) })}
          </button>
          <button type="button" onClick={leave}>
            {iw('cancel')}
          </button>
        </p>
      )}
    </>
  );
}

/** Many requests at once, from a government's own sheet: chosen, looked through, and sent whole or not at all. */
export function ImportPart() {
  const phase = useSignal<Phase>({ at: 'start' });
  const outcome = useRef<HTMLDivElement>(null);
  const { at } = phase.value;

  // What the sheet has come to is where one goes on from: keyboard and voice go there with the eye.
  useLayoutEffect(() => {
    if (at !== 'start') outcome.current?.querySelector<HTMLElement>('h4')?.focus();
  }, [at]);

  async function choose(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0];
    if (file === undefined) return;
    if (file.size > MOST_BYTES) {
      phase.value = { at: 'unread', words: 'too_large' };
      input.value = '';
      return;
    }
    phase.value = { at: 'checking', file: file.name };
    let bytes: ArrayBuffer;
    try {
      bytes = await file.arrayBuffer();
    } catch {
      phase.value = { at: 'unread', words: 'unreadable' };
      return;
    } finally {
      // The same file, mended, can then be chosen again.
      input.value = '';
    }
    const sheet = { name: file.name, bytes, media: mediaOf(bytes), key: await keyOf(bytes) };
    try {
      phase.value = { at: 'ready', sheet, report: await checkSheet(bytes, sheet.media) };
    } catch (error) {
      phase.value = { at: 'refused', file: sheet.name, problem: problemOf(error) };
    }
  }

  async function send({ name, bytes, media, key }: Chosen): Promise<void> {
    phase.value = { at: 'sending', file: name };
    try {
      phase.value = { at: 'done', file: name, report: await importSheet(bytes, media, key) };
      announcement.value = iw('done.announce');
      askAnew();
    } catch (error) {
      phase.value = { at: 'refused', file: name, problem: problemOf(error) };
    }
  }

  const now = phase.value;
  const busy = now.at === 'checking' || now.at === 'sending';
  return (
    <details class="import">
      <summary>{iw('title')}</summary>
      <p>{iw('lead')}</p>
      <p>{iw('private')}</p>
      <p class="actions">
        <a href={templatePath('xlsx')} download="requests-template.xlsx">
          {iw('template.xlsx')}
        </a>
        <a href={templatePath('csv')} download="requests-template.csv">
          {iw('template.csv')}
        </a>
      </p>
      <p class="hint">{iw('template.words')}</p>
      {/* The browser's own button speaks the browser's language, and names no file once one was looked through. */}
      <label class="file-choice">
        {iw(now.at === 'refused' ? 'choose.another' : 'choose')}
        <input
          class="visually-hidden"
          type="file"
          accept={TYPES}
          disabled={busy}
          onChange={(event) => void choose(event.currentTarget)}
        />
      </label>
      <p role="status" class="import-busy">
        {busy && iw(now.at)}
      </p>
      <div ref={outcome} class="import-outcome" data-at={now.at}>
        {now.at === 'ready' && (
          <div class="kept">
            <h4 tabIndex={-1}>{iw('ready.title', { file: now.sheet.name })}</h4>
            <Ready
              of={now.report}
              send={() => void send(now.sheet)}
              leave={() => {
                phase.value = { at: 'start' };
              }}
            />
          </div>
        )}
        {now.at === 'done' && (
          <div class="kept">
            <h4 tabIndex={-1}>{iw('done.title', { file: now.file })}</h4>
            <p>{iw('done.words', { rows: number(now.report.rows) })}</p>
          </div>
        )}
        {now.at === 'refused' &&
          (now.problem.status === FAULTY && now.problem.errors.length > 0 ? (
            <Faulty file={now.file} problem={now.problem} />
          ) : (
            <>
              <h4 tabIndex={-1}>{iw('refused.title', { file: now.file })}</h4>
              <Refusal problem={now.problem} />
            </>
          ))}
        {now.at === 'unread' && (
          <div class="trouble">
            <h4 tabIndex={-1}>{w('refused')}</h4>
            <p>{iw(now.words)}</p>
          </div>
        )}
      </div>
    </details>
  );
}
