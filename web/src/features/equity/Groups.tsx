import { useId } from 'preact/hooks';
import { COUNTED, type Counted, type Group, type PeopleCounts, type PlaceCounts } from '../../api/equity';
import { count, number, pick, t } from '../../i18n/i18n';
import { OutcomeKey } from '../../ui/OutcomeKey';
import { OUTCOMES } from '../gaps/outcomes';
import { STACK, type Stretch, stretches } from './geometry';
import { apart, figureWords, noneClass, share, w } from './words';

/** Pixels. */
const BAR = 22;

function wide(part: number): string {
  return `${part * 100}%`;
}

/** "Met 11, Unknown 23" */
function countsWords(of: PeopleCounts | PlaceCounts): string {
  const counted = OUTCOMES.filter((outcome) => (of[outcome] ?? 0) > 0);
  return counted
    .map((outcome) =>
      w('groups.count', { outcome: t(`outcome.lower.${outcome}`), n: number(of[outcome] ?? 0) }),
    )
    .join(', ');
}

function Drawn({ of, label }: { of: readonly Stretch[]; label: string }) {
  return (
    <svg role="img" aria-label={label} width="100%" height={BAR}>
      {of.map(({ outcome, from, length }) => {
        const box = { x: wide(from), y: 1, width: wide(length), height: BAR - 2 };
        return (
          <g key={outcome} class={`stretch stretch-${outcome}`} data-outcome={outcome}>
            <rect {...box} class="base" />
            <rect {...box} fill={`url(#pattern-${outcome})`} />
          </g>
        );
      })}
    </svg>
  );
}

/** Why there is no bar: so few could be recognised, they are counted elsewhere, or there is nobody. */
function noBarWords(of: PeopleCounts | PlaceCounts): string {
  if (of.total === null) return w('groups.withheld');
  if (of.total > 0) return w('groups.withheld.total', { total: number(of.total) });
  return w('uncounted_places' in of && of.uncounted_places > 0 ? 'groups.uncounted' : 'groups.nobody');
}

/** People, or places, of a group: how many have it, and the bar; what has no bar has words. */
function Bar({ counted, of }: { counted: Counted; of: PeopleCounts | PlaceCounts }) {
  const found = stretches(of);
  const { met, total } = of;
  const name = w(`counted.${counted}`);
  return (
    <div class="bar" data-counted={counted}>
      <p class="bar-head">
        <span class="bar-name">{name}</span>{' '}
        {found !== null && met !== null && total !== null && (
          <span class="bar-met">
            {w('groups.met', { share: share(met / total), met: number(met), total: number(total) })}
          </span>
        )}
      </p>
      {found === null ? (
        <p class="no-bar">{noBarWords(of)}</p>
      ) : (
        <Drawn
          of={found}
          label={w('groups.bar', { counted: name, counts: countsWords(of), total: number(total ?? 0) })}
        />
      )}
    </div>
  );
}

/** A group in a sentence, then in bars; what all communities together come to stands at the top of the page. */
function GroupRow({ group }: { group: Group }) {
  const { name, rest } = apart(group);
  return (
    <li class={`group group-${group.kind}`} data-kind={group.kind} data-key={group.key}>
      <p class="group-said">
        <strong>{name}</strong>
        {group.kind !== 'whole' && rest}
      </p>
      {group.places.total > 0 && (
        <div class="bars">
          <Bar counted="people" of={group.people} />
          <Bar counted="places" of={group.places} />
        </div>
      )}
    </li>
  );
}

function cell(value: number | null): string {
  return value === null ? t('summary.withheld') : number(value);
}

function TwinRows({ group }: { group: Group }) {
  return (
    <>
      {COUNTED.map((counted) => {
        const counts = group[counted];
        return (
          <tr key={counted} data-key={group.key} data-kind={group.kind} data-counted={counted}>
            {counted === 'people' && (
              <th scope="rowgroup" rowSpan={2}>
                {pick(group.title)}
              </th>
            )}
            <th scope="row">{w(`counted.${counted}`)}</th>
            {OUTCOMES.map((outcome) => (
              <td key={outcome}>{cell(counts[outcome])}</td>
            ))}
            <td>{cell(counts.total)}</td>
            <td class={noneClass(group[`by_${counted}`].coverage)}>
              {figureWords(group[`by_${counted}`].coverage, share)}
            </td>
          </tr>
        );
      })}
    </>
  );
}

function Twin({ of }: { of: readonly Group[] }) {
  return (
    <details class="twin groups-twin">
      <summary>{w('table.title')}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section class="table-scroll" aria-label={w('groups.scroll')} tabIndex={0}>
        <table class="wide-table">
          <caption>
            <span>{w('groups.caption')}</span>
          </caption>
          <thead>
            <tr>
              <th scope="col">{w('table.group')}</th>
              <th scope="col">{w('table.counted')}</th>
              {OUTCOMES.map((outcome) => (
                <th scope="col" key={outcome}>
                  {t(`outcome.${outcome}`)}
                </th>
              ))}
              <th scope="col">{w('table.total')}</th>
              <th scope="col">{w('table.coverage')}</th>
            </tr>
          </thead>
          {of.map((group) => (
            <tbody key={`${group.kind} ${group.key}`}>
              <TwinRows group={group} />
            </tbody>
          ))}
        </table>
      </section>
    </details>
  );
}

/** Every group with its people and its places beside each other; all communities together come first. */
export function Groups({ of, overlap }: { of: readonly Group[]; overlap: boolean }) {
  const id = useId();
  const uncounted = of[0]?.people.uncounted_places ?? 0;
  return (
    <section class="groups-part" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{w('groups.title')}</h3>
      <OutcomeKey of={STACK} />
      {overlap && <p class="hint">{w('groups.overlap')}</p>}
      <ul class="groups">
        {of.map((group) => (
          <GroupRow key={`${group.kind} ${group.key}`} group={group} />
        ))}
      </ul>
      {uncounted > 0 && <p class="hint">{t('summary.unknown_people', { n: count('places', uncounted) })}</p>}
      <Twin of={of} />
    </section>
  );
}
