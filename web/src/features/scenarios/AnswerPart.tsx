import { useId } from 'preact/hooks';
import type { Compared, Effect, PlaceEffect, Side } from '../../api/scenarios';
import { count, number, percent, pick, t } from '../../i18n/i18n';
import { address, announcement } from '../../state/store';
import { ChangeSign } from '../../ui/ChangeSign';
import { Outcome } from '../../ui/Outcome';
import { NumbersPart } from '../compare/NumbersPart';
import { markOf, type Step, tallyPlaces } from './effects';
import { openPlace } from './PlacePart';
import { lastStep, shownAnswer } from './state';
import { w } from './words';

/** "+14", "−14", "none"; where the days that are surely met and those that may be differ, both. */
export function daysGainedWords({ at_least, at_most }: PlaceEffect['days_gained']): string {
  const signed = (n: number) => (n === 0 ? '0' : `${n > 0 ? '+' : '−'}${number(Math.abs(n))}`);
  if (at_least === at_most) return at_least === 0 ? w('gained.none') : signed(at_least);
  return w('gained.both', { surely: signed(at_least), possibly: signed(at_most) });
}

function Row({ of, effect, several }: { of: PlaceEffect; effect: Effect; several: boolean }) {
  const change = effect === 'gain' ? 'gains' : effect === 'loss' ? 'loses' : 'both';
  return (
    <tr data-community={of.community_id} data-standard={of.standard} data-effect={effect}>
      <th scope="row">
        <button type="button" class="place" onClick={() => openPlace(of.community_id)}>
          {of.community}
        </button>
        {several && <small>{pick(of.title)}</small>}
      </th>
      <td data-label={t('app.label', { name: w('table.effect') })}>
        <span class="outcome">
          <ChangeSign of={markOf(effect)} size={18} /> <strong>{w(`effect.${change}`)}</strong>
        </span>
      </td>
      <td data-label={t('app.label', { name: w('table.outcome') })}>
        <span class="then">
          <Outcome of={of.before} />
          <span class="then-after">
            <span aria-hidden="true">→</span>
            <span class="visually-hidden">{w('arrow')}</span>
            <Outcome of={of.after} />
          </span>
        </span>
      </td>
      <td class="col-number" data-label={t('app.label', { name: w('table.days') })}>
        {daysGainedWords(of.days_gained)}
      </td>
      <td class="col-number" data-label={t('app.label', { name: w('table.shortfall') })}>
        {w('table.from_to', { before: percent(of.before.shortfall), after: percent(of.after.shortfall) })}
      </td>
      <td data-label={t('app.label', { name: w('table.reason') })}>{pick(of.reason)}</td>
    </tr>
  );
}

/** Every place whose help changes: those who lose first, since that is what a plan has to answer for. */
function EffectTable({ of, several }: { of: Compared; several: boolean }) {
  const rows = (
    [
      ['loss', of.losses],
      ['mixed', of.mixed],
      ['gain', of.gains],
    ] as const
  ).flatMap(([effect, places]) => places.map((place) => ({ effect, place })));
  if (rows.length === 0) return <p>{w('table.none')}</p>;
  return (
    <table class="stacked effects">
      <caption class="visually-hidden">{w('table.caption', { n: number(rows.length) })}</caption>
      <thead>
        <tr>
          <th scope="col">{w('table.place')}</th>
          <th scope="col">{w('table.effect')}</th>
          <th scope="col">{w('table.outcome')}</th>
          <th scope="col" class="col-number">
            {w('table.days')}
          </th>
          <th scope="col" class="col-number">
            {w('table.shortfall')}
          </th>
          <th scope="col">{w('table.reason')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ effect, place }) => (
          <Row key={`${place.community_id} ${place.standard}`} of={place} effect={effect} several={several} />
        ))}
      </tbody>
    </table>
  );
}

function Costs({ of }: { of: NonNullable<Side['cost']> }) {
  return (
    <div class="costs">
      <p>{pick(of.words)}</p>
      <table>
        <caption class="visually-hidden">{w('cost.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{w('cost.currency')}</th>
            <th scope="col" class="col-number">
              {w('cost.once')}
            </th>
            <th scope="col" class="col-number">
              {w('cost.each_year')}
            </th>
          </tr>
        </thead>
        <tbody>
          {of.totals.map((one) => (
            <tr key={one.currency}>
              <th scope="row">{one.currency}</th>
              <td class="col-number">{one.one_time === null ? w('cost.unsaid') : number(one.one_time, 2)}</td>
              <td class="col-number">{one.yearly === null ? w('cost.unsaid') : number(one.yearly, 2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {of.is_partial && <p class="hint">{w('cost.partial')}</p>}
    </div>
  );
}

/** One of the two, or the way from one to the other, in full: a sentence, then the tables behind it. */
export function ComparedPart({
  title,
  of,
  cost = null,
  name,
}: {
  title: string;
  of: Compared;
  cost?: Side['cost'];
  /** By which tests and styles know it. */
  name: 'first' | 'second' | 'between';
}) {
  const id = useId();
  const several = of.standards.length > 1;
  return (
    <section class="compared-part" data-part={name} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{title}</h3>
      <p class="sentence">{pick(of.sentence)}</p>
      {of.worse !== null && (
        <p class="worse">
          <ChangeSign of="worse" size={18} /> {pick(of.worse)}
        </p>
      )}
      <EffectTable of={of} several={several} />
      {cost !== null && <Costs of={cost} />}
      <details class="numbers-behind">
        <summary>{w('numbers.title')}</summary>
        <NumbersPart
          diff={{ standards: of.standards.map((one) => ({ ...one, in: 'both' as const })) }}
          standard={null}
        />
      </details>
    </section>
  );
}

function stepWords(of: Step): string {
  const days = { before: number(of.before.days_met), after: number(of.after.days_met) };
  const key = of.before.days_met === of.after.days_met ? 'step.place.same_days' : 'step.place';
  return w(key, { name: of.community, ...days });
}

/** Over several kinds of help a place may stand there for each of them. */
function standardTitle(id: string): string {
  const standards = shownAnswer.value?.scenarios[0]?.standards ?? [];
  const found = standards.find((one) => one.standard === id);
  return found === undefined ? id : pick(found.title);
}

/** So many places can be named in one line. */
const NAMED = 6;

export function lastStepWords(steps: readonly Step[]): string {
  if (steps.length === 0) return '';
  const { gain, loss, mixed } = tallyPlaces(steps);
  const parts = [
    ...(gain > 0 ? [w('step.gain', { places: count('places', gain) })] : []),
    ...(loss > 0 ? [w('step.loss', { places: count('places', loss) })] : []),
    ...(mixed > 0 ? [w('step.mixed', { places: count('places', mixed) })] : []),
  ];
  return w('step', { parts: parts.join(', ') });
}

/** What the last step alone has brought: whoever lengthens a freeze-up sees at once who loses by it. */
export function LastStepPart() {
  const steps = lastStep.value;
  if (steps.length === 0) return null;
  const { every } = address.value.whatIf;
  const losses = steps.filter((one) => one.effect !== 'gain');
  const named = [...losses, ...steps.filter((one) => one.effect === 'gain')];
  return (
    <div class="last-step" data-steps={steps.length}>
      <p>
        <strong>{lastStepWords(steps)}</strong>
      </p>
      <ul>
        {named.slice(0, NAMED).map((one) => (
          <li
            key={`${one.community_id} ${one.standard}`}
            data-community={one.community_id}
            data-effect={one.effect}
          >
            <ChangeSign of={markOf(one.effect)} size={16} />{' '}
            <span>
              {stepWords(one)}
              {every && <small class="hint"> ({standardTitle(one.standard)})</small>}
            </span>
          </li>
        ))}
      </ul>
      {named.length > NAMED && <p class="hint">{w('step.more', { n: number(named.length - NAMED) })}</p>}
    </div>
  );
}

/** Said once an answer is there: the sentence of the whole, and of the last step. */
export function announce(sentence: string, steps: readonly Step[]): void {
  announcement.value = [lastStepWords(steps), sentence].filter((one) => one !== '').join(' ');
}
