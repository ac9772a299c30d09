import { useId } from 'preact/hooks';
import { type OpenGap, type Trend, trendPath } from '../../api/trend';
import { compareText, dateName, number, pick, t } from '../../i18n/i18n';
import { formatAddress } from '../../state/address';
import { latest } from '../../state/resource';
import { address, asked, pack, standard } from '../../state/store';
import { useResource } from '../../state/useResource';
import { OutcomeMark } from '../../ui/OutcomeMark';
import { OutcomeHeads } from '../../ui/OutcomeTable';
import { Permalink } from '../../ui/Permalink';
import { Trouble } from '../../ui/Trouble';
import { DefinitionChoice, StandardChoice, SupplyChoice } from '../gaps/Controls';
import { OUTCOMES } from '../gaps/outcomes';
import { Chart } from './Chart';
import { byAge, type Run, runs } from './quarters';
import { lengthWords, quarterWords, sentence, w } from './words';
import './trend.css';

function RunRow({ of }: { of: Run }) {
  const { from, to } = of;
  const words =
    from === to ? quarterWords(from) : w('table.run', { from: quarterWords(from), to: quarterWords(to) });
  return (
    <tr data-from={from} data-to={to}>
      <th scope="row">{words}</th>
      {OUTCOMES.map((outcome) => (
        <td key={outcome}>{number(of.counts[outcome])}</td>
      ))}
    </tr>
  );
}

function Twin({ of }: { of: readonly Run[] }) {
  return (
    <details class="twin">
      <summary>{w('table.title')}</summary>
      <table class="summary-table">
        <caption>{w('table.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{w('table.quarter')}</th>
            <OutcomeHeads />
          </tr>
        </thead>
        <tbody>
          {[...of].reverse().map((run) => (
            <RunRow key={run.from} of={run} />
          ))}
        </tbody>
      </table>
    </details>
  );
}

function sinceWords(gap: OpenGap): string {
  if (gap.before_record) return w('gaps.before_record');
  if (gap.since === null) return w('gaps.unknown');
  const length = lengthWords(gap.since, pack.value?.today ?? gap.since);
  return w('gaps.long', { date: dateName(gap.since), length });
}

function Gaps({ of }: { of: readonly OpenGap[] }) {
  const id = useId();
  return (
    <section class="open-gaps" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{w('gaps.title')}</h3>
      <p class="hint">{w('gaps.hint')}</p>
      {of.length > 0 && (
        <table>
          <caption>{w('gaps.caption', { n: number(of.length) })}</caption>
          <thead>
            <tr>
              <th scope="col">{w('gaps.place')}</th>
              <th scope="col">{w('gaps.outcome')}</th>
              <th scope="col">{w('gaps.since')}</th>
            </tr>
          </thead>
          <tbody>
            {byAge(of, compareText).map((gap) => (
              <tr key={gap.community_id} data-community={gap.community_id}>
                <th scope="row">
                  <a
                    href={formatAddress({ ...address.value, view: 'map', community: gap.community_id })}
                    aria-label={w('gaps.open', { name: gap.community })}
                  >
                    {gap.community}
                  </a>
                </th>
                <td>
                  <span class="outcome">
                    <OutcomeMark outcome={gap.outcome} size={18} />
                    <span>{t(`outcome.${gap.outcome}`)}</span>
                  </span>
                </td>
                <td>{sinceWords(gap)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Answer({ trend, title }: { trend: Trend; title: string }) {
  const said = sentence(trend, title);
  const steps = runs(trend.quarters);
  return (
    <>
      <p class="said" role="status">
        {said}
      </p>
      {trend.quarters.length > 0 && (
        <>
          <Chart quarters={trend.quarters} steps={steps} sentence={said} />
          <Twin of={steps} />
        </>
      )}
      <Gaps of={trend.gaps} />
      <Permalink of={trend.question} />
    </>
  );
}

/** Coverage quarter by quarter, and since when each gap is open. */
export function TrendPage() {
  const chosen = standard.value;
  const path = asked.value === null || chosen === null ? null : trendPath(asked.value, chosen.id);
  const { loaded, retry } = useResource<Trend>(path);
  const trend = latest(loaded.value);
  return (
    <div class="trend">
      <h2>{w('title')}</h2>
      <p class="lead">{w('lead')}</p>
      <form class="controls" aria-label={w('choose.title')} onSubmit={(event) => event.preventDefault()}>
        <StandardChoice />
        <DefinitionChoice />
        <SupplyChoice />
      </form>
      {loaded.value.state === 'failed' && <Trouble problem={loaded.value.problem} retry={retry} />}
      {trend === null && loaded.value.state !== 'failed' && <p class="hint">{t('app.loading')}</p>}
      {trend !== null && chosen !== null && (
        <div class="answer" aria-busy={loaded.value.state === 'waiting'}>
          <Answer trend={trend} title={pick(chosen.title)} />
        </div>
      )}
    </div>
  );
}
