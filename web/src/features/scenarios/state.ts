/**
 * The state of the page: the scenario of the address, the one beside it, what the server says of them, and the records that
 * changes are made to. The address is the state; steps back are former addresses.
 */
import { batch, computed, effect, signal } from '@preact/signals';
import { get, getAll, type Tagged } from '../../api/client';
import { communitiesPath, itemsPath, linksPath } from '../../api/paths';
import { type Register, requestsPath } from '../../api/requests';
import {
  askScenario,
  type Change,
  getKept,
  type Kept,
  type KeptList,
  keptListPath,
  keptPath,
  type Scenario,
  type ScenarioAnswer,
  scenarioPath,
} from '../../api/scenarios';
import type { CommunityFeature, LinkFeature, ServiceFeature, Standard } from '../../api/wire';
import type { WhatIf } from '../../state/address';
import { latest, resource } from '../../state/resource';
import { address, asked, definition, go, pack, standard } from '../../state/store';
import { areSame, EMPTY, faultsOf } from './documents';
import { type Step, stepsBetween } from './effects';
import { begin, type History, redo, step, undo } from './history';
import { formatNamed, type Named, parseNamed } from './packed';
import { w } from './words';

const open = computed(() => address.value.view === 'scenarios');

function keptOf(named: () => Named) {
  return resource<Tagged<Kept>>(
    computed(() => {
      const { id } = named();
      return open.value && id !== null ? keptPath(id) : null;
    }),
    getKept,
  );
}

/** What the address names, on either side. */
export const named = computed(() => parseNamed(address.value.whatIf.scenario));
export const namedBeside = computed(() => parseNamed(address.value.whatIf.beside));

export const keptListResource = resource<KeptList>(
  computed(() => (open.value ? keptListPath : null)),
  get,
);
export const keptList = computed<KeptList | null>(() => latest(keptListResource.loaded.value));

export const keptResource = keptOf(() => named.value);
export const keptBesideResource = keptOf(() => namedBeside.value);

function keptIn(of: typeof keptResource, id: string | null): Tagged<Kept> | null {
  const tagged = latest(of.loaded.value);
  return tagged?.value.id === id ? tagged : null;
}

/** The kept scenario that the address names, as it is on record; never another one that was open before. */
export const kept = computed(() => keptIn(keptResource, named.value.id));
export const keptBeside = computed(() => keptIn(keptBesideResource, namedBeside.value.id));

/** What is supposed; `null` while it is on its way. */
export const scenario = computed<Scenario | null>(() => {
  const { id, own } = named.value;
  if (own !== null) return own;
  return id === null ? EMPTY : (kept.value?.value.scenario ?? null);
});
export const beside = computed<Scenario | null>(
  () => namedBeside.value.own ?? keptBeside.value?.value.scenario ?? null,
);

/** Whether something here is not kept. */
export const isChanged = computed(() => {
  const { id, own } = named.value;
  if (own === null) return false;
  if (id === null) return own.changes.length > 0;
  const saved = kept.value?.value.scenario;
  return saved !== undefined && !areSame(saved, own);
});

/* Steps. */

const steps = signal<History<string | null>>(begin(address.peek().whatIf.scenario));

effect(() => {
  const now = address.value.whatIf.scenario;
  // Another link was followed: what can be taken back begins anew.
  if (steps.peek().now !== now) steps.value = begin(now);
});

export const canUndo = computed(() => steps.value.past.length > 0);
export const canRedo = computed(() => steps.value.future.length > 0);

function show(history: History<string | null>): void {
  batch(() => {
    steps.value = history;
    goWhatIf({ scenario: history.now }, 'replace');
  });
}

/** When the step was made that the picture is waited for, by the clock of the page. */
let clicked: number | null = null;

/** Whether the next live step begins a run: all of a run is taken back at once. */
let beginsRun = true;

/** Moves to another scenario, which can be taken back. `live` steps of one form are one step together. */
export function write(next: Scenario, live = false): void {
  clicked = performance.now();
  const { id } = named.peek();
  const saved = kept.peek()?.value.scenario;
  // What is as it is kept needs no copy in the address.
  const own = saved !== undefined && areSame(saved, next) ? null : next;
  const text = id === null && areSame(next, EMPTY) ? null : formatNamed(id, own);
  const before = steps.peek();
  show(live && !beginsRun ? { ...before, now: text, future: [] } : step(before, text));
  beginsRun = !live;
}

/** A form of live steps was opened. */
export function beginLive(): void {
  beginsRun = true;
}

export function takeBack(): void {
  clicked = performance.now();
  show(undo(steps.peek()));
}

export function again(): void {
  clicked = performance.now();
  show(redo(steps.peek()));
}

export function goWhatIf(change: Partial<WhatIf>, how: 'push' | 'replace' = 'push'): void {
  go({ whatIf: { ...address.peek().whatIf, ...change } }, how);
}

/* The answer. */

/** What has no name yet is sent with one: the answer and a file have to call it something. */
export function withName(of: Scenario): Scenario {
  return typeof of.name === 'string' && of.name.trim() === '' ? { ...of, name: w('untitled') } : of;
}

/** The whole question as one text, by which answers are kept: taking a step back asks nothing. */
const question = computed<string | null>(() => {
  if (!open.value || asked.value === null || standard.value === null || scenario.value === null) return null;
  const second = address.value.whatIf.beside === null ? null : beside.value;
  // Until the second one is there, or where it cannot be had, the first is shown alone.
  const body = {
    scenario: withName(scenario.value),
    ...(second === null ? {} : { beside: withName(second) }),
  };
  const path = scenarioPath(asked.value, address.value.whatIf.every ? null : standard.value.id);
  return `${path}\n${JSON.stringify(body)}`;
});

export const answerResource = resource<ScenarioAnswer>(
  question,
  (text, abort) => {
    const end = text.indexOf('\n');
    return askScenario(text.slice(0, end), text.slice(end + 1), abort);
  },
  'at once',
);

export const answer = computed<ScenarioAnswer | null>(() => latest(answerResource.loaded.value));

/** The last answer that there was, which the map keeps while the next one is on its way. */
const shown = signal<{ path: string; answer: ScenarioAnswer } | null>(null);
export const lastStep = signal<readonly Step[]>([]);

effect(() => {
  const loaded = answerResource.loaded.value;
  if (loaded.state !== 'ready') return;
  const path = question.peek()?.split('\n', 1)[0] ?? '';
  const before = shown.peek();
  if (before?.answer === loaded.value) return;
  const [was] = before?.answer.scenarios ?? [];
  const [is] = loaded.value.scenarios;
  batch(() => {
    lastStep.value =
      before?.path === path && was !== undefined && is !== undefined
        ? stepsBetween(was.features.features, is.features.features)
        : [];
    shown.value = { path, answer: loaded.value };
  });
});

/** Nothing after a failure: the map would show the effect of something else. */
export const shownAnswer = computed(() =>
  answerResource.loaded.value.state === 'failed' ? null : (shown.value?.answer ?? null),
);

const FAULTY = 422;

const problem = computed(() => {
  const loaded = answerResource.loaded.value;
  return loaded.state === 'failed' && loaded.problem.status === FAULTY ? loaded.problem : null;
});
/** What the server refuses of the document, by change. */
export const faults = computed(() => faultsOf(problem.value, 'scenario'));
export const faultsBeside = computed(() => faultsOf(problem.value, 'beside'));

/** The name under which the browser notes how long a picture took, for whoever measures it. */
export const MEASURE = 'evenreach.scenario.picture';

let noted: ScenarioAnswer | null = null;

/** To be called once the map has been handed an answer: notes the time from the click to the frame that shows it. */
export function notePicture(): void {
  const start = clicked;
  const now = shown.peek()?.answer ?? null;
  // The map may be drawn for another reason while the answer is on its way.
  if (now === noted) return;
  noted = now;
  if (start === null) return;
  clicked = null;
  // The library draws in the next frame; the one after that begins when it has been painted.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => performance.measure(MEASURE, { start, end: performance.now() })),
  );
}

// What was supposed without a link is asked about as soon as there is one.
window.addEventListener('online', () => {
  if (answerResource.loaded.peek().state === 'failed') answerResource.retry();
});

/* The records that changes are made to. */

/** Positions in degrees: where there is no map they are not looked at. */
const DEGREES = 4326;

const epsg = computed(() => pack.value?.projection?.epsg ?? null);

export const communitiesResource = resource<CommunityFeature[]>(
  computed(() => {
    if (!open.value || pack.value === null) return null;
    return epsg.value === null ? communitiesPath : itemsPath('communities', epsg.value);
  }),
  getAll,
);
export const communities = computed<readonly CommunityFeature[]>(
  () => latest(communitiesResource.loaded.value) ?? [],
);

const servicesResource = resource<ServiceFeature[]>(
  computed(() => (open.value && pack.value !== null ? itemsPath('services', epsg.value ?? DEGREES) : null)),
  getAll,
);
export const services = computed<readonly ServiceFeature[]>(() =>
  (latest(servicesResource.loaded.value) ?? []).filter((one) => one.properties.status === 'existing'),
);

const linksResource = resource<LinkFeature[]>(
  computed(() => {
    if (!open.value || pack.value === null) return null;
    return linksPath(epsg.value ?? DEGREES, address.value.asOf ?? pack.value.today, null);
  }),
  getAll,
);
export const links = computed<readonly LinkFeature[]>(() => latest(linksResource.loaded.value) ?? []);

const requestsResource = resource<Register>(
  computed(() => (open.value ? requestsPath : null)),
  get,
);
export const requests = computed(() => latest(requestsResource.loaded.value)?.requests ?? []);

/* What is open on the page. */

/** The place that was clicked, or chosen in the list. */
export const place = signal<string | null>(null);

/** What is being written: a further change of a kind, or one that is there already, by its place in the list. */
export type Writing =
  | { at: 'new'; change: Change['change']; service?: string }
  | { at: 'old'; place: number };
export const writing = signal<Writing | null>(null);

const openId = computed(() => named.value.id);
effect(() => {
  // Another scenario has other changes: what is open of this one is not about them.
  openId.value;
  writing.value = null;
});

/* Names. */

export function placeName(id: string): string {
  return communities.value.find((one) => one.properties.id === id)?.properties.name ?? id;
}

/** A place of the network: a community by its name; a landing or junction by its id, which names what it is at. */
export function nodeName(id: string): string {
  const name = placeName(id);
  return name === id ? id.replace(/^(ldg|jct)-/, '').replaceAll('-', ' ') : name;
}

/** What the definition asks of that kind of help, if anything. */
export function standardFor(serviceType: string): Standard | null {
  return definition.value?.standards.find((one) => one.service_types.includes(serviceType)) ?? null;
}

/** What the services of the records and the ones that the scenario adds are called, by id. */
export function serviceName(id: string): string {
  const known = services.value.find((one) => one.properties.id === id);
  if (known !== undefined) return known.properties.name;
  const added = scenario.value?.changes.find((one) => one.change === 'add_service' && one.id === id);
  return added?.change === 'add_service' ? (added.name ?? w('service.added')) : id;
}
