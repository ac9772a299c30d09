import { effect, signal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { Change } from '../../api/scenarios';
import type { Text } from '../../api/wire';
import { listed, number, pick, tData } from '../../i18n/i18n';
import { lang } from '../../i18n/lang';
import { announcement, standard } from '../../state/store';
import { DataText } from '../../ui/DataText';
import { kindName } from '../requests/state';
import { NewChange, OldChange, toChanges } from './ChangeForms';
import { EMPTY, freshId, nameIn, removed, renamed } from './documents';
import { usualName } from './ServiceForm';
import {
  again,
  answerResource,
  beginLive,
  canRedo,
  canUndo,
  faults,
  isChanged,
  kept,
  named,
  nodeName,
  place,
  placeName,
  scenario,
  serviceName,
  takeBack,
  type Writing,
  write,
  writing,
} from './state';
import { w } from './words';

/** How the server reads each change, by what it says: the same change has the same words in any answer. */
const read = signal<ReadonlyMap<string, { words: Text; unsaid: readonly Text[] }>>(new Map());

effect(() => {
  const loaded = answerResource.loaded.value;
  if (loaded.state !== 'ready') return;
  const changes = scenario.peek()?.changes ?? [];
  const told = loaded.value.scenarios[0]?.changes ?? [];
  if (told.length !== changes.length) return;
  const next = new Map(read.peek());
  changes.forEach((change, at) => {
    const one = told[at];
    if (one !== undefined)
      next.set(JSON.stringify(change), {
        words: one.words,
        // What the change does say is not open.
        unsaid: one.unsaid.filter(({ what }) => !(what in change)).map((u) => u.words),
      });
  });
  read.value = next;
});

/** A change in words of this page, until the server has said how it reads it, and where it refuses to. */
function ownWords(of: Change): string {
  const kind = w(`kind.${of.change}`);
  switch (of.change) {
    case 'add_service':
      return w('own.of', {
        kind,
        what: [
          kindName(of.service_type),
          ...(of.community_id === undefined ? [] : [placeName(of.community_id)]),
        ].join(', '),
      });
    case 'change_service':
    case 'move_service':
    case 'close_service':
      return w('own.of', { kind, what: serviceName(of.service) });
    case 'fulfil_request':
      return w('own.of', { kind, what: of.request });
    case 'move_window':
      return w('own.of', {
        kind,
        what: listed((of.modes ?? of.links ?? []).map((one) => tData('mode', one))),
      });
    case 'add_link':
      return w('own.of', { kind, what: w('window.ends', { from: nodeName(of.from), to: nodeName(of.to) }) });
  }
}

export function changeWords(of: Change): string {
  const told = read.value.get(JSON.stringify(of));
  return told === undefined ? ownWords(of) : pick(told.words);
}

function Row({ at, change }: { at: number; change: Change }) {
  const id = useId();
  const words = changeWords(change);
  const unsaid = read.value.get(JSON.stringify(change))?.unsaid ?? [];
  const refused = faults.value.byChange.get(at) ?? [];
  const now = writing.value;
  const isOpen = now?.at === 'old' && now.place === at;
  return (
    <li class={refused.length > 0 ? 'supposed refused' : 'supposed'} data-change={change.change}>
      <p id={`${id}-words`} class="supposed-words">
        {words}
      </p>
      {unsaid.length > 0 && (
        <p class="hint">{w('change.unsaid', { what: unsaid.map((one) => pick(one)).join('; ') })}</p>
      )}
      {refused.length > 0 && (
        <ul class="field-faults" role="alert">
          {refused.map((one) => (
            <li key={one}>
              <DataText text={one} />
            </li>
          ))}
        </ul>
      )}
      <p class="row-buttons">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-describedby={`${id}-words`}
          onClick={() => {
            if (isOpen) writing.value = null;
            else {
              beginLive();
              writing.value = { at: 'old', place: at };
            }
          }}
        >
          {w(isOpen ? 'change.done' : 'change.edit')}
        </button>{' '}
        <button
          type="button"
          aria-describedby={`${id}-words`}
          onClick={() => {
            const of = scenario.peek();
            if (of === null) return;
            writing.value = null;
            write(removed(of, at));
            announcement.value = w('change.removed', { words });
            toChanges();
          }}
        >
          {w('change.remove')}
        </button>
      </p>
      {isOpen && <OldChange key={at} at={at} value={change} />}
    </li>
  );
}

/** What a new change starts as: of the kind of help looked at, in the place that is chosen. */
function startOf(of: Writing & { at: 'new' }): Change {
  const here = place.peek();
  const document = scenario.peek();
  switch (of.change) {
    case 'add_service': {
      const service_type = standard.peek()?.service_types[0] ?? '';
      const site = here === null ? {} : { community_id: here, serves: [here] };
      return {
        change: 'add_service',
        id: freshId(document ?? EMPTY, 'new'),
        name: usualName({ service_type, ...site }),
        service_type,
        delivery_mode: 'visiting',
        visits_per_month: 2,
        ...site,
      };
    }
    case 'change_service':
      return { change: of.change, service: of.service ?? '', set: {} };
    case 'move_service':
    case 'close_service':
      return { change: of.change, service: of.service ?? '' };
    case 'fulfil_request':
      return { change: of.change, request: '' };
    case 'move_window':
      return { change: of.change, modes: ['ice_crossing', 'winter_road'], opens_days: 14, closes_days: 0 };
    case 'add_link':
      return { change: of.change, from: here ?? '', to: '', mode: 'all_season_road' };
  }
}

const KINDS = ['add_service', 'fulfil_request', 'move_window', 'add_link'] as const;

/** Buttons for each kind of change; the one that is pressed opens its questions below. */
function AddButtons() {
  const now = writing.value;
  return (
    <>
      <h3>{w('add.title')}</h3>
      <p class="add-buttons">
        {KINDS.map((change) => {
          const isOpen = now?.at === 'new' && now.change === change;
          return (
            <button
              key={change}
              type="button"
              aria-expanded={isOpen}
              data-add={change}
              onClick={() => {
                writing.value = isOpen ? null : { at: 'new', change };
              }}
            >
              {w(`kind.${change}`)}
            </button>
          );
        })}
      </p>
      <p class="hint">{w('add.hint')}</p>
      {now?.at === 'new' && (
        <NewChange key={`${now.change} ${now.service ?? ''} ${place.value ?? ''}`} start={startOf(now)} />
      )}
    </>
  );
}

/** Where the scenario stands: kept, kept and changed since, or nowhere but in this address. */
function StateWords() {
  const { id } = named.value;
  if (id === null) return <p class="hint">{w(isChanged.value ? 'state.unkept' : 'state.none')}</p>;
  if (kept.value === null) return null;
  return <p class="hint">{w(isChanged.value ? 'state.changed' : 'state.kept')}</p>;
}

/** The scenario: its name, its changes in the order in which they are made, and what can be added. */
export function ChangesPart() {
  const id = useId();
  const of = scenario.value;
  if (of === null) return null;
  return (
    <section class="changes-part" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`} class="changes-title" tabIndex={-1}>
        {w('changes.title')}
      </h3>
      <div class="field">
        <label for={`${id}-name`}>{w('name.label')}</label>
        <input
          id={`${id}-name`}
          type="text"
          autocomplete="off"
          value={nameIn(of, lang.value)}
          // Once it is written: every letter would be another question.
          onChange={(event) => write(renamed(of, event.currentTarget.value))}
        />
      </div>
      <StateWords />
      <p class="history-buttons">
        <button type="button" disabled={!canUndo.value} onClick={takeBack}>
          <span aria-hidden="true">↶</span> {w('undo')}
        </button>{' '}
        <button type="button" disabled={!canRedo.value} onClick={again}>
          <span aria-hidden="true">↷</span> {w('redo')}
        </button>
      </p>
      {faults.value.rest.length > 0 && (
        <ul class="field-faults" role="alert">
          {faults.value.rest.map((one) => (
            <li key={one}>
              <DataText text={one} />
            </li>
          ))}
        </ul>
      )}
      {of.changes.length === 0 ? (
        <p class="no-changes">{w('changes.none')}</p>
      ) : (
        <ol class="supposed-list" aria-label={w('changes.count', { n: number(of.changes.length) })}>
          {of.changes.map((change, at) => (
            <Row key={at} at={at} change={change} />
          ))}
        </ol>
      )}
      <AddButtons />
    </section>
  );
}
