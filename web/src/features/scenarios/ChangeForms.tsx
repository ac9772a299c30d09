import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Change, FulfilRequest } from '../../api/scenarios';
import { dateName, listed } from '../../i18n/i18n';
import { kindName, regionName } from '../requests/state';
import { added, MOST_CHANGES, replaced } from './documents';
import { Choice, CostFields, type FormProps } from './fields';
import { AddLinkForm, MoveWindowForm } from './NetworkForm';
import { AddServiceForm, ChangeServiceForm, MoveServiceForm, withCost } from './ServiceForm';
import { placeName, requests, scenario, serviceName, write, writing } from './state';
import { w } from './words';

/** A request as one line of a list: what, where, by whom. What is fulfilled or declined can still be supposed. */
function requestWords(of: (typeof requests.value)[number]): string {
  const where = [...of.communities.map(placeName), ...of.regions.map(regionName)];
  return w('request.line', {
    kind: kindName(of.service_type),
    where: where.length === 0 ? w('request.nowhere') : listed(where),
    who: of.requested_by,
    when: dateName(of.date ?? of.submitted_on ?? of.changed_on ?? ''),
  });
}

function FulfilRequestForm({ value, write: put }: FormProps<FulfilRequest>) {
  const open = requests.value.filter((one) => one.state !== 'withdrawn');
  return (
    <>
      <Choice
        label={w('field.request')}
        value={value.request}
        options={open.map((one) => ({ id: one.id, words: requestWords(one) }))}
        write={(request) => put({ ...value, request })}
      />
      {open.length === 0 && <p class="hint">{w('request.none')}</p>}
      <p class="hint">{w('request.hint')}</p>
      <details class="more-fields">
        <summary>{w('cost.title')}</summary>
        <CostFields value={value.cost} write={(cost) => put(withCost(value, cost))} />
      </details>
    </>
  );
}

/** The questions about a change of this kind. */
function Fields({ value, write: put }: FormProps<Change>) {
  switch (value.change) {
    case 'add_service':
      return <AddServiceForm value={value} write={put} />;
    case 'change_service':
      return <ChangeServiceForm value={value} write={put} />;
    case 'move_service':
      return <MoveServiceForm value={value} write={put} />;
    case 'close_service':
      return (
        <>
          <p class="form-of">{serviceName(value.service)}</p>
          <CostFields value={value.cost} write={(cost) => put(withCost(value, cost))} />
        </>
      );
    case 'fulfil_request':
      return <FulfilRequestForm value={value} write={put} />;
    case 'move_window':
      return <MoveWindowForm value={value} write={put} />;
    case 'add_link':
      return <AddLinkForm value={value} write={put} />;
  }
}

/** Whether it says enough to be asked about; the server has the last word. */
export function isWhole(of: Change): boolean {
  switch (of.change) {
    case 'add_service':
      // Whom it serves is what everything hangs on: it has to be said.
      return of.service_type !== '' && of.serves !== undefined && of.serves.length > 0;
    case 'change_service':
      return Object.keys(of.set).length > 0;
    case 'move_service':
      return (of.community_id ?? '') !== '' || of.lon !== undefined;
    case 'close_service':
      return true;
    case 'fulfil_request':
      return of.request !== '';
    case 'move_window': {
      const some = (of.modes?.length ?? 0) + (of.links?.length ?? 0) > 0 || of.where !== undefined;
      return some && (of.gone === true || (of.opens_days ?? 0) !== 0 || (of.closes_days ?? 0) !== 0);
    }
    case 'add_link':
      return (
        of.from !== '' &&
        of.to !== '' &&
        of.from !== of.to &&
        (of.minutes !== undefined || of.km !== undefined)
      );
  }
}

/**
 * After a change is made or taken out, where its button is gone: the keyboard goes to the list, and the eye to the picture,
 * which is out of sight on a phone.
 */
export function toChanges(): void {
  document.querySelector<HTMLElement>('.changes-title')?.focus({ preventScroll: true });
  document.querySelector('.what-if-picture')?.scrollIntoView({ block: 'nearest' });
}

/** A further change. It is made when one says so, and asked about at once. */
export function NewChange({ start }: { start: Change }) {
  const value = useSignal<Change>(start);
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => {
    form.current?.querySelector<HTMLElement>('select, input, button')?.focus();
  }, []);
  const full = (scenario.value?.changes.length ?? 0) >= MOST_CHANGES;
  return (
    <form
      class="change-form"
      ref={form}
      aria-label={w(`kind.${value.value.change}`)}
      onSubmit={(event) => {
        event.preventDefault();
        const of = scenario.peek();
        if (of === null || full || !isWhole(value.peek())) return;
        write(added(of, value.peek()));
        writing.value = null;
        toChanges();
      }}
    >
      <h4>{w(`kind.${value.value.change}`)}</h4>
      <Fields
        value={value.value}
        write={(next) => {
          value.value = next;
        }}
      />
      {full && <p class="trouble">{w('changes.full', { n: MOST_CHANGES })}</p>}
      <p class="form-end">
        <button type="submit" class="primary" disabled={full || !isWhole(value.value)}>
          {w('change.add')}
        </button>{' '}
        <button
          type="button"
          onClick={() => {
            writing.value = null;
          }}
        >
          {w('change.leave')}
        </button>
      </p>
    </form>
  );
}

/** A change that is there: the picture follows every letter of it. */
export function OldChange({ at, value }: { at: number; value: Change }) {
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => {
    form.current?.querySelector<HTMLElement>('select, input, button')?.focus();
  }, []);
  return (
    <form
      class="change-form"
      ref={form}
      aria-label={w('change.of', { kind: w(`kind.${value.change}`) })}
      onSubmit={(event) => {
        event.preventDefault();
        writing.value = null;
      }}
    >
      <Fields
        value={value}
        write={(next) => {
          const of = scenario.peek();
          if (of !== null) write(replaced(of, at, next), true);
        }}
      />
      <p class="form-end">
        <button type="submit">{w('change.done')}</button>
      </p>
    </form>
  );
}
