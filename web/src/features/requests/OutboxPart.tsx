import { NO_ANSWER } from '../../api/client';
import { listed, number } from '../../i18n/i18n';
import { START } from '../../state/address';
import { signedIn } from '../../state/me';
import { go } from '../../state/store';
import { DataText } from '../../ui/DataText';
import { PageLink } from '../../ui/PageLink';
import { sortFaults } from './fields';
import { opensOffline } from './offline';
import { canTakeBack, type Draft, isClaimed, isDraft, isOpen, type Kept, takeBack } from './outbox';
import {
  author,
  beginDraft,
  change,
  lasting,
  mine,
  others,
  outOfReach,
  sending,
  tryNow,
} from './outboxState';
import { kindName, requests } from './state';
import { momentName, w } from './words';

function draftTitle(draft: Draft): string {
  return draft.input.service_type === '' ? w('outbox.untitled') : kindName(draft.input.service_type);
}

/** What is happening to a draft, and why it is not on its way yet, in one or two sentences. */
export function draftWords(draft: Draft): string {
  const { trouble } = draft;
  switch (draft.phase) {
    case 'writing':
      return w('outbox.writing', { when: momentName(draft.changedAtMs) });
    case 'refused': {
      const faults = trouble?.errors.length ?? 0;
      return faults === 0 ? w('outbox.refused') : w('outbox.refused.faults', { n: number(faults) });
    }
    case 'waiting': {
      const maybe = draft.unsure ? ` ${w('outbox.unsure')}` : '';
      if (isClaimed(draft, Date.now())) return w('outbox.sending');
      if (signedIn.value === null && !outOfReach.value) return w('outbox.sign_in') + maybe;
      if (trouble?.status === 401) return w('outbox.sign_in') + maybe;
      if (outOfReach.value || trouble === null || trouble.status === NO_ANSWER)
        return w('outbox.no_link') + maybe;
      return w('outbox.later', { when: momentName(draft.nextTryMs) }) + maybe;
    }
  }
}

function DraftItem({ draft }: { draft: Draft }) {
  const { rest } = sortFaults(draft.trouble);
  return (
    <li class={`outbox-item phase-${draft.phase}`} data-draft={draft.id} data-phase={draft.phase}>
      <p>
        <strong>{draftTitle(draft)}</strong> <span class="outbox-words">{draftWords(draft)}</span>
      </p>
      {draft.phase === 'refused' && rest.length === 0 && draft.trouble?.detail != null && (
        <p class="hint">
          <DataText text={draft.trouble.detail} />
        </p>
      )}
      <p class="actions">
        {isOpen(draft) && (
          <PageLink to={{ register: { ...START.register, draft: draft.id } }}>
            {w('outbox.continue')}
          </PageLink>
        )}
        {draft.phase === 'waiting' && (
          <button type="button" aria-busy={sending.value} onClick={() => tryNow(draft.id)}>
            {w('outbox.try')}
          </button>
        )}
        {canTakeBack(draft, Date.now()) && (
          <button
            type="button"
            onClick={() =>
              change(draft.id, (one) => (isDraft(one) && canTakeBack(one, Date.now()) ? takeBack(one) : one))
            }
          >
            {w('outbox.take_back')}
          </button>
        )}
      </p>
    </li>
  );
}

function ArrivedItem({ of }: { of: Extract<Kept, { phase: 'arrived' }> }) {
  const request = requests.value.find((one) => one.id === of.request);
  return (
    <li class="outbox-item phase-arrived" data-phase="arrived">
      <p>
        {request !== undefined && <strong>{kindName(request.service_type)} </strong>}
        <span class="outbox-words">{w('outbox.arrived', { when: momentName(of.atMs) })}</span>
      </p>
      <p class="actions">
        <PageLink to={{ register: { ...START.register, request: of.request } }}>{w('outbox.open')}</PageLink>
        <button type="button" onClick={() => change(of.id, () => null)}>
          {w('outbox.hide')}
        </button>
      </p>
    </li>
  );
}

/** What lies on this device: what is being written, what waits, what was refused and why, what has arrived. */
export function OutboxPart() {
  if (author.value === null) {
    if (others.value.length === 0) return null;
    return <p class="kept">{w('outbox.others', { names: listed(others.value) })}</p>;
  }
  return (
    <section class="outbox" aria-labelledby="outbox-title">
      <h3 id="outbox-title" class={mine.value.length === 0 ? 'visually-hidden' : undefined}>
        {w('outbox.title')}
      </h3>
      {mine.value.length > 0 && (
        <ul aria-live="polite">
          {mine.value.map((one) =>
            isDraft(one) ? <DraftItem key={one.id} draft={one} /> : <ArrivedItem key={one.id} of={one} />,
          )}
        </ul>
      )}
      <p class="actions">
        <button
          type="button"
          class="primary new-request"
          onClick={async () => {
            const draft = await beginDraft();
            if (draft !== null) go({ register: { ...START.register, draft: draft.id } });
          }}
        >
          {w('new')}
        </button>
      </p>
      <p class="hint">
        {w(lasting.value === false ? 'outbox.not_kept' : 'outbox.kept')}{' '}
        {opensOffline.value && <span class="opens-offline">{w('outbox.opens_offline')}</span>}
      </p>
    </section>
  );
}
