import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import {
  type Decision,
  type DecisionVersion,
  decisionHistoryPath,
  type GapRow,
  type GapThen,
} from '../../api/decisions';
import { dateName, number, percent, pick, t } from '../../i18n/i18n';
import { momentName } from '../../i18n/moment';
import { START } from '../../state/address';
import { latest } from '../../state/resource';
import { address, definition } from '../../state/store';
import { useResource } from '../../state/useResource';
import { PageLink } from '../../ui/PageLink';
import { Trouble } from '../../ui/Trouble';
import { pairs, type RowPair } from './pairs';
import { VerdictMark } from './VerdictMark';
import { w } from './words';

/** What somebody wrote: every letter, space and line as it was typed, in a language that nobody noted. */
function Words({ text }: { text: string }) {
  return (
    <p class="decision-words" lang="" dir="auto">
      {text}
    </p>
  );
}

function outcomeWords(row: GapRow | null): string {
  if (row === null) return w('gap.absent');
  const { at_least: least, at_most: most } = row;
  if (least === most) return t(`outcome.${least}`);
  const between = { least: t(`outcome.lower.${least}`), most: t(`outcome.lower.${most}`) };
  return `${t('outcome.unknown')}, ${t('outcome.range', between)}`;
}

function standardTitle(id: string): string {
  const found = definition.value?.standards.find((one) => one.id === id);
  return found === undefined ? id : pick(found.title);
}

function PairRow({ of }: { of: RowPair }) {
  const shown = (row: GapRow | null) =>
    row === null
      ? outcomeWords(row)
      : w('gap.cell', {
          outcome: outcomeWords(row),
          days: number(row.days_met),
          shortfall: percent(row.shortfall),
        });
  return (
    <tr data-community={of.community_id} data-standard={of.standard}>
      <th scope="row">
        {of.community}
        <small>{of.way === null ? standardTitle(of.standard) : pick(of.way)}</small>
      </th>
      <td data-label={t('app.label', { name: w('gap.then') })}>{shown(of.before)}</td>
      <td data-label={t('app.label', { name: w('gap.now') })}>{shown(of.after)}</td>
    </tr>
  );
}

function GapTable({ then, now }: { then: GapThen; now: GapThen | null }) {
  return (
    <details class="gap-rows">
      <summary>{w('gap.rows')}</summary>
      <table class="stacked">
        <caption class="visually-hidden">{w('gap.rows')}</caption>
        <thead>
          <tr>
            <th scope="col">{w('gap.place')}</th>
            <th scope="col">{w('gap.then.on', { date: dateName(then.as_of) })}</th>
            <th scope="col">
              {now === null ? w('gap.now') : w('gap.now.on', { date: dateName(now.as_of) })}
            </th>
          </tr>
        </thead>
        <tbody>
          {pairs(then.rows, now?.rows ?? []).map((pair) => (
            <PairRow key={`${pair.community_id}.${pair.standard}`} of={pair} />
          ))}
        </tbody>
      </table>
    </details>
  );
}

const CLOSED_SIGNS = { yes: '✓', partly: '±', no: '×', unknown: '?' } as const;

/** How the gap stood when it was decided, and how it stands today. */
function Since({ of }: { of: Decision }) {
  const { then, now, closed } = of;
  return (
    <div class="since">
      {closed !== null && (
        <p class={`closed closed-${closed}`} data-closed={closed}>
          <span class="verdict-sign" aria-hidden="true">
            {CLOSED_SIGNS[closed]}
          </span>
          <strong>{w(`closed.${closed}`)}</strong>
        </p>
      )}
      <p>{pick(of.sentence)}</p>
      {now === null && <p class="hint">{w('gap.text_gone')}</p>}
      {then.rows.length > 0 && <GapTable then={then} now={now} />}
    </div>
  );
}

/** The earlier wordings of a decision, for those who may read them. */
function History({ id }: { id: string }) {
  const { loaded, retry } = useResource<{ versions: DecisionVersion[] }>(decisionHistoryPath(id));
  const versions = latest(loaded.value)?.versions;
  if (loaded.value.state === 'failed') return <Trouble problem={loaded.value.problem} retry={retry} />;
  if (versions === undefined) return <p class="hint">{t('app.loading')}</p>;
  return (
    <ol class="versions">
      {versions.map((one) => (
        <li key={one.at}>
          <p>
            <VerdictMark of={one.decision} /> <small>{momentName(one.at)}</small>
          </p>
          <Words text={one.reasons} />
          {one.dissent !== null && (
            <>
              <p>{w('dissent')}</p>
              <Words text={one.dissent} />
            </>
          )}
        </li>
      ))}
    </ol>
  );
}

/** One decision: what, when, why, who disagreed, by which ranking, and what has become of the gap since. */
export function DecisionCard({
  of,
  linked,
  children,
}: {
  of: Decision;
  /** Whether its option is told by a link, where it is not the page's own heading. */
  linked: boolean;
  children?: ComponentChildren;
}) {
  const id = useId();
  const to = {
    ...START,
    lang: address.value.lang,
    view: 'priorities',
    definition: address.value.definition,
    ranking: { ...START.ranking, option: of.option },
  } as const;
  return (
    <article class="decision" data-decision={of.id} aria-labelledby={linked ? `${id}-title` : undefined}>
      {linked && (
        <h3 id={`${id}-title`}>
          <PageLink to={to}>{pick(of.title)}</PageLink>
        </h3>
      )}
      <p class="decision-head">
        <VerdictMark of={of.decision} />
        <span>{w('decided.on', { date: dateName(of.decided_on) })}</span>
        <span class="hint">{w(of.public ? 'seen.public' : 'seen.group')}</span>
      </p>
      <Words text={of.reasons} />
      {of.dissent !== null && (
        <div class="dissent">
          <p>
            <strong>{w('dissent')}</strong>
          </p>
          <Words text={of.dissent} />
        </div>
      )}
      <Since of={of} />
      <p class="hint">
        {of.definition !== null &&
          w('by', { definition: of.definition, version: of.definition_version ?? t('app.unknown') })}{' '}
        <a href={of.ranking}>{w('by.ranking')}</a>
      </p>
      {of.may.read_history && (
        <details class="versions-part">
          <summary>{w('history')}</summary>
          <History id={of.id} />
        </details>
      )}
      {children}
    </article>
  );
}
