import { useId } from 'preact/hooks';
import {
  CRITERIA,
  DRAWN,
  type First,
  type OfCriteria,
  type Option,
  type Priorities,
  prioritiesPath,
} from '../../api/priorities';
import { listed, number, percent, pick, t } from '../../i18n/i18n';
import { START } from '../../state/address';
import { latest } from '../../state/resource';
import { address, asked } from '../../state/store';
import { useResource } from '../../state/useResource';
import { PageLink } from '../../ui/PageLink';
import { Trouble } from '../../ui/Trouble';
import { DecisionPart } from '../decisions/DecisionPart';
import { Meter } from './Meter';
import { beyond, type Row } from './ranking';
import { gainWords, often, range, rankWords, rawWords, two, w } from './words';

function titleOf(options: readonly Option[], id: string): string {
  const found = options.find((one) => one.id === id);
  return found === undefined ? id : pick(found.title);
}

/** "People gaining 40 %, days gained 60 %" */
function weightsWords(weights: OfCriteria<number>, criteria: Priorities['criteria']): string {
  const parts = CRITERIA.flatMap((id) => {
    const criterion = criteria.find((one) => one.id === id);
    const share = weights[id] ?? 0;
    if (criterion === undefined || share < 0.005) return [];
    return [w('weights.part', { name: pick(criterion.title), share: percent(share) })];
  });
  return listed(parts);
}

function Judgements({ option, criteria }: { option: Option; criteria: Priorities['criteria'] }) {
  const id = useId();
  return (
    <section aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{w('option.criteria')}</h3>
      <table class="judgements">
        <caption class="visually-hidden">{w('option.criteria')}</caption>
        <thead>
          <tr>
            <th scope="col">{w('column.criterion')}</th>
            <th scope="col">{w('column.raw')}</th>
            <th scope="col">{w('column.value')}</th>
            <th scope="col">{w('column.weight')}</th>
          </tr>
        </thead>
        <tbody>
          {CRITERIA.map((one) => {
            const criterion = criteria.find((c) => c.id === one);
            const judged = option.criteria[one];
            if (criterion === undefined || judged === undefined) return null;
            return (
              <tr key={one} data-criterion={one}>
                <th scope="row">
                  {pick(criterion.title)}
                  <small>{pick(criterion.unit)}</small>
                </th>
                <td>
                  {rawWords(one, judged)}
                  {judged.studies?.length === 0 && <small>{w('studies.none')}</small>}
                </td>
                <td class="with-meter">
                  <span>{range(judged.value, two)}</span>
                  <Meter of={judged.value} />
                </td>
                <td>{percent(criterion.weight)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** How often it has which rank, as bars with their numbers: what is seen and what is heard are one table. */
function Firmness({ of: option, samples }: { of: Option; samples: number }) {
  const id = useId();
  const shares = (rank: number) => DRAWN.map((drawn) => option.acceptability[drawn].ranks[rank] ?? 0);
  const told = option.acceptability.weights.ranks.map((_, rank) => rank);
  const rows = [
    ...told.map((rank) => ({ key: `${rank + 1}`, name: number(rank + 1), of: shares(rank) })),
    {
      key: 'beyond',
      name: w('firm.beyond', { n: number(told.length) }),
      of: DRAWN.map((drawn) => beyond(option.acceptability[drawn])),
    },
  ];
  return (
    <section class="firmness" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{w('firm.title')}</h3>
      <ul class="in-words">
        {DRAWN.map((drawn) => {
          const { ranks, best, worst, mean } = option.acceptability[drawn];
          return (
            <li key={drawn} data-drawn={drawn}>
              {w(`firm.${drawn}`, {
                first: often(ranks[0] ?? 0),
                best: number(best),
                worst: number(worst),
                mean: number(mean, 1),
              })}
            </li>
          );
        })}
      </ul>
      <p>
        {w('firm.possible', {
          best: number(option.ranks_possible.best),
          worst: number(option.ranks_possible.worst),
        })}
      </p>
      <table class="histogram">
        <caption>{w('firm.caption', { samples: number(samples) })}</caption>
        <thead>
          <tr>
            <th scope="col">{w('column.rank')}</th>
            {DRAWN.map((drawn) => (
              <th scope="col" key={drawn}>
                {w(`drawn.${drawn}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, of }) => (
            <tr key={key} data-rank={key}>
              <th scope="row">{name}</th>
              {of.map((share, at) => (
                <td key={DRAWN[at]} class="with-meter">
                  <span>{often(share)}</span>
                  <Meter of={{ at_least: share, at_most: share }} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** So many names are told in a sentence; more of them are a list that one opens. */
const FEW = 5;

/** The options that it stays behind by whatever weights. */
function Behind({ ids, options }: { ids: readonly string[]; options: readonly Option[] }) {
  const names = ids.map((id) => titleOf(options, id));
  if (names.length <= FEW) return <>{w('first.behind', { names: listed(names) })}</>;
  return (
    <details>
      <summary>{w('first.behind.many', { n: number(names.length) })}</summary>
      <ul class="in-words">
        {names.map((name, at) => (
          <li key={ids[at]}>{name}</li>
        ))}
      </ul>
    </details>
  );
}

function FirstWords({ of, from }: { of: First; from: Priorities }) {
  const facts = of.facts.filter((set) => set.length > 0);
  const names = (ids: readonly string[]) =>
    listed(
      ids.map((id) => {
        const found = from.criteria.find((one) => one.id === id);
        return found === undefined ? id : pick(found.title);
      }),
    );
  return (
    <>
      <p class="first-said">{pick(of.sentence)}</p>
      {!of.is_first && (
        <ul class="in-words">
          <li>
            {of.weights === null
              ? w('first.no_weights')
              : w('first.weights', {
                  moved: percent(of.weights.moved),
                  weights: weightsWords(of.weights.weights, from.criteria),
                })}
          </li>
          {of.weights_at_best !== null && (
            <li>
              {of.weights_at_best.moved < 0.005
                ? w('first.at_best.as_they_are')
                : w('first.at_best', {
                    moved: percent(of.weights_at_best.moved),
                    weights: weightsWords(of.weights_at_best.weights, from.criteria),
                  })}
            </li>
          )}
          {facts.length === 0 ? (
            <li>{w('first.no_facts')}</li>
          ) : (
            facts.map((set) => <li key={set.join()}>{w('first.facts', { names: names(set) })}</li>)
          )}
          {of.always_behind.length > 0 && (
            <li>
              <Behind ids={of.always_behind} options={from.options} />
            </li>
          )}
        </ul>
      )}
    </>
  );
}

function FirstPart({ option }: { option: string }) {
  const id = useId();
  const { ranking, standard } = address.value;
  const path =
    asked.value === null ? null : prioritiesPath(asked.value, standard, ranking, { first: option });
  const { loaded, retry } = useResource<Priorities>(path);
  const answer = latest(loaded.value);
  const first = answer?.first.find((one) => one.option === option);
  return (
    <section class="first" aria-labelledby={`${id}-title`} aria-busy={loaded.value.state === 'waiting'}>
      <h3 id={`${id}-title`}>{w('first.title')}</h3>
      {loaded.value.state === 'failed' && <Trouble problem={loaded.value.problem} retry={retry} />}
      {first === undefined && loaded.value.state !== 'failed' && <p class="hint">{t('app.loading')}</p>}
      {first !== undefined && answer !== null && <FirstWords of={first} from={answer} />}
    </section>
  );
}

function Links({ of }: { of: Option }) {
  const [standard] = of.standards;
  if (of.request !== null) {
    return (
      <p>
        <PageLink
          to={{
            ...START,
            lang: address.value.lang,
            view: 'requests',
            register: { ...START.register, request: of.request },
          }}
        >
          {w('option.request')}
        </PageLink>
      </p>
    );
  }
  if (of.community_id === null) return null;
  if (of.kind === 'position') {
    return (
      <p>
        <PageLink to={{ ...START, lang: address.value.lang, view: 'pathways', community: of.community_id }}>
          {w('option.position')}
        </PageLink>
      </p>
    );
  }
  return (
    <p>
      <PageLink
        to={{
          view: 'map',
          community: of.community_id,
          standard: standard ?? null,
          ranking: START.ranking,
        }}
      >
        {w('option.gap')}
      </PageLink>
    </p>
  );
}

/** One option: what is supposed, where it stands and how firmly, what it hangs on, and what was decided. */
export function OptionPage({ id, of, row }: { id: string; of: Priorities; row: Row | undefined }) {
  const { ranking } = address.value;
  const option = row?.option;
  return (
    <>
      <p class="back">
        <PageLink to={{ ranking: { ...ranking, option: null } }}>{w('option.back')}</PageLink>
      </p>
      <h2 tabIndex={-1}>{option === undefined ? w('option.gone') : pick(option.title)}</h2>
      {row === undefined || option === undefined ? (
        <p>{w('option.gone.why')}</p>
      ) : (
        <>
          <p class="said" role="status">
            {w('option.said', {
              rank: rankWords(row),
              total: number(of.options.length),
              score: range(row.score, two),
            })}
          </p>
          <p>{gainWords(option)}</p>
          <p>
            {w('option.orders', {
              people: number(option.people_rank),
              places: number(option.place_rank),
            })}
          </p>
          <p>
            {t('app.label', { name: w('option.supposed') })} {pick(option.supposed.words)}
          </p>
          <Links of={option} />
          <div class="option-columns">
            <div>
              <Judgements option={option} criteria={of.criteria} />
              <section aria-labelledby="hangs-title">
                <h3 id="hangs-title">{w('option.hangs')}</h3>
                {option.hangs_on.length === 0 ? (
                  <p>
                    {w(
                      row.score.at_least === row.score.at_most
                        ? 'option.hangs.none'
                        : 'option.hangs.elsewhere',
                    )}
                  </p>
                ) : (
                  <>
                    <p>{w('option.hangs.lead')}</p>
                    <ul class="in-words">
                      {option.hangs_on.map((one) => (
                        <li key={one.what}>{pick(one.words)}</li>
                      ))}
                    </ul>
                  </>
                )}
              </section>
              <FirstPart option={id} />
            </div>
            <div>
              <Firmness of={option} samples={of.settings.samples} />
              <p class="hint">
                {option.central_weights === null || option.confidence === null
                  ? w('central.none')
                  : w('central', {
                      weights: weightsWords(option.central_weights, of.criteria),
                      confidence: often(option.confidence),
                    })}
              </p>
            </div>
          </div>
        </>
      )}
      <DecisionPart option={id} ranking={of.question.permalink} />
    </>
  );
}
