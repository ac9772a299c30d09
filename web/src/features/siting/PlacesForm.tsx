import { useSignal } from '@preact/signals';
import { useEffect, useId } from 'preact/hooks';
import {
  AIMS,
  type Aim,
  HAS_LIMIT,
  SITED_MODES,
  type SitingAsked,
  START_SITING,
  WEIGHED,
} from '../../api/siting';
import type { ProblemDetails } from '../../api/wire';
import { pick, t, tData } from '../../i18n/i18n';
import { address, go, pack, standard } from '../../state/store';
import { AsOfChoice, SupplyChoice } from '../gaps/Controls';
import { WhenChoice } from '../gaps/WhenChoice';
import { Choice, Faults, faultsAt, NumberField, Rest, Somewhere } from './fields';
import type { Communities } from './places';
import { w } from './words';

const FIELDS = [
  'service_type',
  'delivery_mode',
  'objective',
  'count',
  'within_minutes',
  'covered_by',
  'candidates',
  'need',
  'year_round',
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
  const draft = useSignal<SitingAsked>(address.peek().siting.places ?? beginning());
  const of = draft.value;
  // Who steps back through what was asked finds it in the form again.
  const asked = address.value.siting.places;
  useEffect(() => {
    if (asked !== null) draft.value = asked;
  }, [draft, asked]);
  const write = (change: Partial<SitingAsked>) => {
    draft.value = { ...draft.value, ...change };
  };
  const types = (pack.value?.service_types ?? []).map((type) => type.id).filter((id) => id !== NO_SUPPLY);
  const kind = (id: string) =>
    pick(pack.value?.service_types.find((one) => one.id === id)?.name ?? { en: id, fr: id });
  const at = (...fields: string[]) => faultsAt(problem, ...fields);
  const backup = useId();
  return (
    <form
      class="siting-form"
      aria-label={w('form.places')}
      onSubmit={(event) => {
        event.preventDefault();
        go({ siting: { ...address.peek().siting, places: draft.peek() } });
      }}
    >
      <div class="fields">
        <Choice
          label={w('help')}
          value={of.service_type}
          values={types}
          words={kind}
          choose={(service_type) => write({ service_type })}
          faults={at('service_type')}
        />
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
        <Choice
          label={w('weigh')}
          value={of.need}
          values={WEIGHED}
          words={(need) => w(`weigh.${need}`)}
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
      <WhenChoice />
      <details class="more">
        <summary>{t('choose.more')}</summary>
        <div class="more-body">
          <SupplyChoice />
          <AsOfChoice />
        </div>
      </details>
      <Rest problem={problem} fields={FIELDS} />
      <p class="actions">
        <button type="submit" class="primary" aria-busy={busy}>
          {w('find')}
        </button>
      </p>
    </form>
  );
}
