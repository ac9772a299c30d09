import { type CircuitAsked, START_CIRCUIT } from '../../api/siting';
import type { ProblemDetails } from '../../api/wire';
import { compareText, pick } from '../../i18n/i18n';
import { address, definition, go, standard } from '../../state/store';
import { DefinitionChoice } from '../gaps/Controls';
import { Choice, faultsAt, NumberField, Somewhere } from './fields';
import { PlanForm, useDraft } from './PlanForm';
import { type Communities, nameOf } from './places';
import { Weighing } from './Weighing';
import { w } from './words';

const FIELDS = [
  'base',
  'standard',
  'stops',
  'days_a_month',
  'stay_days',
  'stays',
  'rounds_a_month',
  'hours_a_day',
  'need',
];

/** The largest place is where a team lives, until somebody says otherwise. */
function likelyBase({ all }: Communities): string {
  const people = (at: number) => all[at]?.properties.population ?? -1;
  const largest = all.reduce((best, _, at) => (people(at) > people(best) ? at : best), 0);
  return all[largest]?.properties.id ?? '';
}

/** Where a team lives, where the help is missing, and how much time there is. */
export function RoundForm({
  communities,
  problem,
  busy,
}: {
  communities: Communities;
  problem: ProblemDetails | null;
  busy: boolean;
}) {
  const { draft, write } = useDraft<CircuitAsked>(address.value.siting.round, () => ({
    ...START_CIRCUIT,
    base: likelyBase(communities),
    standard: standard.peek()?.id ?? '',
  }));
  const of = draft.value;
  const at = (...fields: string[]) => faultsAt(problem, ...fields);
  const places = communities.all.map(({ properties }) => properties);
  const bases = [...places].sort((a, b) => compareText(a.name, b.name)).map((place) => place.id);
  const standards = definition.value?.standards ?? [];
  return (
    <PlanForm
      label={w('form.round')}
      find={w('find.round')}
      ask={() => go({ siting: { ...address.peek().siting, round: draft.peek() } })}
      problem={problem}
      fields={FIELDS}
      busy={busy}
      more={<DefinitionChoice />}
    >
      <div class="fields">
        <Choice
          label={w('base')}
          value={of.base}
          values={bases}
          words={(id) => nameOf(communities, id)}
          choose={(base) => write({ base })}
          faults={at('base')}
        />
        <Choice
          label={w('fails')}
          value={of.standard}
          values={standards.map((one) => one.id)}
          words={(id) => pick(standards.find((one) => one.id === id)?.title ?? { en: id, fr: id })}
          choose={(chosen) => write({ standard: chosen })}
          faults={at('standard')}
        />
        <NumberField
          label={w('away')}
          value={of.days_a_month}
          min={1}
          max={31}
          set={(days_a_month) => write({ days_a_month })}
          faults={at('days_a_month')}
        />
        <NumberField
          label={w('rounds')}
          value={of.rounds_a_month}
          min={1}
          max={4}
          hint={w('rounds.hint')}
          set={(rounds_a_month) => write({ rounds_a_month })}
          faults={at('rounds_a_month')}
        />
        <NumberField
          label={w('stay')}
          value={of.stay_days}
          min={0.5}
          max={30}
          step={0.5}
          set={(stay_days) => write({ stay_days })}
          faults={at('stay_days', 'stays')}
        />
        <NumberField
          label={w('hours')}
          value={of.hours_a_day}
          min={4}
          max={14}
          set={(hours_a_day) => write({ hours_a_day })}
          faults={at('hours_a_day')}
        />
        <Weighing
          label={w('presence')}
          words={(by) => w(`presence.${by}`)}
          value={of.need}
          choose={(need) => write({ need })}
          faults={at('need')}
        />
      </div>
      <Somewhere
        legend={w('stops')}
        none={w('stops.all')}
        of={communities}
        chosen={of.stops}
        change={(stops) => write({ stops })}
        faults={at('stops')}
      />
    </PlanForm>
  );
}
