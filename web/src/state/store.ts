import { computed, signal } from '@preact/signals';
import { get, getAll } from '../api/client';
import { type DefinitionSummary, definitionPath } from '../api/definitions';
import {
  type Asked,
  communitiesPath,
  communityPath,
  gapsPath,
  itemsPath,
  linksPath,
  packagePath,
  summaryPath,
  type When,
} from '../api/paths';
import type {
  CommunityFeature,
  CommunityProperties,
  CommunityReport,
  Definition,
  Gap,
  Gaps,
  Lang,
  LinkFeature,
  Package,
  RequestFeature,
  Route,
  ServiceFeature,
  Standard,
  StandardForCommunity,
  Summary,
} from '../api/wire';
import { type Address, formatAddress, type Layer, parseAddress } from './address';
import { latest, resource } from './resource';
import { defaultRoute } from './route';

/** While the slider moves, ask only once it has rested this long. */
const SETTLE_MS = 140;

/** The address bar is the state: everything else here is derived from it and from what the server says. */
export const address = signal<Address>(parseAddress(window.location.search));

window.addEventListener('popstate', () => {
  address.value = parseAddress(window.location.search);
});

/** Moves to a changed address. `replace` for what one would not want to step back through, such as a slider. */
export function go(change: Partial<Address>, how: 'push' | 'replace' = 'push'): void {
  const next = { ...address.peek(), ...change };
  const search = formatAddress(next);
  if (search !== window.location.search) {
    const url = window.location.pathname + search;
    if (how === 'push') window.history.pushState(null, '', url);
    else window.history.replaceState(null, '', url);
  }
  address.value = next;
}

/** The language asked for by the link, else by the browser, else English. */
export const langAsked = computed<Lang>(
  () => address.value.lang ?? (navigator.language.toLowerCase().startsWith('fr') ? 'fr' : 'en'),
);

export const packageResource = resource<Package>(signal(packagePath), get);
export const pack = computed<Package | null>(() => latest(packageResource.loaded.value));

/** The current version of the definition that the address names, else of the package's own choice. */
const currentDefinition = computed<Definition | null>(() => {
  const { definitions = [], default_definition = null } = pack.value ?? {};
  const named = definitions.find((d) => d.id === address.value.definition);
  return named ?? definitions.find((d) => d.id === default_definition) ?? definitions[0] ?? null;
});

/** A version that the address names and that is not the current one: the package tells of current ones alone. */
export const versionResource = resource<DefinitionSummary>(
  computed(() => {
    const { definition: id, version } = address.value;
    if (id === null || version === null || pack.value === null) return null;
    const current = currentDefinition.value;
    return current?.id === id && current.version === version ? null : definitionPath(id, version);
  }),
  get,
);

/** A standard of which only the title is known here; what it asks for is in the answers about it. */
const UNKNOWN_STANDARD: Omit<Standard, 'id' | 'title'> = {
  service_types: [],
  weight: 1,
  days: 365,
  sources: [],
  choice: null,
  ways: [],
};

/** The version looked at; nothing while it is on its way, so that no page names one and shows the other. */
export const definition = computed<Definition | null>(() => {
  const current = currentDefinition.value;
  const { loaded } = versionResource;
  if (loaded.value.state === 'idle') return current;
  const { definition: id, version } = address.value;
  const named = latest(loaded.value);
  if (named === null || named.id !== id || named.version !== version) return null;
  const known = (pack.value?.definitions ?? []).flatMap((d) => d.standards);
  const alike = current?.id === id ? current : null;
  return {
    ...named,
    impedance: alike?.impedance ?? '',
    modes: alike?.modes ?? [],
    standards: named.standards.map(({ id: standard, title }) => {
      const same = alike?.standards.find((s) => s.id === standard) ?? known.find((s) => s.id === standard);
      return { ...(same ?? UNKNOWN_STANDARD), id: standard, title };
    }),
  };
});

export const standard = computed<Standard | null>(() => {
  const standards = definition.value?.standards ?? [];
  return standards.find((s) => s.id === address.value.standard) ?? standards[0] ?? null;
});

/** The days asked about; a season that the package does not know falls back to the year. */
export const when = computed<When>(() => {
  const asked = address.value.when;
  if (asked.kind !== 'season') return asked;
  return pack.value?.seasons.some((s) => s.id === asked.id) ? asked : { kind: 'year' };
});

export const asked = computed<Asked | null>(() => {
  if (pack.value === null || definition.value === null) return null;
  return {
    definition: definition.value.id,
    // Of the current version nothing more needs to be said.
    version: versionResource.loaded.value.state === 'idle' ? null : address.value.version,
    when: when.value,
    supply: address.value.supply,
    asOf: address.value.asOf,
    epsg: pack.value.projection?.epsg ?? null,
  };
});

/** The map and its table; the other pages have questions of their own. */
const onAccess = computed(() => address.value.view === 'map' || address.value.view === 'table');

export const gapsResource = resource<Gaps>(
  computed(() =>
    asked.value === null || standard.value === null || !onAccess.value
      ? null
      : gapsPath(asked.value, standard.value.id),
  ),
  get,
  SETTLE_MS,
);
export const gaps = computed<readonly Gap[]>(() => latest(gapsResource.loaded.value)?.features ?? []);

/** How the numbers stand: none yet, the former ones while new ones come, the ones asked for, or none to be had. */
export const numbersState = computed<'none' | 'former' | 'ready' | 'failed'>(() => {
  const { state } = gapsResource.loaded.value;
  if (state === 'failed' || packageResource.loaded.value.state === 'failed') return 'failed';
  if (state === 'ready') return 'ready';
  return gaps.value.length > 0 ? 'former' : 'none';
});

export const summaryResource = resource<Summary>(
  computed(() => (asked.value === null || !onAccess.value ? null : summaryPath(asked.value))),
  get,
  SETTLE_MS,
);

/** The day for which links are shown open or closed: a season is shown on its representative day. */
export const linksDay = computed<string | null>(() => {
  const question = when.value;
  switch (question.kind) {
    case 'date':
      return question.day;
    case 'season':
      return pack.value?.seasons.find((s) => s.id === question.id)?.representative ?? null;
    case 'year':
      return null;
  }
});

function whenShown(layer: Layer, path: (epsg: number, asOf: string) => string) {
  return computed(() => {
    const epsg = pack.value?.projection?.epsg;
    const shown = onAccess.value && address.value.layers.includes(layer);
    const asOf = address.value.asOf ?? pack.value?.today;
    return epsg !== undefined && asOf !== undefined && shown ? path(epsg, asOf) : null;
  });
}

export const linksResource = resource<LinkFeature[]>(
  whenShown('links', (epsg, asOf) => linksPath(epsg, asOf, linksDay.value)),
  getAll,
  SETTLE_MS,
);
export const servicesResource = resource<ServiceFeature[]>(
  whenShown('services', (epsg) => itemsPath('services', epsg)),
  getAll,
);
export const requestsResource = resource<RequestFeature[]>(
  whenShown('requests', (epsg) => itemsPath('requests', epsg)),
  getAll,
);

/** Services and requests of the kind of help that is being looked at. */
export const services = computed(() => {
  const types = standard.value?.service_types ?? [];
  const all = latest(servicesResource.loaded.value) ?? [];
  return all.filter((s) => types.includes(s.properties.service_type) && s.properties.status === 'existing');
});
export const requests = computed(() => {
  const types = standard.value?.service_types ?? [];
  const all = latest(requestsResource.loaded.value) ?? [];
  return all.filter((r) => types.includes(r.properties.service_type));
});

/** Names in other spellings and their languages; nobody waits for them, so they come after the numbers. */
const namesResource = resource<CommunityFeature[]>(
  computed(() => (gaps.value.length > 0 ? communitiesPath : null)),
  getAll,
);
export const names = computed<ReadonlyMap<string, CommunityProperties>>(() => {
  const all = latest(namesResource.loaded.value) ?? [];
  return new Map(all.map(({ properties }) => [properties.id, properties]));
});

export const communityResource = resource<CommunityReport>(
  computed(() => {
    const id = address.value.community;
    return asked.value === null || id === null ? null : communityPath(asked.value, id);
  }),
  get,
  SETTLE_MS,
);

/** The report of the community that is open; never one of another community that was open before. */
export const report = computed<CommunityReport | null>(() => {
  const value = latest(communityResource.loaded.value);
  return value?.community.id === address.value.community ? value : null;
});

/** The chosen standard comes first: it is the one that the map shows. */
export const standardsInOrder = computed<readonly StandardForCommunity[]>(() => {
  const all = report.value?.standards ?? [];
  const chosen = standard.value?.id;
  return [...all.filter((s) => s.standard === chosen), ...all.filter((s) => s.standard !== chosen)];
});

/** Which stretch of the year a person picked, for which community and standard. */
export const routePicked = signal<{ community: string; standard: string; from: string } | null>(null);

export function routeShown(of: StandardForCommunity): Route | null {
  const picked = routePicked.value;
  if (picked?.community === address.value.community && picked?.standard === of.standard) {
    const route = of.routes.find((r) => r.from === picked.from);
    if (route !== undefined) return route;
  }
  return defaultRoute(of.routes, when.value, pack.value?.seasons ?? []);
}

/** The journey drawn on the map: that of the standard looked at, to the nearest service. */
export const routeOnMap = computed<Route | null>(() => {
  const chosen = report.value?.standards.find((s) => s.standard === standard.value?.id);
  return chosen === undefined ? null : routeShown(chosen);
});

/** Words for the polite live region: what the last change brought. */
export const announcement = signal('');
