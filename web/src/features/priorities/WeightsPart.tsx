import { useId } from 'preact/hooks';
import {
  CRITERIA,
  type Criterion,
  type CriterionShown,
  PRESETS,
  type Priorities,
  type Weights,
} from '../../api/priorities';
import { number, percent, pick } from '../../i18n/i18n';
import { MOST_POINTS, type Ranking } from '../../state/ranking';
import { address, go } from '../../state/store';
import { Findings } from '../community/Evaluations';
import { pointsOf, sharesOf, totalOf, weightsOf } from './ranking';
import { presetWords, w } from './words';

function weigh(change: Partial<Ranking>, how: 'push' | 'replace'): void {
  go({ ranking: { ...address.peek().ranking, ...change } }, how);
}

function Presets() {
  const name = useId();
  const { preset, weights } = address.value.ranking;
  return (
    <fieldset class="presets">
      <legend>{w('preset')}</legend>
      <div class="chips">
        {PRESETS.map((one) => (
          <label class="chip" key={one}>
            <input
              type="radio"
              name={name}
              checked={weights === null && preset === one}
              onChange={() => weigh({ preset: one, weights: null }, 'push')}
            />
            <span>{presetWords(one)}</span>
          </label>
        ))}
        {weights !== null && (
          <label class="chip">
            <input type="radio" name={name} checked readOnly />
            <span>{w('preset.hand')}</span>
          </label>
        )}
      </div>
    </fieldset>
  );
}

function Weight({
  of,
  points,
  share,
  set,
}: {
  of: CriterionShown;
  points: number;
  share: number;
  set: (points: number) => void;
}) {
  const id = useId();
  const title = pick(of.title);
  return (
    <div class="weight" data-criterion={of.id}>
      <label for={id}>{title}</label>
      <p class="hint" id={`${id}-hint`}>
        {pick(of.description)}
        {of.is_constant && <strong> {w('constant')}</strong>}
      </p>
      <input
        id={id}
        type="range"
        min="0"
        max={MOST_POINTS}
        step="1"
        value={points}
        aria-describedby={`${id}-hint`}
        aria-valuetext={w('weight.value', { points: number(points), share: percent(share) })}
        onInput={(event) => set(event.currentTarget.valueAsNumber)}
      />
      <input
        type="number"
        class="points"
        aria-label={w('weight.points', { name: title })}
        min="0"
        max={MOST_POINTS}
        step="1"
        inputMode="numeric"
        value={points}
        onInput={(event) => {
          const { valueAsNumber: value } = event.currentTarget;
          // What is being typed is not a number yet.
          if (Number.isInteger(value) && value >= 0 && value <= MOST_POINTS) set(value);
        }}
        onBlur={(event) => {
          event.currentTarget.value = String(points);
        }}
      />
      <output class="share" for={id}>
        {percent(share)}
      </output>
    </div>
  );
}

/** So many points what studies found has when somebody begins to weigh it. */
const STUDIES = 10;

/** How much each criterion counts: by a preset, or by hand in points, of which each counts as its share. */
export function WeightsPart({ of }: { of: Pick<Priorities, 'criteria' | 'settings'> }) {
  const id = useId();
  const { weights: byHand } = address.value.ranking;
  const points: Weights = byHand ?? pointsOf(of.settings.weights);
  const shares = byHand === null ? weightsOf(of.settings.weights) : sharesOf(byHand);
  const set = (criterion: Criterion, value: number) =>
    weigh({ weights: { ...points, [criterion]: value } }, 'replace');
  const studies = of.criteria.find((one) => one.id === 'evaluation')?.studies;
  const shown = CRITERIA.flatMap((one) => of.criteria.find((c) => c.id === one) ?? []);
  return (
    <section class="weights" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{w('weights.title')}</h3>
      <p class="hint">{w('weights.lead')}</p>
      <Presets />
      <form
        class="weight-list"
        aria-label={w('weights.by_hand')}
        onSubmit={(event) => event.preventDefault()}
      >
        {shown.map((criterion) => (
          <Weight
            key={criterion.id}
            of={criterion}
            points={points[criterion.id]}
            share={shares?.[criterion.id] ?? 0}
            set={(value) => set(criterion.id, value)}
          />
        ))}
        {studies === undefined ? (
          <p class="studies">
            <button type="button" disabled={points.evaluation > 0} onClick={() => set('evaluation', STUDIES)}>
              {w('studies.weigh')}
            </button>{' '}
            <span class="hint">{w('studies.lead')}</span>
          </p>
        ) : (
          <details class="studies">
            <summary>{w('studies.title', { n: number(studies.length) })}</summary>
            <Findings of={studies} />
          </details>
        )}
        <p class="sum">
          <strong>{w('weights.sum', { n: number(totalOf(points)) })}</strong>{' '}
          {shares === null ? (
            <span class="fault" role="alert">
              {w('weights.none')}
            </span>
          ) : (
            <span class="hint">{w('weights.shares')}</span>
          )}
        </p>
      </form>
    </section>
  );
}
