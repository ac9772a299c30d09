import type { Counts, Outcome as OutcomeName, SummaryGroup } from '../../api/wire';
import { count, number, pick, t } from '../../i18n/i18n';
import { MIN_RADIUS, radiusOf, smallestCirclePeople } from '../../map/look';
import { latest } from '../../state/resource';
import { gaps, numbersState, pack, standard, summaryResource, when } from '../../state/store';
import { OutcomeMark } from '../../ui/OutcomeMark';
import { OutcomeHeads, OutcomeTable } from '../../ui/OutcomeTable';
import { Trouble } from '../../ui/Trouble';
import { whenWords } from '../../ui/words';
import { countOutcomes, OUTCOMES } from './outcomes';

type Row = SummaryGroup['standards'][number];

function rowOf(group: SummaryGroup | undefined, standardId: string): Row | null {
  return group?.standards.find((s) => s.standard === standardId) ?? null;
}

/** People by outcome: a number, or "withheld", never a blank that could be read as nobody. */
function People({ value }: { value: number | null }) {
  return <>{value === null ? t('summary.withheld') : number(value)}</>;
}

/** Until a number is there: "…", and "–" where it could not be had; never a zero that nobody counted. */
function blank(failed: boolean): string {
  return failed ? '–' : '…';
}

function Territory({ counts, row }: { counts: Counts | null; row: Row | null }) {
  const failed = numbersState.value === 'failed';
  const people = (outcome: OutcomeName) =>
    row === null ? (
      blank(failed || summaryResource.loaded.value.state === 'failed')
    ) : (
      <People value={row.people[outcome]} />
    );
  const columns = [
    {
      title: t('summary.places'),
      cell: (outcome: OutcomeName) => (counts === null ? blank(failed) : number(counts[outcome])),
    },
    { title: t('summary.people'), cell: people },
  ];
  return (
    <OutcomeTable
      caption={t('summary.title')}
      columns={columns}
      busy={numbersState.value === 'former'}
      markSize={24}
    />
  );
}

/** What each outcome means, for whoever has to explain it to others. */
function Meanings() {
  return (
    <details>
      <summary>{t('meaning.title')}</summary>
      <dl class="meanings">
        {OUTCOMES.map((outcome) => (
          <div key={outcome}>
            <dt>
              <OutcomeMark outcome={outcome} size={18} /> {t(`outcome.${outcome}`)}
            </dt>
            <dd>{t(`meaning.${outcome}`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function Notes({ row }: { row: Row }) {
  return (
    <>
      {row.people.withheld && <p class="hint">{t('summary.withheld.note')}</p>}
      {row.people_unknown_communities > 0 && (
        <p class="hint">
          {t('summary.unknown_people', { n: count('places', row.people_unknown_communities) })}
        </p>
      )}
    </>
  );
}

const SAMPLE_PEOPLE = [20_000, 5_000, 1_000] as const;

/** How large a circle is for how many people. */
function Sizes() {
  return (
    <details>
      <summary>{t('legend.circles')}</summary>
      <ul class="sizes">
        {SAMPLE_PEOPLE.map((people) => {
          const radius = radiusOf(people) ?? MIN_RADIUS;
          return (
            <li key={people}>
              <svg width={2 * radius + 2} height={2 * radius + 2} aria-hidden="true">
                <circle class="size" cx={radius + 1} cy={radius + 1} r={radius} />
              </svg>
              {t('legend.size.sample', { n: number(people) })}
            </li>
          );
        })}
        <li>
          <svg width={2 * MIN_RADIUS + 2} height={2 * MIN_RADIUS + 2} aria-hidden="true">
            <rect class="size" x="1" y="1" width={2 * MIN_RADIUS} height={2 * MIN_RADIUS} />
          </svg>
          {t('legend.size.unknown')}
        </li>
      </ul>
      <p class="hint">{t('legend.size', { n: number(smallestCirclePeople()) })}</p>
    </details>
  );
}

function Regions({ groups, standardId }: { groups: readonly SummaryGroup[]; standardId: string }) {
  return (
    <details>
      <summary>{t('summary.regions')}</summary>
      <table class="summary-table">
        <caption class="visually-hidden">{t('summary.regions.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('summary.region')}</th>
            <OutcomeHeads />
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => {
            const row = rowOf(group, standardId);
            return row === null ? null : (
              <tr key={group.group}>
                <th scope="row" lang="en">
                  {group.group}
                </th>
                {OUTCOMES.map((outcome) => (
                  <td key={outcome}>{number(row.communities[outcome])}</td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </details>
  );
}

/** What the marks mean, with how many places and people have each: for the territory, then by region. */
export function SummaryPart() {
  const loaded = summaryResource.loaded.value;
  const groups = latest(loaded)?.groups ?? [];
  const chosen = standard.value;
  const territory = groups.find((g) => g.kind === 'territory');
  const row = chosen === null ? null : rowOf(territory, chosen.id);
  const numbered = numbersState.value === 'ready' || numbersState.value === 'former';
  const counts = numbered ? countOutcomes(gaps.value) : null;
  return (
    <section class="summary" aria-labelledby="summary-title">
      <h2 id="summary-title">{t('summary.title')}</h2>
      {chosen !== null && (
        <p class="sentence">
          {t('summary.sentence', { standard: pick(chosen.title), when: whenWords(when.value, pack.value) })}
        </p>
      )}
      {loaded.state === 'failed' && <Trouble problem={loaded.problem} retry={summaryResource.retry} />}
      <Territory counts={counts} row={row} />
      {counts !== null && counts.unknown > 0 && <p class="hint">{t('summary.unknown')}</p>}
      {row !== null && <Notes row={row} />}
      <div class="asides">
        <Meanings />
        <Sizes />
        {chosen !== null && (
          <Regions groups={groups.filter((g) => g.kind === 'region')} standardId={chosen.id} />
        )}
      </div>
    </section>
  );
}
