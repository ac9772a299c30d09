import type { AskedFor } from '../../api/requests';
import { dateName } from '../../i18n/i18n';
import { START } from '../../state/address';
import { PageLink } from '../../ui/PageLink';
import { sayer } from './OtherwisePart';
import { Answers, Asker, askedWords, GapLinks, OwnWords, StateMark, whereWords, wordsLang } from './parts';
import { seenBy, waitingSince } from './register';
import { kindName } from './state';
import { w } from './words';

/** One request in a list: what, where, by whom, since when, and what became of it. */
export function Card({ of, waiting }: { of: AskedFor; waiting: boolean }) {
  const since = waitingSince(of);
  const words = of.notes ?? of.why;
  return (
    <li class="card" data-request={of.id}>
      <div class="card-head">
        <h3>
          <PageLink to={{ register: { ...START.register, request: of.id } }}>
            {kindName(of.service_type)}
            <span class="visually-hidden">, {of.requested_by}</span>
          </PageLink>
        </h3>
        <StateMark of={of} />
      </div>
      <p>
        {whereWords(of)}
        {' · '}
        {w('asked.by')} <Asker of={of} />
      </p>
      <p class="hint">
        {waiting && since !== null && <strong>{w('queue.since', { date: dateName(since) })} · </strong>}
        {askedWords(of)}
      </p>
      {of.origin === 'public_record' && <p class="from-record">{w('record.note')}</p>}
      {of.corrections.map((one) => (
        <p class="said-otherwise" key={one.government ?? ''}>
          <bdi>{sayer(one.government)}</bdi> {w('said.otherwise', { date: dateName(one.changed_on) })}
        </p>
      ))}
      {seenBy(of) !== 'public' && <p class="who-sees">{w('seen.by', { who: w(`seen.${seenBy(of)}`) })}</p>}
      {words !== '' && (
        <div class="excerpt">
          <OwnWords text={words} lang={wordsLang(of)} />
        </div>
      )}
      <Answers of={of} lastOnly />
      {of.state === 'draft' && of.may.includes('correct') && (
        <p class="actions">
          <PageLink class="write-on" to={{ register: { ...START.register, request: of.id, correct: true } }}>
            {w('outbox.continue')}
            <span class="visually-hidden">, {kindName(of.service_type)}</span>
          </PageLink>
        </p>
      )}
      <GapLinks of={of} />
    </li>
  );
}
