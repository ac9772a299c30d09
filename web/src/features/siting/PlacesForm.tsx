import { useId } from 'preact/hooks';
import {
  AIMS,
  type Aim,
  HAS_LIMIT,
  HAS_ROOM,
  SITED_MODES,
  type SitingAsked,
  START_SITING,
} from '../../api/siting';
import type { ProblemDetails } from '../../api/wire';
import { pick, tData } from '../../i18n/i18n';
import { address, go, pack, standard } from '../../state/store';
import { EachFields } from './EachFields';
import { Choice, Faults, faultsAt, NumberField, Somewhere } from './fields';
import { PlanForm, useDraft } from './PlanForm';
import type { Communities } from './places';
import { Weighing } from './Weighing';
import { w } from './words';

const FIELDS = [
  'service_type',
  'refers_to',
  'delivery_mode',
  'objective',
  'count',
  'within_minutes',
  'covered_by',
  'candidates',
  'need',
  'year_round',
  'costs',
  'budget',
  'capacity',
];

/** Money is no help that stands in a place. */
const NO_SUPPLY = 'funding_program';

/** What the form begins with: the kind of help that was looked at. */
function beginning(): SitingAsked {
  const first = standard.peek()?.service_types[0] ?? pack.peek()?.service_types[0]?.id ?? '';
  return { ...START_SITING, service_type: first, objective: 'coverage' };
}

function AimChoice({ aim, choose }: { aim: Aim; choose: (aim: Aim) => void }) {
  const name = useId();
  return (
    <fieldset class="field aims">
      <legend>{w('aim')}</legend>
      {AIMS.map((one) => (
        <label class="radio" key={one} data-aim={one}>
          <input type="radio" name={name} checked={aim === one} onChange={() => choose(one)} />
          <span>
            <strong>{w(`aim.${one}`)}</strong> <small>{w(`aim.${one}.what`)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** What is looked for. Nothing is reckoned before somebody asks for it: the search is work. */
export function PlacesForm({
  communities,
  problem,
  busy,
}: {
  communities: Communities;
  problem: ProblemDetails | null;
  busy: boolean;
}) {
  const { draft, write } = useDraft<SitingAsked>(address.value.siting.places, beginning);
  const of = draft.value;
  const types = (pack.value?.service_types ?? []).map((type) => type.id).filter((id) => id !== NO_SUPPLY);
  const kind = (id: string) =>
    pick(pack.value?.service_types.find((one) => one.id === id)?.name ?? { en: id, fr: id });
  const refers = pack.value?.service_types.find((one) => one.id === of.service_type)?.refers_to ?? [];
  const at = (...fields: string[]) => faultsAt(problem, ...fields);
  const backup = useId();
  return (
    <PlanForm
      label={w('form.places')}
      find={w('find')}
      ask={() => go({ siting: { ...address.peek().siting, places: draft.peek() } })}
      problem={problem}
      fields={FIELDS}
      busy={busy}
    >
      <div class="fields">
        <Choice
          label={w('help')}
          value={of.service_type}
          values={types}
          words={kind}
          choose={(service_type) => write({ service_type, refers_to: null })}
          faults={at('service_type')}
        />
        {refers.length > 0 && (
          <Choice
            label={w('refers')}
            value={of.refers_to ?? ''}
            values={['', ...refers]}
            words={(id) => (id === '' ? w('refers.none') : kind(id))}
            choose={(id) => write({ refers_to: id || null })}
            faults={at('refers_to')}
          />
        )}
        <Choice
          label={w('delivery')}
          value={of.delivery_mode}
          values={SITED_MODES}
          words={(mode) => tData('delivery', mode)}
          choose={(delivery_mode) => write({ delivery_mode })}
          faults={at('delivery_mode')}
        />
        {of.objective !== 'everyone' && (
          <NumberField
            label={w('count')}
            value={of.count}
            min={1}
            max={20}
            set={(count) => write({ count })}
            faults={at('count')}
          />
        )}
        <NumberField
          label={w('within')}
          value={of.within_minutes}
          min={1}
          max={10_000}
          hint={w(HAS_LIMIT[of.objective] ? 'within.hint' : 'within.beside')}
          set={(within_minutes) => write({ within_minutes })}
          faults={at('within_minutes')}
        />
        <Weighing
          label={w('weigh')}
          words={(by) => w(`weigh.${by}`)}
          value={of.need}
          choose={(need) => write({ need })}
          faults={at('need')}
        />
        <Choice
          label={w('year')}
          value={of.year_round}
          values={['worst', 'days'] as const}
          words={(year) => w(`year.${year}`)}
          choose={(year_round) => write({ year_round })}
          faults={at('year_round')}
        />
      </div>
      <AimChoice aim={of.objective} choose={(objective) => write({ objective })} />
      <Faults id={`${backup}-aim`} of={at('objective')} />
      {HAS_LIMIT[of.objective] && (
        <div class="field">
          <label class="radio">
            <input
              type="checkbox"
              checked={of.covered_by === 2}
              aria-describedby={at('covered_by').length > 0 ? `${backup}-fault` : undefined}
              onChange={(event) => write({ covered_by: event.currentTarget.checked ? 2 : 1 })}
            />
            {w('backup')}
          </label>
          <Faults id={`${backup}-fault`} of={at('covered_by')} />
        </div>
      )}
      <Somewhere
        legend={w('candidates')}
        none={w('candidates.all')}
        of={communities}
        chosen={of.candidates}
        change={(candidates) => write({ candidates })}
        faults={at('candidates')}
      />
      <div class="fields">
        <NumberField
          label={w('budget')}
          value={of.budget}
          min={0}
          max={1_000_000_000}
          hint={w('budget.hint')}
          set={(budget) => write({ budget })}
          clear={() => write({ budget: null })}
          faults={at('budget')}
        />
      </div>
      <EachFields
        legend={w('costs')}
        each={w('costs.each')}
        none={w('costs.none')}
        usual={1}
        of={communities}
        value={of.costs}
        change={(how) => write({ costs: how(draft.peek().costs) })}
        faults={at('costs')}
      />
      {HAS_ROOM[of.objective] && (
        <EachFields
          legend={w('room')}
          each={w('room.each')}
          none={w('room.none')}
          usual={100}
          of={communities}
          value={of.capacity}
          change={(how) => write({ capacity: how(draft.peek().capacity) })}
          faults={at('capacity')}
        />
      )}
    </PlanForm>
  );
}
