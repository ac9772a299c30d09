import { useId, useRef } from 'preact/hooks';
import { type DecisionList, decisionsPath } from '../../api/decisions';
import {
  type Priorities,
  type PrioritiesFormat,
  prioritiesPath,
  SCOPES,
  type Weights,
} from '../../api/priorities';
import { pick, t } from '../../i18n/i18n';
import { lang } from '../../i18n/lang';
import { PARTS } from '../../state/ranking';
import { latest } from '../../state/resource';
import { address, asked, definition, go, pack, versionResource } from '../../state/store';
import { useResource } from '../../state/useResource';
import { PageLink } from '../../ui/PageLink';
import { Permalink } from '../../ui/Permalink';
import { Trouble } from '../../ui/Trouble';
import { useArrival } from '../../ui/useArrival';
import { DecisionsPage } from '../decisions/DecisionsPage';
import { AsOfChoice, DefinitionChoice, SupplyChoice } from '../gaps/Controls';
import { WhenChoice } from '../gaps/WhenChoice';
import { OptionPage } from './OptionPage';
import { OptionsTable } from './OptionsTable';
import { Orders } from './Orders';
import { RankMap } from './RankMap';
import { type Row, reranked, rowsOf, sharesOf } from './ranking';
import { WeightsPart } from './WeightsPart';
import { saidWords, w } from './words';
import '../../ui/plan.css';
import './priorities.css';

/** The kinds of help whose gaps and requests are ranked: all of them, or one. */
function HelpChoice() {
  const id = useId();
  return (
    <div class="field field-standard">
      <label for={id}>{t('choose.standard')}</label>
      <select
        id={id}
        value={address.value.standard ?? ''}
        onChange={(event) => go({ standard: event.currentTarget.value || null })}
      >
        <option value="">{w('help.all')}</option>
        {(definition.value?.standards ?? []).map((one) => (
          <option key={one.id} value={one.id}>
            {pick(one.title)}
          </option>
        ))}
      </select>
    </div>
  );
}

function ScopeChoice() {
  const id = useId();
  const { ranking } = address.value;
  return (
    <div class="field">
      <label for={id}>{w('scope')}</label>
      <select
        id={id}
        value={ranking.scope}
        onChange={(event) => {
          const scope = SCOPES.find((one) => one === event.currentTarget.value);
          if (scope !== undefined) go({ ranking: { ...ranking, scope } });
        }}
      >
        {SCOPES.map((scope) => (
          <option key={scope} value={scope}>
            {w(`scope.${scope}`)}
          </option>
        ))}
      </select>
    </div>
  );
}

function Choices() {
  return (
    <form class="controls" aria-label={w('choose.title')} onSubmit={(event) => event.preventDefault()}>
      <HelpChoice />
      <ScopeChoice />
      <WhenChoice />
      <details class="more">
        <summary>{t('choose.more')}</summary>
        <div class="more-body">
          <DefinitionChoice />
          <SupplyChoice />
          <AsOfChoice />
        </div>
      </details>
    </form>
  );
}

/** The ranking, or what has been decided. */
function Parts() {
  const { ranking } = address.value;
  return (
    <nav class="plan-parts" aria-label={w('parts')}>
      {PARTS.map((part) => (
        <PageLink
          key={part}
          to={{ ranking: { ...ranking, part, option: null } }}
          current={part === ranking.part ? 'page' : undefined}
        >
          {w(`part.${part}`)}
        </PageLink>
      ))}
    </nav>
  );
}

const FORMATS: readonly PrioritiesFormat[] = ['xlsx', 'csv', 'geojson', 'json'];

function Downloads() {
  const id = useId();
  const { ranking, standard } = address.value;
  const question = asked.value;
  if (question === null) return null;
  return (
    <section class="downloads" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{w('download.title')}</h3>
      <ul>
        {FORMATS.map((format) => (
          <li key={format}>
            <a href={prioritiesPath(question, standard, ranking, { format, lang: lang.value })} download>
              {w(`download.${format}`)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function RankingPart({ of, rows, settled }: { of: Priorities; rows: readonly Row[]; settled: boolean }) {
  const { loaded } = useResource<DecisionList>(decisionsPath);
  const decisions = latest(loaded.value)?.decisions ?? [];
  if (of.options.length === 0) return <p class="said">{w('said.none')}</p>;
  return (
    <>
      <p class="said" role="status">
        {saidWords(rows, of.settings.samples, settled)}
      </p>
      <div class="planned">
        <RankMap rows={rows} open={(option) => go({ ranking: { ...address.peek().ranking, option } })} />
        <Orders rows={rows} />
      </div>
      <OptionsTable rows={rows} criteria={of.criteria} settled={settled} decisions={decisions} />
      <p class="hint">{w('method', { samples: of.settings.samples, seed: of.settings.seed })}</p>
      <Downloads />
      <Permalink of={of.question} />
    </>
  );
}

/** Whether the answer on screen was made by the weights that are chosen. */
function madeBy(of: Priorities, weights: Weights): boolean {
  return Object.entries(weights).every(
    ([id, share]) => Math.abs((of.settings.weights[id as keyof Weights] ?? 0) - share) < 1e-4,
  );
}

function Ranked() {
  const { ranking, standard } = address.value;
  const shares = ranking.weights === null ? null : sharesOf(ranking.weights);
  const nothing = ranking.weights !== null && shares === null;
  const path = asked.value === null || nothing ? null : prioritiesPath(asked.value, standard, ranking);
  const { loaded, retry } = useResource<Priorities>(path);
  const answer = latest(loaded.value);
  const kept = useRef<Priorities | null>(null);
  // Where there is no ranking, for want of weights or of an answer, the weights have to stay in reach.
  if (answer !== null) kept.current = answer;
  const shown = answer ?? kept.current;
  const failed = loaded.value.state === 'failed' ? loaded.value.problem : null;
  const settled = shares === null || answer === null || madeBy(answer, shares);
  const rows =
    answer === null
      ? []
      : settled || shares === null
        ? rowsOf(answer.options)
        : reranked(answer.options, shares);
  const trouble = failed === null ? null : <Trouble problem={failed} retry={retry} />;
  if (shown === null) return trouble ?? <p class="hint">{t('app.loading')}</p>;
  const { option } = ranking;
  return (
    <div class="answer" aria-busy={loaded.value.state === 'waiting'}>
      {option === null && <WeightsPart of={shown} />}
      {trouble}
      {answer !== null &&
        (option === null ? (
          <RankingPart of={answer} rows={rows} settled={settled} />
        ) : (
          <OptionPage id={option} of={answer} row={rows.find((row) => row.option.id === option)} />
        ))}
    </div>
  );
}

/** What stands where there is no answer, and none is on its way. */
function nothingToAsk(): boolean {
  return pack.value !== null && versionResource.loaded.value.state === 'idle' && definition.value === null;
}

/** Which option first, by which weights, how firmly; and what the working group has decided. */
export function PrioritiesPage() {
  const { part, option } = address.value.ranking;
  const page = useArrival(`${part} ${option ?? ''}`);
  return (
    <div class="priorities plan" ref={page}>
      {option === null && (
        <>
          <h2 tabIndex={-1}>{w(`part.${part}.title`)}</h2>
          <p class="lead">{w(`part.${part}.lead`)}</p>
          <Parts />
        </>
      )}
      {part === 'decisions' && option === null ? (
        <DecisionsPage />
      ) : (
        <>
          {option === null && <Choices />}
          {nothingToAsk() ? <p class="said">{w('no_definition')}</p> : <Ranked />}
        </>
      )}
    </div>
  );
}
