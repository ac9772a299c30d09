import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { Asked } from '../../api/paths';
import { askCircuit, askSiting, type Circuit, circuitBody, type Sited, sitingBody } from '../../api/siting';
import type { ProblemDetails } from '../../api/wire';
import { t } from '../../i18n/i18n';
import { SEARCHES } from '../../state/siting';
import { address, asked, pack } from '../../state/store';
import { useResource } from '../../state/useResource';
import { PageLink } from '../../ui/PageLink';
import { Trouble } from '../../ui/Trouble';
import { useArrival } from '../../ui/useArrival';
import { PlacesAnswer } from './PlacesAnswer';
import { PlacesForm } from './PlacesForm';
import { type Communities, useCommunities } from './places';
import { RoundAnswer } from './RoundAnswer';
import { RoundForm } from './RoundForm';
import { w } from './words';
import '../../ui/plan.css';
import './siting.css';

const INVALID = 422;

function Searches() {
  const { siting } = address.value;
  return (
    <nav class="plan-parts" aria-label={w('searches')}>
      {SEARCHES.map((search) => (
        <PageLink
          key={search}
          to={{ siting: { ...siting, search } }}
          current={search === siting.search ? 'page' : undefined}
        >
          {w(`search.${search}`)}
        </PageLink>
      ))}
    </nav>
  );
}

/** A form, what was asked with it, and the answer, in the words of the question that it is an answer to. */
function Search<Q, A>({
  question,
  body,
  ask,
  form,
  answer,
}: {
  question: Q | null;
  body: (question: Q, asked: Asked) => Record<string, unknown>;
  ask: (written: string, signal: AbortSignal) => Promise<A>;
  form: (problem: ProblemDetails | null, busy: boolean) => ComponentChildren;
  answer: (of: A, question: Q, written: string) => ComponentChildren;
}) {
  const shared = asked.value;
  const written = question === null || shared === null ? null : JSON.stringify(body(question, shared));
  const { loaded, retry } = useResource<A>(written, ask);
  const shown = useRef<{ of: A; question: Q; written: string } | null>(null);
  const now = loaded.value;
  if (now.state === 'ready' && question !== null && written !== null) {
    shown.current = { of: now.value, question, written };
  }
  if (now.state === 'failed' || written === null) shown.current = null;
  const problem = now.state === 'failed' ? now.problem : null;
  const waiting = written !== null && now.state === 'waiting';
  return (
    <>
      {form(problem, waiting)}
      {problem?.status === INVALID && (
        <p class="trouble" role="alert">
          {w('invalid')}
        </p>
      )}
      {problem !== null && problem.status !== INVALID && <Trouble problem={problem} retry={retry} />}
      {waiting && (
        <p class="said" role="status">
          {w('waiting')}
        </p>
      )}
      {shown.current !== null && (
        <div class="answer" aria-busy={waiting}>
          {answer(shown.current.of, shown.current.question, shown.current.written)}
        </div>
      )}
    </>
  );
}

function Places({ communities }: { communities: Communities }) {
  return (
    <Search<NonNullable<typeof address.value.siting.places>, Sited>
      question={address.value.siting.places}
      body={sitingBody}
      ask={askSiting}
      form={(problem, busy) => <PlacesForm communities={communities} problem={problem} busy={busy} />}
      answer={(of, question, written) => (
        <PlacesAnswer of={of} asked={question} written={written} communities={communities} />
      )}
    />
  );
}

function Round({ communities }: { communities: Communities }) {
  return (
    <Search<NonNullable<typeof address.value.siting.round>, Circuit>
      question={address.value.siting.round}
      body={circuitBody}
      ask={askCircuit}
      form={(problem, busy) => <RoundForm communities={communities} problem={problem} busy={busy} />}
      answer={(of, question, written) => (
        <RoundAnswer of={of} asked={question} written={written} communities={communities} />
      )}
    />
  );
}

/** Where additions serve best, with the proof; or the round of a team that visits. */
export function SitingPage() {
  const { search } = address.value.siting;
  const page = useArrival(search);
  const communities = useCommunities();
  const { loaded, retry } = communities.resource;
  // The forms name places and kinds of help: they begin once these are known.
  const known = pack.value !== null && asked.value !== null && communities.all.length > 0;
  return (
    <div class="siting plan" ref={page}>
      <h2 tabIndex={-1}>{w(`search.${search}.title`)}</h2>
      <p class="lead">{w(`search.${search}.lead`)}</p>
      <Searches />
      {loaded.value.state === 'failed' && <Trouble problem={loaded.value.problem} retry={retry} />}
      {!known && loaded.value.state !== 'failed' && <p class="hint">{t('app.loading')}</p>}
      {known && search === 'places' && <Places communities={communities} />}
      {known && search === 'round' && <Round communities={communities} />}
    </div>
  );
}
