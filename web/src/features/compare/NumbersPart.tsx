import { useId } from 'preact/hooks';
import type { Diff, Metrics, StandardDiff } from '../../api/compare';
import { number, percent, pick, t } from '../../i18n/i18n';
import { OUTCOMES } from '../gaps/outcomes';
import { w } from './words';

/** A line of the table: how its number is taken from the metrics and written. */
interface Item {
  key: string;
  title: string;
  of: (metrics: Metrics) => number | null;
  write: (value: number) => string;
  /** How a difference is written, where not as the number itself. */
  difference?: (value: number) => string;
}

/** "12 points": the difference of two percentages is no percentage. */
function points(value: number): string {
  return w('numbers.points', { n: number(value * 100, 1) });
}
const two = (value: number) => number(value, 2);
const one = (value: number) => number(value, 1);

function items(): Item[] {
  return [
    ...OUTCOMES.map(
      (outcome): Item => ({
        key: `places-${outcome}`,
        title: w('numbers.places', { outcome: t(`outcome.lower.${outcome}`) }),
        of: (m) => m.communities[outcome],
        write: number,
      }),
    ),
    ...OUTCOMES.map(
      (outcome): Item => ({
        key: `people-${outcome}`,
        title: w('numbers.people', { outcome: t(`outcome.lower.${outcome}`) }),
        of: (m) => m.people?.[outcome] ?? null,
        write: number,
      }),
    ),
    {
      key: 'coverage_communities',
      title: w('numbers.coverage_communities'),
      of: (m) => m.coverage_communities,
      write: percent,
      difference: points,
    },
    {
      key: 'coverage_people',
      title: w('numbers.coverage_people'),
      of: (m) => m.coverage_people,
      write: percent,
      difference: points,
    },
    { key: 'mean_days_met', title: w('numbers.mean_days_met'), of: (m) => m.mean_days_met, write: one },
    {
      key: 'mean_shortfall',
      title: w('numbers.mean_shortfall'),
      of: (m) => m.mean_shortfall,
      write: percent,
      difference: points,
    },
    { key: 'gini_days_met', title: w('numbers.gini_days_met'), of: (m) => m.gini_days_met, write: two },
  ];
}

function cell(item: Item, metrics: Metrics | null): string {
  if (metrics === null) return w('numbers.absent');
  const value = item.of(metrics);
  return value === null ? w('numbers.withheld') : item.write(value);
}

/** "+3", "−12 points", "none", or nothing where there is no difference to speak of. */
function change(item: Item, before: Metrics | null, after: Metrics | null): string {
  const from = before === null ? null : item.of(before);
  const to = after === null ? null : item.of(after);
  if (from === null || to === null) return '–';
  const write = item.difference ?? item.write;
  if (write(Math.abs(to - from)) === write(0)) return w('numbers.no_change');
  return `${to > from ? '+' : '−'}${write(Math.abs(to - from))}`;
}

function worst(metrics: Metrics | null): string {
  if (metrics === null) return w('numbers.absent');
  if (metrics.worst === null) return t('app.none');
  return w('numbers.worst.value', {
    name: metrics.worst.community,
    share: percent(metrics.worst.shortfall),
  });
}

function sentence({ title, before, after, in: where }: StandardDiff): string {
  const key = where === 'both' ? 'numbers.sentence' : (`numbers.sentence.${where}` as const);
  return w(key, {
    standard: pick(title),
    before: number(before?.communities.met ?? 0),
    total_before: number(before?.communities_total ?? 0),
    after: number(after?.communities.met ?? 0),
    total_after: number(after?.communities_total ?? 0),
  });
}

function StandardNumbers({ of, open }: { of: StandardDiff; open: boolean }) {
  const { before, after } = of;
  return (
    <details class="numbers-of" open={open} data-standard={of.standard}>
      <summary>{sentence(of)}</summary>
      <table class="numbers">
        <caption class="visually-hidden">{w('numbers.caption', { standard: pick(of.title) })}</caption>
        <thead>
          <tr>
            <th scope="col">{w('numbers.what')}</th>
            <th scope="col">{w('before')}</th>
            <th scope="col">{w('after')}</th>
            <th scope="col">{w('numbers.change')}</th>
          </tr>
        </thead>
        <tbody>
          {items().map((item) => (
            <tr key={item.key} data-number={item.key}>
              <th scope="row">{item.title}</th>
              <td>{cell(item, before)}</td>
              <td>{cell(item, after)}</td>
              <td>{change(item, before, after)}</td>
            </tr>
          ))}
          <tr data-number="worst">
            <th scope="row">{w('numbers.worst')}</th>
            <td>{worst(before)}</td>
            <td>{worst(after)}</td>
            <td>–</td>
          </tr>
        </tbody>
      </table>
    </details>
  );
}

/** How many are covered, how evenly, and who is worst off: on both sides, standard by standard. */
export function NumbersPart({ diff, standard }: { diff: Pick<Diff, 'standards'>; standard: string | null }) {
  const id = useId();
  const shown = diff.standards.filter((s) => standard === null || s.standard === standard);
  return (
    <section class="numbers-part" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{w('numbers.title')}</h3>
      {shown.map((s) => (
        <StandardNumbers key={`${s.standard} ${shown.length === 1}`} of={s} open={shown.length === 1} />
      ))}
    </section>
  );
}
