import { useId, useState } from 'preact/hooks';
import { COUNTED, type Equity, type Group, type StandardSpread } from '../../api/equity';
import { pick } from '../../i18n/i18n';
import { CountedHeads } from './CountedHeads';
import { measureRows } from './rows';
import { amount, figureWords, index, noneClass, w } from './words';

interface Of {
  group: Group;
  equity: Equity;
  of: StandardSpread;
}

function Table({ group, equity, of }: Of) {
  return (
    <table class="measures" data-kind={group.kind} data-key={group.key}>
      <caption class="visually-hidden">{w('measures.caption', { group: pick(group.title) })}</caption>
      <thead>
        <tr>
          <th scope="col">{w('measures.measure')}</th>
          <CountedHeads />
        </tr>
      </thead>
      <tbody>
        {measureRows(group, of, equity.unit).map((row) => {
          const meaning = equity.meanings[row.meaning];
          return (
            <tr key={row.key} data-measure={row.key}>
              <th scope="row">
                {w(row.name)}
                {meaning !== undefined && <small>{pick(meaning)}</small>}
              </th>
              {COUNTED.map((counted) => (
                <td key={counted} class={noneClass(row.figures[counted])}>
                  <span class="counted-name">{w(`counted.${counted}`)}</span>{' '}
                  {figureWords(row.figures[counted], row.write)}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** A group's table is made when somebody opens it: there can be hundreds of groups. */
function GroupMeasures({ group, equity, of }: Of) {
  const [opened, setOpened] = useState(false);
  return (
    <details
      class="measures-of"
      onToggle={(event) => setOpened((before) => before || event.currentTarget.open)}
    >
      <summary>{pick(group.title)}</summary>
      {opened && <Table group={group} equity={equity} of={of} />}
    </details>
  );
}

function sentence({ whole }: StandardSpread): string {
  const people = figureWords(whole.by_people.gini, index);
  const places = figureWords(whole.by_places.gini, index);
  return w('measures.sentence', { people, places });
}

/** Every measure with what it means beside it: of all together, then of each group. */
export function Measures({ equity, of }: { equity: Equity; of: StandardSpread }) {
  const id = useId();
  const groups = of.groups.filter((group) => group.places.total > 0);
  return (
    <section class="measures-part" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{w('measures.title')}</h3>
      <p>{sentence(of)}</p>
      {of.threshold !== null && (
        <p class="hint">{w('measures.threshold', { amount: amount(equity.unit)(of.threshold) })}</p>
      )}
      <Table group={of.whole} equity={equity} of={of} />
      {groups.length > 0 && (
        <>
          <h4>{w('measures.of')}</h4>
          {groups.map((group) => (
            <GroupMeasures key={`${group.kind} ${group.key}`} group={group} equity={equity} of={of} />
          ))}
        </>
      )}
    </section>
  );
}
