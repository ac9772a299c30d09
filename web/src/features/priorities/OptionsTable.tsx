import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { Decision } from '../../api/decisions';
import { CRITERIA, type CriterionShown } from '../../api/priorities';
import { number, pick, t } from '../../i18n/i18n';
import { address } from '../../state/store';
import { PageLink } from '../../ui/PageLink';
import { VerdictMark } from '../decisions/VerdictMark';
import { Meter } from './Meter';
import type { Row } from './ranking';
import { firmWords, range, rankWords, rawWords, two, w } from './words';

export function optionRowId(option: string): string {
  return `option-${option}`;
}

/** What a cell is of, where rows are stacked. */
function label(name: string): string {
  return t('app.label', { name });
}

/** So many rows are there at first; the whole list is a button away. */
const AT_FIRST = 20;

function OptionRow({
  of: { option, rank, isTied, score },
  criteria,
  settled,
  decision,
}: {
  of: Row;
  criteria: readonly CriterionShown[];
  settled: boolean;
  decision: Decision | undefined;
}) {
  const to = { ranking: { ...address.value.ranking, option: option.id } };
  return (
    <tr id={optionRowId(option.id)} tabIndex={-1} data-option={option.id} data-rank={rank}>
      <td data-label={label(w('column.rank'))} class="rank">
        {rankWords({ rank, isTied })}
      </td>
      <th scope="row">
        <PageLink to={to}>{pick(option.title)}</PageLink>
        <small>{w(`kind.${option.kind}`)}</small>
        {decision !== undefined && <VerdictMark of={decision.decision} />}
      </th>
      <td data-label={label(w('column.score'))} class="with-meter">
        <span>{range(score, two)}</span>
        <Meter of={score} />
      </td>
      <td data-label={label(w('column.firm'))} class="firm" aria-busy={!settled}>
        {settled ? firmWords(option) : w('firm.waiting')}
      </td>
      <td data-label={label(w('column.people_rank'))}>{number(option.people_rank)}</td>
      <td data-label={label(w('column.place_rank'))}>{number(option.place_rank)}</td>
      {criteria.map((criterion) => {
        const judged = option.criteria[criterion.id];
        if (judged === undefined) return <td key={criterion.id} data-label={label(pick(criterion.title))} />;
        return (
          <td key={criterion.id} data-label={label(pick(criterion.title))} class="with-meter">
            <span>
              {rawWords(criterion.id, judged)} <small>{range(judged.value, two)}</small>
            </span>
            <Meter of={judged.value} />
          </td>
        );
      })}
    </tr>
  );
}

/** Every option with what it is judged by: each criterion as it is counted, and from 0 to 1 as it is weighed. */
export function OptionsTable({
  rows,
  criteria: unordered,
  settled,
  decisions,
}: {
  rows: readonly Row[];
  criteria: readonly CriterionShown[];
  settled: boolean;
  decisions: readonly Decision[];
}) {
  const id = useId();
  const all = useSignal(false);
  const criteria = CRITERIA.flatMap((one) => unordered.find((c) => c.id === one) ?? []);
  const shown = all.value ? rows : rows.slice(0, AT_FIRST);
  return (
    <section class="options" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{w('table.title')}</h3>
      <p class="hint">{w('table.lead')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section class="scrolls" tabIndex={0} aria-label={w('table.caption')}>
        <table class="stacked">
          <caption class="visually-hidden">{w('table.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{w('column.rank')}</th>
              <th scope="col">{w('column.option')}</th>
              <th scope="col">{w('column.score')}</th>
              <th scope="col">{w('column.firm')}</th>
              <th scope="col">{w('column.people_rank')}</th>
              <th scope="col">{w('column.place_rank')}</th>
              {criteria.map((criterion) => (
                <th scope="col" key={criterion.id}>
                  {pick(criterion.title)}
                  <small>{pick(criterion.unit)}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <OptionRow
                key={row.option.id}
                of={row}
                criteria={criteria}
                settled={settled}
                decision={decisions.find((one) => one.option === row.option.id)}
              />
            ))}
          </tbody>
        </table>
      </section>
      {rows.length > shown.length && (
        <p>
          <button
            type="button"
            class="show-all"
            onClick={() => {
              all.value = true;
            }}
          >
            {w('table.all', { n: number(rows.length) })}
          </button>
        </p>
      )}
    </section>
  );
}
