import { useId } from 'preact/hooks';
import { type Equity, type EquityFormat, equityPath, type StandardSpread } from '../../api/equity';
import type { Asked } from '../../api/paths';
import { pick, t } from '../../i18n/i18n';
import { YEAR_DAYS } from '../../state/calendar';
import { latest } from '../../state/resource';
import { address, asked, definition, pack, standard, versionResource, when } from '../../state/store';
import { useResource } from '../../state/useResource';
import { Permalink } from '../../ui/Permalink';
import { Trouble } from '../../ui/Trouble';
import { whenWords } from '../../ui/words';
import { AsOfChoice, DefinitionChoice, StandardChoice, SupplyChoice } from '../gaps/Controls';
import { WhenChoice } from '../gaps/WhenChoice';
import { GroupChoice, RankChoice, ThresholdChoice, ValueChoice } from './Choices';
import { Curves } from './Curves';
import { Distribution } from './Distribution';
import { Groups } from './Groups';
import { Measures } from './Measures';
import { caution, groupingWords, w } from './words';
import './equity.css';

const FORMATS: readonly EquityFormat[] = ['csv', 'json', 'geojson'];

function Downloads({ of, standard: id }: { of: Asked; standard: string }) {
  const title = useId();
  return (
    <section class="downloads" aria-labelledby={title}>
      <h3 id={title}>{w('download.title')}</h3>
      <ul>
        {FORMATS.map((format) => (
          <li key={format}>
            <a href={equityPath(of, id, address.value.spread, format)} download>
              {w(`download.${format}`)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How many days are asked about. */
function daysAsked(): number {
  const question = when.value;
  switch (question.kind) {
    case 'year':
      return YEAR_DAYS;
    case 'date':
      return 1;
    case 'season':
      return pack.value?.seasons.find((season) => season.id === question.id)?.days ?? YEAR_DAYS;
  }
}

function Answer({ equity, of }: { equity: Equity; of: StandardSpread }) {
  const groups = [of.whole, ...of.groups];
  const careful = caution(of, equity);
  const counted = equity.meanings.people_and_places;
  const withheld = groups.some((group) => group.people.withheld);
  return (
    <>
      <p class="asked">
        {w('asked', {
          standard: pick(of.title),
          when: whenWords(when.value, pack.value),
          value: w(`value.${equity.value}`),
          by: groupingWords(equity.by),
        })}
      </p>
      <p class="said" role="status">
        {pick(of.whole.sentence)}
      </p>
      {careful !== null && <p class="caution">{careful}</p>}
      {counted !== undefined && <p class="hint">{pick(counted)}</p>}
      {withheld && equity.meanings.withheld !== undefined && (
        <p class="hint">{pick(equity.meanings.withheld)}</p>
      )}
      <Groups of={groups} overlap={of.groups_overlap} />
      {of.whole.places.total > 0 && (
        <>
          <Distribution of={equity} groups={groups} days={daysAsked()} />
          <Curves equity={equity} of={of} />
          <Measures equity={equity} of={of} />
        </>
      )}
    </>
  );
}

/** What stands where there is no answer, and none is on its way. */
function nothingToAsk(): string | null {
  if (pack.value === null || versionResource.loaded.value.state !== 'idle') return null;
  if (definition.value === null) return w('no_definition');
  return standard.value === null ? w('no_standard') : null;
}

/** How an outcome is spread over groups: people and places beside each other, curves, and every measure. */
export function EquityPage() {
  const chosen = standard.value;
  const question = asked.value;
  const path =
    question === null || chosen === null ? null : equityPath(question, chosen.id, address.value.spread);
  const { loaded, retry } = useResource<Equity>(path);
  const equity = latest(loaded.value);
  const of = equity?.standards[0];
  const nothing = nothingToAsk();
  const waiting = of === undefined && nothing === null && loaded.value.state !== 'failed';
  return (
    <div class="equity">
      <h2>{w('title')}</h2>
      <p class="lead">{w('lead')}</p>
      <form class="controls" aria-label={w('choose.title')} onSubmit={(event) => event.preventDefault()}>
        <StandardChoice />
        <ValueChoice />
        <GroupChoice />
        <WhenChoice />
        <details class="more">
          <summary>{t('choose.more')}</summary>
          <div class="more-body">
            <DefinitionChoice />
            <SupplyChoice />
            <AsOfChoice />
            <RankChoice />
            <ThresholdChoice />
          </div>
        </details>
      </form>
      {nothing !== null && <p class="said">{nothing}</p>}
      {loaded.value.state === 'failed' && <Trouble problem={loaded.value.problem} retry={retry} />}
      {waiting && <p class="hint">{t('app.loading')}</p>}
      {equity !== null && of !== undefined && (
        <div class="answer" aria-busy={loaded.value.state === 'waiting'}>
          <Answer equity={equity} of={of} />
          {question !== null && <Downloads of={question} standard={of.standard} />}
          <Permalink of={equity.question} />
        </div>
      )}
    </div>
  );
}
