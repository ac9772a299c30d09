/** A scenario as a document: what can be done to it, and what of it is worth saying. Pure. */
import type { Change, Cost, Scenario, ServiceFields } from '../../api/scenarios';
import type { Lang, ProblemDetails } from '../../api/wire';

export const EMPTY: Scenario = { name: '', changes: [] };

/** Most changes that the server takes at once. */
export const MOST_CHANGES = 200;

export function nameIn(of: Pick<Scenario, 'name'>, lang: Lang): string {
  return typeof of.name === 'string' ? of.name : of.name[lang];
}

export function renamed(of: Scenario, name: string): Scenario {
  return { ...of, name };
}

export function added(of: Scenario, change: Change): Scenario {
  return { ...of, changes: [...of.changes, change] };
}

export function replaced(of: Scenario, at: number, change: Change): Scenario {
  return { ...of, changes: of.changes.map((one, place) => (place === at ? change : one)) };
}

/** Without one change, and without those that speak of a service which only that one adds. */
export function removed(of: Scenario, at: number): Scenario {
  const gone = of.changes[at];
  const id = gone?.change === 'add_service' ? gone.id : undefined;
  const speaksOfIt = (one: Change) => id !== undefined && 'service' in one && one.service === id;
  return { ...of, changes: of.changes.filter((one, place) => place !== at && !speaksOfIt(one)) };
}

/** An id for one more service that no change of the scenario has, so that later changes can name it. */
export function freshId(of: Scenario, wish: string): string {
  const taken = new Set(of.changes.flatMap((one) => ('id' in one && one.id !== undefined ? [one.id] : [])));
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? wish : `${wish}-${n}`;
    if (!taken.has(id)) return id;
  }
}

/** Where a pointer of the server leads: to a change, to the rest of the document, or to the one beside it. */
export interface Faults {
  byChange: ReadonlyMap<number, string[]>;
  rest: string[];
}

export function faultsOf(problem: ProblemDetails | null, document: 'scenario' | 'beside'): Faults {
  const byChange = new Map<number, string[]>();
  const rest: string[] = [];
  for (const { pointer, detail } of problem?.errors ?? []) {
    const [, root, part, at] = pointer.split('/');
    if (root !== document) continue;
    const place = part === 'changes' && at !== undefined && /^\d+$/.test(at) ? Number(at) : null;
    if (place === null) rest.push(detail);
    else byChange.set(place, [...(byChange.get(place) ?? []), detail]);
  }
  return { byChange, rest };
}

/** What is left of fields once those that are empty are dropped; an empty list says nothing either. */
export function filledIn<T extends object>(of: T): T {
  const kept = Object.entries(of).filter(
    ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(kept) as T;
}

/** A cost with only what somebody said; none where nobody said anything. */
export function costOf(oneTime: number | null, yearly: number | null, currency: string): Cost | undefined {
  if (oneTime === null && yearly === null) return undefined;
  return {
    ...(oneTime === null ? {} : { one_time: oneTime }),
    ...(yearly === null ? {} : { yearly }),
    currency,
  };
}

/** Whether two documents say the same, in whatever order their fields stand. */
export function areSame(a: unknown, b: unknown): boolean {
  return ordered(a) === ordered(b);
}

function ordered(of: unknown): string {
  return JSON.stringify(of, (_key, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/** The fields of a change that add or change a service, for the one form that writes both. */
export function serviceFields(of: Change): ServiceFields {
  if (of.change === 'change_service') return of.set;
  if (of.change !== 'add_service') return {};
  const { change, id, name, service_type, community_id, lon, lat, sites, cost, ...fields } = of;
  return fields;
}

/** Whom a service is said to serve, as a form asks it. */
export type Reach = 'as_is' | 'here' | 'all' | 'some' | 'unknown';

export function reachOf(serves: ServiceFields['serves'], here: string | undefined): Reach {
  if (serves === undefined) return 'as_is';
  if (serves === 'all' || serves === 'unknown') return serves;
  return here !== undefined && serves.length === 1 && serves[0] === here ? 'here' : 'some';
}
