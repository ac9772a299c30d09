import { computed } from '@preact/signals';
import { get, getAll, type Tagged } from '../../api/client';
import { communitiesPath } from '../../api/paths';
import { type AskedFor, getRequest, type Register, requestPath, requestsPath } from '../../api/requests';
import type { CommunityFeature } from '../../api/wire';
import { pick } from '../../i18n/i18n';
import { lang } from '../../i18n/lang';
import { latest, resource } from '../../state/resource';
import { address, pack } from '../../state/store';

/** Asked only while these pages are open. */
const open = computed(() => address.value.view === 'requests');

export const listResource = resource<Register>(
  computed(() => (open.value && address.value.register.draft === null ? requestsPath : null)),
  get,
);
export const requests = computed<readonly AskedFor[]>(
  () => latest(listResource.loaded.value)?.requests ?? [],
);

export const requestResource = resource<Tagged<AskedFor>>(
  computed(() => {
    const { request } = address.value.register;
    return open.value && request !== null ? requestPath(request) : null;
  }),
  getRequest,
);

/** The request that the address names; never another one that was open before. */
export const request = computed<Tagged<AskedFor> | null>(() => {
  const tagged = latest(requestResource.loaded.value);
  return tagged?.value.id === address.value.register.request ? tagged : null;
});

export const communitiesResource = resource<CommunityFeature[]>(
  computed(() => (open.value ? communitiesPath : null)),
  getAll,
);

export interface Place {
  id: string;
  name: string;
  governments: readonly string[];
}

export const places = computed<readonly Place[]>(() =>
  (latest(communitiesResource.loaded.value) ?? []).map(({ properties: { id, name, governments } }) => ({
    id,
    name,
    governments,
  })),
);

export function kindName(id: string): string {
  const kind = pack.value?.service_types.find((one) => one.id === id);
  return kind === undefined ? id : pick(kind.name);
}

export function placeName(id: string): string {
  return places.value.find((one) => one.id === id)?.name ?? id;
}

export function regionName(id: string): string {
  const region = pack.value?.regions.find((one) => one.id === id);
  if (region !== undefined) return pick(region.name);
  // Some calls from the public record are for a part that the package draws no outline of.
  return id.replaceAll('-', ' ').replace(/(^| )\p{L}/gu, (letter) => letter.toLocaleUpperCase());
}

export function languageName(code: string): string {
  const language = pack.value?.languages_official.find((one) => one.code === code);
  if (language === undefined) return code;
  if (lang.value === 'fr' || language.name_self === language.name_en) return language.name_self;
  return `${language.name_en} (${language.name_self})`;
}

export function governmentName(id: string): string {
  return pack.value?.governments.find((one) => one.id === id)?.name ?? id;
}
