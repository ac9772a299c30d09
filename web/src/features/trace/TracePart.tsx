import { signal } from '@preact/signals';
import { useId, useMemo } from 'preact/hooks';
import { type Trace, tracePath } from '../../api/trace';
import { dayName, number, percent, pick, t } from '../../i18n/i18n';
import { dayOfDate, formatDay, parseDay, seasonOf, YEAR_DAYS } from '../../state/calendar';
import { latest } from '../../state/resource';
import { asked, pack, when } from '../../state/store';
import { useResource } from '../../state/useResource';
import { Outcome } from '../../ui/Outcome';
import { Permalink } from '../../ui/Permalink';
import { Trouble } from '../../ui/Trouble';
import { CitationContext, SourceIds, SourceItems } from '../community/Sources';
import { Checks, Facts, Own } from './Checks';
import { numberTraceSources } from './cite';
import { type TraceDay, traceDay } from './day';
import { SettlesPart } from './SettlesPart';
import { WayPart } from './WayPart';
import { w } from './words';
import './trace.css';

/** The day that a person picked where the question names none; the same for every standard that is open. */
const picked = signal<string | null>(null);

function DayChoice({ of }: { of: TraceDay }) {
  const id = useId();
  if (of.from === 'asked') return <p class="hint">{w('day.asked', { day: dayName(of.day) })}</p>;
  if (of.from === 'season') {
    return <p class="hint">{w('day.season', { day: dayName(of.day), season: pick(of.season.name) })}</p>;
  }
  const day = parseDay(of.day) ?? dayOfDate(pack.value?.today ?? '') ?? 1;
  const season = seasonOf(day, pack.value?.seasons ?? []);
  const words = season === null ? dayName(of.day) : `${dayName(of.day)}, ${pick(season.name)}`;
  return (
    <div class="trace-day">
      <label for={id}>{w('day.pick')}</label> <output for={id}>{words}</output>
      <input
        id={id}
        type="range"
        min={1}
        max={YEAR_DAYS}
        step={1}
        value={day}
        aria-valuetext={words}
        onInput={(event) => {
          picked.value = formatDay(Number(event.currentTarget.value));
        }}
      />
    </div>
  );
}

function periodWords({ from, to }: Trace): string {
  if (from === '01-01' && to === '12-31') return w('period.year');
  return w('period', { from: dayName(from), to: dayName(to) });
}

function shortfallWords({ shortfall: { at_least: worst, at_most: best } }: Trace): string {
  if (worst === best) return w('shortfall', { share: percent(worst) });
  return w('shortfall.range', { least: percent(best), most: percent(worst) });
}

function groupWords({ groups }: Trace): string | null {
  if (groups.length === 0) return null;
  const names = groups.map((group) => pick(group.title)).join('; ');
  return w(groups.length === 1 ? 'groups.one' : 'groups.several', { names });
}

function LeftOut({ of }: { of: Trace['left_out'] }) {
  if (of.length === 0) return null;
  return (
    <details class="left-out">
      <summary>{w('left.title', { n: number(of.length) })}</summary>
      <p class="hint">{w('left.hint')}</p>
      <ul class="records">
        {of.map((service) => (
          <li key={service.id}>
            <strong lang="en">{service.name}</strong>
            <Own.Provider value={service.id}>
              <Checks of={service.because} />
            </Own.Provider>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Body({ of }: { of: Trace }) {
  const citations = useMemo(() => numberTraceSources(of), [of]);
  const groups = groupWords(of);
  return (
    <CitationContext.Provider value={citations}>
      <SourceIds.Provider value={`trace-${of.standard.id}`}>
        <p class="trace-result" data-outcome={of.outcome}>
          {w('result', { day: dayName(of.day), outcome: '' }).trim()} <Outcome of={of} />
        </p>
        <p class="hint">
          {shortfallWords(of)} {periodWords(of)}
        </p>
        <SettlesPart of={of} />
        {of.applies.rule !== null && (
          <>
            <h5>{w('applies.title')}</h5>
            <p>
              {w('applies.rule')} <code>{of.applies.rule}</code>.{' '}
              <strong>{w(`verdict.${of.applies.verdict}`)}</strong>
            </p>
            <Facts of={of.applies.facts} />
          </>
        )}
        {groups !== null && <p>{groups}</p>}
        <h5>{w('ways.title')}</h5>
        <p class="hint">{w('ways.rule')}</p>
        {of.ways.map((way) => (
          <WayPart key={way.id} of={way} groups={of.groups} />
        ))}
        <LeftOut of={of.left_out} />
        {citations.size > 0 && (
          <details class="sources">
            <summary>{t('sources.title')}</summary>
            <SourceItems sources={of.sources} />
          </details>
        )}
        <Permalink of={of.question} />
      </SourceIds.Provider>
    </CitationContext.Provider>
  );
}

/** How one outcome came about: the ways tried, the services, each requirement with what was found, and the facts. */
export function TracePart({ community, standard }: { community: string; standard: string }) {
  const known = pack.value;
  const day = traceDay(when.value, known?.seasons ?? [], picked.value, known?.today ?? '');
  const path = asked.value === null ? null : tracePath(asked.value, community, standard, day.day);
  const { loaded, retry } = useResource<Trace>(path);
  const value = latest(loaded.value);
  return (
    <div class="trace" aria-busy={loaded.value.state !== 'ready'}>
      <DayChoice of={day} />
      {loaded.value.state === 'failed' && <Trouble problem={loaded.value.problem} retry={retry} />}
      {value === null && loaded.value.state !== 'failed' && <p class="hint">{t('app.loading')}</p>}
      {value !== null && <Body of={value} />}
    </div>
  );
}
