import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { forget, type KeptRow, keep, keepAgain, SHARES, type Share } from '../../api/scenarios';
import type { ProblemDetails } from '../../api/wire';
import { dateName, pick } from '../../i18n/i18n';
import { formatAddress } from '../../state/address';
import { askAnew } from '../../state/resource';
import { address, announcement } from '../../state/store';
import { DataText } from '../../ui/DataText';
import { PageLink } from '../../ui/PageLink';
import { Sure } from '../../ui/Sure';
import { useSubmitting } from '../account/form';
import { formatNamed } from './packed';
import { goWhatIf, isChanged, kept, keptList, named, scenario, withName } from './state';
import { w } from './words';

const OWN_WORDS = [0, 401, 403, 404, 412, 429] as const;

/** Why it was not kept: in the page's own words where it has some, then in the server's. */
function Refusal({ problem }: { problem: ProblemDetails }) {
  const own = OWN_WORDS.find((status) => status === problem.status);
  return (
    <div class="trouble" role="alert" data-status={problem.status}>
      <p>
        <strong>{w('keep.refused')}</strong> {own === undefined ? '' : w(`keep.refused.${own}`)}{' '}
        {own === undefined && problem.detail !== null && <DataText text={problem.detail} />}
      </p>
      {problem.errors.length > 0 && (
        <ul>
          {problem.errors.map((one) => (
            <li key={one.pointer + one.detail}>
              <DataText text={one.detail} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The link under which somebody else sees what is on screen; what is not kept travels in it. */
export function CopyLink() {
  const said = useSignal<'share.copied' | 'share.not_copied' | null>(null);
  const { id } = named.value;
  const search = formatAddress(address.value) || '?';
  const href = new URL(window.location.pathname + search, window.location.origin).href;
  return (
    <div class="copy-link">
      <p>
        <button
          type="button"
          onClick={() => {
            // Without a secure address there is no clipboard to write to; the link can still be copied by hand.
            const written = navigator.clipboard?.writeText(href) ?? Promise.reject();
            written.then(
              () => {
                said.value = 'share.copied';
              },
              () => {
                said.value = 'share.not_copied';
              },
            );
          }}
        >
          {w('share.copy')}
        </button>{' '}
        <span role="status">{said.value === null ? '' : w(said.value)}</span>
      </p>
      <p class="hint">{w(id !== null && !isChanged.value ? 'share.hint.kept' : 'share.hint.unkept')}</p>
      {said.value === 'share.not_copied' && (
        <p>
          <input type="text" readOnly value={href} aria-label={w('share.copy')} />
        </p>
      )}
    </div>
  );
}

function ShareChoice({ value, write }: { value: Share; write: (shared: Share) => void }) {
  const name = useId();
  return (
    <fieldset class="field">
      <legend>{w('shared.title')}</legend>
      {SHARES.map((one) => (
        <label class="radio" key={one}>
          <input type="radio" name={name} value={one} checked={value === one} onChange={() => write(one)} />
          <span>
            {w(`shared.${one}`)} <small class="hint">{w(`shared.${one}.what`)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** Keeps it under its name, for those who sign in; and says who may open it. */
export function KeepPart() {
  const id = useId();
  const record = kept.value;
  const own = record?.value.is_own === true;
  const picked = useSignal<{ of: string | null; shared: Share } | null>(null);
  const sending = useSubmitting();
  const was: Share = own && record.value.shared !== 'shipped' ? record.value.shared : 'own';
  const shared = picked.value?.of === named.value.id ? picked.value.shared : was;
  const mayKeep = keptList.value?.may_keep ?? false;
  const document = scenario.value;

  function done(key: string, words: string): void {
    picked.value = null;
    goWhatIf({ scenario: key }, 'replace');
    announcement.value = words;
    askAnew();
  }

  /** As a new one: what was opened stays as it is. */
  const keepNew = () =>
    sending.run(async () => {
      if (document === null) return;
      const { value } = await keep(withName(document), own ? 'own' : shared, named.peek().id);
      done(value.id, w('keep.done', { name: pick(value.name) }));
    });
  const keepSame = () =>
    sending.run(async () => {
      if (document === null || record === null) return;
      const { value } = await keepAgain(record.value.id, withName(document), shared, record.etag);
      done(value.id, w('keep.done', { name: pick(value.name) }));
    });
  const drop = () =>
    sending.run(async () => {
      if (record === null || document === null) return;
      await forget(record.value.id, record.etag);
      // What was kept stays on screen, in the address, as long as one wants it there.
      goWhatIf({ scenario: formatNamed(null, document) }, 'replace');
      announcement.value = w('forget.done');
      askAnew();
    });

  if (document === null) return null;
  const nothing = document.changes.length === 0;
  return (
    <section class="keep-part" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{w('keep.title')}</h3>
      <CopyLink />
      {keptList.value !== null && !mayKeep && (
        <p>
          {w('keep.sign_in')} <PageLink to={{ view: 'account' }}>{w('keep.sign_in.link')}</PageLink>
        </p>
      )}
      {mayKeep && (
        <form onSubmit={(event) => event.preventDefault()} aria-label={w('keep.title')}>
          <ShareChoice
            value={shared}
            write={(next) => {
              picked.value = { of: named.peek().id, shared: next };
            }}
          />
          {sending.problem.value !== null && <Refusal problem={sending.problem.value} />}
          <p class="keep-buttons">
            {own && (
              <button
                type="button"
                class="primary"
                data-keep="same"
                aria-busy={sending.busy.value}
                disabled={!isChanged.value && shared === was}
                onClick={keepSame}
              >
                {w('keep.same')}
              </button>
            )}{' '}
            <button
              type="button"
              class={own ? undefined : 'primary'}
              data-keep="new"
              aria-busy={sending.busy.value}
              disabled={nothing}
              onClick={keepNew}
            >
              {w(named.value.id === null ? 'keep.new' : 'keep.fork')}
            </button>{' '}
            {own && (
              <Sure
                open={w('forget.open')}
                what={w('forget.what')}
                act={w('forget.act')}
                leave={w('forget.leave')}
                busy={sending.busy.value}
                run={drop}
              />
            )}
          </p>
        </form>
      )}
    </section>
  );
}

/** Whose it is and who may open it, in one line. */
export function rowWords(of: KeptRow): string {
  const parts = [w(`shared.short.${of.shared}`)];
  if (of.owner !== null && !of.is_own) parts.push(of.owner.name);
  if (of.changed_on !== null) parts.push(dateName(of.changed_on));
  return parts.join(', ');
}
