import { type AskedFor, VISIBILITIES } from '../../api/requests';
import { dateName, listed, t, tData } from '../../i18n/i18n';
import { START } from '../../state/address';
import { latest } from '../../state/resource';
import { address } from '../../state/store';
import { PageLink } from '../../ui/PageLink';
import { Trouble } from '../../ui/Trouble';
import { DecisionOfRequest } from '../decisions/DecisionPart';
import { EffectPart } from './EffectPart';
import { AccessPart, HistoryPart } from './HistoryPart';
import { MovesPart } from './MovesPart';
import { OtherwisePart } from './OtherwisePart';
import {
  Answers,
  Asker,
  askedWords,
  EvidenceList,
  GapLinks,
  Loading,
  OwnWords,
  StateMark,
  WebLink,
  whereWords,
  wordsLang,
} from './parts';
import { seenBy } from './register';
import { kindName, languageName, request, requestResource } from './state';
import { VisibilityPart } from './VisibilityPart';
import { w } from './words';

function Asked({ of }: { of: AskedFor }) {
  return (
    <dl class="asked">
      <dt>{w('field.where')}</dt>
      <dd>{whereWords(of)}</dd>
      {of.notes !== null && (
        <>
          <dt>{w('field.notes')}</dt>
          <dd>
            <OwnWords text={of.notes} lang={wordsLang(of)} />
          </dd>
        </>
      )}
      {of.why !== '' && (
        <>
          <dt>{w('field.why')}</dt>
          <dd>
            <OwnWords text={of.why} lang={wordsLang(of)} />
          </dd>
        </>
      )}
      {of.since !== null && (
        <>
          <dt>{w('field.since')}</dt>
          <dd>{dateName(of.since)}</dd>
        </>
      )}
      {of.delivery_mode !== null && (
        <>
          <dt>{w('field.delivery_mode')}</dt>
          <dd>{tData('delivery', of.delivery_mode)}</dd>
        </>
      )}
      {of.languages.length > 0 && (
        <>
          <dt>{w('field.languages')}</dt>
          <dd>{listed(of.languages.map(languageName))}</dd>
        </>
      )}
      {of.cultural_grounding !== '' && (
        <>
          <dt>{w('field.cultural_grounding')}</dt>
          <dd>
            <OwnWords text={of.cultural_grounding} lang={wordsLang(of)} />
          </dd>
        </>
      )}
      {of.evidence.length > 0 && (
        <>
          <dt>{w('field.evidence')}</dt>
          <dd>
            <EvidenceList of={of.evidence} />
          </dd>
        </>
      )}
      {of.labels.length > 0 && (
        <>
          <dt>{w('field.labels')}</dt>
          <dd>
            <ul>
              {of.labels.map((label) => (
                <li key={label}>
                  <WebLink address={label} />
                </li>
              ))}
            </ul>
          </dd>
        </>
      )}
    </dl>
  );
}

const GONE = 410;

/** One request, whole: what was asked, what became of it, and what whoever looks at it may do. */
export function RequestPage() {
  const loaded = requestResource.loaded.value;
  const tagged = request.value;
  const back = (
    <p class="back">
      <PageLink to={{ register: { ...address.value.register, request: null, correct: false } }}>
        ← {w('back')}
      </PageLink>
    </p>
  );
  if (loaded.state === 'failed' && loaded.problem.status === GONE) {
    return (
      <>
        {back}
        <h2 tabIndex={-1}>{w('gone.title')}</h2>
        <p>{w('gone.words')}</p>
      </>
    );
  }
  if (tagged === null) {
    return (
      <>
        {back}
        <h2 tabIndex={-1}>{w('one.title')}</h2>
        {loaded.state === 'failed' ? (
          <Trouble problem={loaded.problem} retry={requestResource.retry} />
        ) : (
          <Loading />
        )}
      </>
    );
  }
  const { value } = tagged;
  const owns = value.may.some((what) => what !== 'answer');
  return (
    <>
      {back}
      <h2 tabIndex={-1}>{kindName(value.service_type)}</h2>
      <p class="one-head" aria-busy={latest(loaded) !== null && loaded.state === 'waiting'}>
        <StateMark of={value} />
        <span>
          {w('asked.by')} <Asker of={value} />
        </span>
        <span class="hint">{askedWords(value)}</span>
      </p>
      {value.origin === 'public_record' && <p class="from-record">{w('record.note')}</p>}
      {seenBy(value) !== 'public' && (
        <p class="who-sees">{w('seen.by', { who: w(`seen.${seenBy(value)}`) })}</p>
      )}
      <div class="one-columns">
        <div>
          <Asked of={value} />
          {value.origin === 'public_record' && <OtherwisePart of={tagged} />}
          {value.origin === 'submitted' && (
            <section aria-labelledby="answers-title">
              <h3 id="answers-title">{w('answers.title')}</h3>
              <Answers of={value} />
            </section>
          )}
          <DecisionOfRequest request={value.id} />
          <EffectPart id={value.id} />
          <section aria-labelledby="gap-title">
            <h3 id="gap-title">{w('gap.title')}</h3>
            <GapLinks of={value} />
          </section>
        </div>
        <div class="one-actions">
          <MovesPart of={tagged} />
          {value.may.includes('correct') && (
            <section aria-labelledby="correct-title">
              <h3 id="correct-title">
                {w(value.state === 'draft' ? 'server_draft.title' : 'correct.title')}
              </h3>
              {value.state === 'draft' && <p>{w('server_draft.lead')}</p>}
              <p>
                <PageLink to={{ register: { ...START.register, request: value.id, correct: true } }}>
                  {w(value.state === 'draft' ? 'outbox.continue' : 'correct.link')}
                </PageLink>
              </p>
            </section>
          )}
          {value.may.includes('restrict') && <VisibilityPart of={tagged} choices={VISIBILITIES} />}
          {(value.origin === 'submitted' || value.names.length > 0 || value.corrections.length > 0) && (
            <HistoryPart id={value.id} />
          )}
          {owns && value.government !== null && <AccessPart id={value.id} />}
          <p class="hint">
            {t('app.label', { name: w('one.number') })} <code>{value.id}</code>
          </p>
        </div>
      </div>
    </>
  );
}
