import { useId } from 'preact/hooks';
import type { Tagged } from '../../api/client';
import { type DefinitionDetail, type Parameter, textPath } from '../../api/definitions';
import { dateName, pick, t } from '../../i18n/i18n';
import { may } from '../../state/me';
import { go } from '../../state/store';
import { PageLink } from '../../ui/PageLink';
import { Trouble } from '../../ui/Trouble';
import { EngagementPart } from './EngagementPart';
import { StandingMark } from './parts';
import { byStandard, limitWords } from './plain';
import { SourceText } from './SourceText';
import { StandingPart } from './StandingPart';
import { definitions, detail, detailResource } from './state';
import { w } from './words';

/** "At most 1 h of travel; at least 2 visits a month", each for its group of communities where there are several. */
function limitsText(limits: readonly Parameter[], of: DefinitionDetail): string {
  // A weight of one is no weight: it would stand in every sentence and say nothing.
  const said = limits.filter((limit) => limit.name !== 'weight' || limit.value !== 1);
  const parts = said.map((limit) => {
    if (limit.group === null) return limitWords(limit);
    const group = of.groups.find((g) => g.id === limit.group);
    const name = group === undefined ? w('group.otherwise') : pick(group.title);
    return w('limit.group', { group: name, limit: limitWords(limit) });
  });
  return parts.join('; ');
}

/** What a version asks for, standard by standard, in sentences. */
function Asks({ of }: { of: DefinitionDetail }) {
  const limits = byStandard(of.parameters);
  const everywhere = limitsText(limits.find((s) => s.standard === null)?.whole ?? [], of);
  return (
    <section class="asks" aria-labelledby="asks-title">
      <h3 id="asks-title">{w('asks.title')}</h3>
      {everywhere !== '' && <p>{w('asks.everywhere', { limits: everywhere })}</p>}
      <ol>
        {of.standards.map((standard) => {
          const numbers = limits.find((s) => s.standard === standard.id);
          const whole = limitsText(numbers?.whole ?? [], of);
          return (
            <li key={standard.id} data-standard={standard.id}>
              <h4>{pick(standard.title)}</h4>
              {whole !== '' && <p>{w('asks.whole', { limits: whole })}</p>}
              <ul class="in-words">
                {standard.ways.map((way) => {
                  const title = pick(way.title);
                  const limit = limitsText(numbers?.ways.find((n) => n.way === way.id)?.limits ?? [], of);
                  return (
                    <li key={way.id}>
                      {limit === '' ? title : w('pair', { name: title, words: limit })}.{' '}
                      <small>{w('asks.level', { level: t(`outcome.lower.${way.level}`) })}</small>
                    </li>
                  );
                })}
              </ul>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** Leads to the comparison with another version. */
function CompareWith({ of }: { of: DefinitionDetail }) {
  const id = useId();
  const others = definitions.value.filter((d) => d.id !== of.id || d.version !== of.version);
  if (others.length === 0) return null;
  return (
    <span class="compare-with">
      <label for={id}>{w('compare.with')}</label>
      <select
        id={id}
        value=""
        onChange={(event) => {
          const { value } = event.currentTarget;
          if (value === '') return;
          go({
            view: 'compare',
            definition: of.id,
            version: of.version,
            against: { definition: value, asOf: null, supply: 'actual' },
          });
        }}
      >
        <option value="">{w('compare.choose')}</option>
        {others.map((d) => (
          <option key={`${d.id}@${d.version}`} value={`${d.id}@${d.version}`}>
            {w('compare.option', { title: pick(d.title), version: d.version })}
          </option>
        ))}
      </select>
    </span>
  );
}

/** The days of a life that are on record. */
function Dates({ of }: { of: DefinitionDetail }) {
  const dates = [
    ['date.proposed', of.proposed_on],
    ['date.adopted', of.adopted_on],
    ['date.superseded', of.superseded_on],
  ] as const;
  const known = dates.flatMap(([key, date]) => (date === null ? [] : [w(key, { date: dateName(date) })]));
  return (
    <p class="hint">
      <code>
        {of.id}@{of.version}
      </code>{' '}
      · {w('digest')} <code>{of.digest.slice(0, 12)}</code>
      {known.map((words) => (
        <span key={words}> · {words}</span>
      ))}
    </p>
  );
}

/** Whether the text can still change: what came with the package does with its files alone, what was agreed never. */
function textWords({ standing, proposed_by }: DefinitionDetail): 'text.open' | 'text.package' | 'text.fixed' {
  if (standing === 'agreed' || standing === 'superseded') return 'text.fixed';
  return proposed_by === null ? 'text.package' : 'text.open';
}

function Whole({ of }: { of: Tagged<DefinitionDetail> }) {
  const { value } = of;
  const here = { definition: value.id, version: value.version };
  const several = definitions.value.some((d) => d.id === value.id && d.version !== value.version);
  const open = textWords(value) === 'text.open';
  return (
    <>
      <p class="read-standing">
        <StandingMark of={value} /> {value.current && several && <span class="hint">{w('current')}</span>}
      </p>
      <p class="lead">{pick(value.description)}</p>
      <Dates of={value} />
      <p class="actions">
        <PageLink to={{ ...here, view: 'map', edit: null }}>{w('on_map')}</PageLink>
        <PageLink to={{ ...here, edit: 'copy' }}>{w('edit_copy')}</PageLink>
        {open && may('propose_definition') === true && (
          <PageLink to={{ ...here, edit: 'text' }}>{w('edit_text')}</PageLink>
        )}
        <a href={textPath(value.id, value.version)} download={`${value.id}-${value.version}.toml`}>
          {w('download')}
        </a>
        <CompareWith of={value} />
      </p>
      <div class="read-columns">
        <div>
          <StandingPart of={of} />
          <EngagementPart of={value} />
        </div>
        <div>
          <Asks of={value} />
        </div>
      </div>
      <section aria-labelledby="text-title">
        <h3 id="text-title">{w('text.title')}</h3>
        <p class="hint">{w(textWords(value))}</p>
        <SourceText text={value.text} />
      </section>
    </>
  );
}

/** One version: what it asks, who said what about it, what is missing, and its text to the letter. */
export function ReadPage({ definition, version }: { definition: string; version: string }) {
  const loaded = detailResource.loaded.value;
  const of = detail.value;
  return (
    <>
      <p class="back">
        <PageLink to={{ version: null, edit: null }}>← {w('back')}</PageLink>
      </p>
      <h2 tabIndex={-1}>
        {of === null
          ? `${definition}@${version}`
          : w('read.title', { title: pick(of.value.title), version: of.value.version })}
      </h2>
      {loaded.state === 'failed' && <Trouble problem={loaded.problem} retry={detailResource.retry} />}
      {of === null && loaded.state !== 'failed' && <p class="hint">{t('app.loading')}</p>}
      {of !== null && <Whole of={of} />}
    </>
  );
}
