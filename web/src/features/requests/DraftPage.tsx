import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { RequestInput } from '../../api/requests';
import { START } from '../../state/address';
import { announcement, go, pack } from '../../state/store';
import { PageLink } from '../../ui/PageLink';
import { Sure } from '../../ui/Sure';
import { Differences } from './Differences';
import { RequestFields } from './FormFields';
import { FIELDS, type Field, lacking, lackingForDraft, sortFaults } from './fields';
import { draftWords } from './OutboxPart';
import { type Draft, handOver, isDraft, isOpen, write } from './outbox';
import { author, change, kept, lasting, mine, outOfReach, sendNow } from './outboxState';
import { Loading } from './parts';
import { FaultSummary, Missing } from './Summary';
import { momentName, w } from './words';

/** While somebody types, what is written is kept once the keys have rested this long. */
const SETTLE_MS = 250;

function missingFor(as: 'request' | 'draft', input: RequestInput): Field[] {
  return as === 'draft' ? lackingForDraft(input) : lacking(input);
}

function Form({ draft }: { draft: Draft }) {
  const input = useSignal(draft.input);
  /** Of which revision `input` is, apart from what was typed since. */
  const revision = useSignal(draft.revision);
  const typed = useSignal(false);
  const theirs = useSignal<Draft | null>(null);
  /** What it was last tried to be sent as. */
  const asked = useSignal<'request' | 'draft' | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  /** Keeps what is here, unless another tab has written something else meanwhile. */
  async function keep(how: 'unless_changed' | 'over_theirs' = 'unless_changed'): Promise<boolean> {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    let other: Draft | null = null;
    const words = input.peek();
    const then = await change(draft.id, (one) => {
      if (!isOpen(one)) return one;
      if (one.revision !== revision.peek() && how === 'unless_changed') {
        other = one;
        return one;
      }
      return write(one, words, Date.now());
    });
    theirs.value = other;
    if (other !== null || !isDraft(then)) return false;
    revision.value = then.revision;
    typed.value = input.peek() !== words;
    return true;
  }

  function edit(change: Partial<RequestInput>): void {
    input.value = { ...input.peek(), ...change };
    typed.value = true;
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = setTimeout(() => void keep(), SETTLE_MS);
  }

  // Another tab has written on: where nothing was typed here, its words are taken over.
  useEffect(() => {
    if (typed.peek() || draft.revision === revision.peek()) return;
    input.value = draft.input;
    revision.value = draft.revision;
  }, [draft, input, revision, typed]);

  // Whoever leaves in the middle of a word finds it again.
  useEffect(() => {
    const flush = () => {
      if (typed.peek()) void keep();
    };
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, []);

  async function send(as: 'request' | 'draft'): Promise<void> {
    asked.value = as;
    if (missingFor(as, input.peek()).length > 0) return;
    if (typed.peek() && !(await keep())) return;
    // The words of this tab, and no others: what another one has written since is looked at first.
    const then = await change(draft.id, (one) =>
      isOpen(one) && one.revision === revision.peek() ? handOver(one, Date.now(), as) : one,
    );
    if (!isDraft(then) || then.phase !== 'waiting') return;
    announcement.value = w('draft.handed_over');
    go({ register: { ...START.register, list: 'ours' } });
    await sendNow();
  }

  const missing = asked.value === null ? [] : missingFor(asked.value, input.value);
  const { by } = sortFaults(draft.trouble);
  const faults = { ...by };
  for (const field of missing) faults[field] ??= [];
  return (
    <form
      class="request-form"
      aria-label={w('draft.title')}
      onSubmit={(event) => {
        event.preventDefault();
        void send('request');
      }}
      noValidate
    >
      {draft.trouble !== null && draft.phase === 'refused' && <FaultSummary problem={draft.trouble} />}
      <RequestFields input={input.value} write={edit} faults={faults} government={draft.owner.government} />
      {theirs.value !== null && (
        <div class="trouble" role="alert">
          <p>
            <strong>{w('draft.other_tab')}</strong>
          </p>
          <Differences
            fields={FIELDS}
            theirs={theirs.value.input}
            mine={input.value}
            theirsWords={w('differ.other_tab')}
          />
          <p class="actions">
            <button type="button" onClick={() => void keep('over_theirs')}>
              {w('draft.keep_mine')}
            </button>
            <button
              type="button"
              onClick={() => {
                const other = theirs.peek();
                if (other === null) return;
                input.value = other.input;
                revision.value = other.revision;
                typed.value = false;
                theirs.value = null;
              }}
            >
              {w('draft.keep_theirs')}
            </button>
          </p>
        </div>
      )}
      {missing.length > 0 && <Missing fields={missing} />}
      <div class="send-bar">
        <button type="submit" class="primary">
          {w(outOfReach.value ? 'draft.send.later' : 'draft.send')}
        </button>
        <span class="hint" role="status" data-kept={!typed.value}>
          {lasting.value === false
            ? w('outbox.not_kept')
            : typed.value
              ? w('draft.keeping')
              : w('draft.kept', { when: momentName(draft.changedAtMs) })}
        </span>
        <button type="button" class="to-server" onClick={() => void send('draft')}>
          {w('draft.to_server')}
        </button>
        <Discard id={draft.id} />
      </div>
    </form>
  );
}

/** Throws a draft away, after asking once more on the spot. */
function Discard({ id }: { id: string }) {
  return (
    <Sure
      open={w('draft.discard')}
      what={w('draft.discard.sure')}
      act={w('draft.discard.do')}
      leave={w('draft.discard.leave')}
      run={async () => {
        await change(id, (one) => (isOpen(one) ? null : one));
        go({ register: { ...START.register, list: 'ours' } });
      }}
    />
  );
}

/** A request that is being written on this device. */
export function DraftPage({ id }: { id: string }) {
  const draft = mine.value.find((one) => one.id === id) ?? null;
  const known = lasting.value !== null && author.value !== null;
  const strange = kept.value.some((one) => one.id === id) && draft === null;
  return (
    <>
      <p class="back">
        <PageLink to={{ register: { ...START.register, list: 'ours' } }}>← {w('back.ours')}</PageLink>
      </p>
      <h2 tabIndex={-1}>{w('draft.title')}</h2>
      {draft === null && !known && author.value === null && strange && <p>{w('draft.sign_in')}</p>}
      {draft === null && !known && !strange && <Loading />}
      {draft === null && known && <p>{w('draft.none')}</p>}
      {draft !== null && !isDraft(draft) && (
        <p>
          {w('draft.arrived')}{' '}
          <PageLink to={{ register: { ...START.register, request: draft.request } }}>
            {w('outbox.open')}
          </PageLink>
        </p>
      )}
      {draft !== null && isDraft(draft) && draft.phase === 'waiting' && (
        <p role="status">
          {draftWords(draft)}{' '}
          <PageLink to={{ register: { ...START.register, list: 'ours' } }}>{w('back.ours')}</PageLink>
        </p>
      )}
      {isOpen(draft) && pack.value !== null && (
        <>
          <p class="lead">{w('draft.lead')}</p>
          <Form key={draft.id} draft={draft} />
        </>
      )}
      {isOpen(draft) && pack.value === null && <Loading />}
    </>
  );
}
