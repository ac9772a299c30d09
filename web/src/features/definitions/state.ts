import { computed } from '@preact/signals';
import { get, type Tagged } from '../../api/client';
import {
  type Body,
  type DefinitionDetail,
  type DefinitionList,
  type DefinitionSummary,
  definitionPath,
  definitionsPath,
  getDefinition,
} from '../../api/definitions';
import type { Text } from '../../api/wire';
import { latest, resource } from '../../state/resource';
import { address } from '../../state/store';

/** Asked only while one of these pages is open. */
const open = computed(() => address.value.view === 'definitions');

export const listResource = resource<DefinitionList>(
  computed(() => (open.value ? definitionsPath : null)),
  get,
);
export const definitions = computed<readonly DefinitionSummary[]>(
  () => latest(listResource.loaded.value)?.definitions ?? [],
);
/** That these are the bodies is a choice too, and nobody's agreement. */
export const bodiesChoice = computed<Text | null>(
  () => latest(listResource.loaded.value)?.bodies_choice ?? null,
);
export const bodies = computed<readonly Body[]>(() => latest(listResource.loaded.value)?.bodies ?? []);

export const detailResource = resource<Tagged<DefinitionDetail>>(
  computed(() => {
    const { definition, version } = address.value;
    return open.value && definition !== null && version !== null ? definitionPath(definition, version) : null;
  }),
  getDefinition,
);

/** The version that the address names; never another one that was open before. */
export const detail = computed<Tagged<DefinitionDetail> | null>(() => {
  const tagged = latest(detailResource.loaded.value);
  const { definition, version } = address.value;
  return tagged?.value.id === definition && tagged.value.version === version ? tagged : null;
});

/** Versions on whose standing the list has more to say than one word: who spoke, and who has not agreed yet. */
function spokenAbout({ standing, engagement }: DefinitionSummary): boolean {
  const words = engagement.agree + engagement.ask_for_change + engagement.object;
  return standing === 'in_engagement' || words > 0;
}

const SEPARATOR = ' ';

/** Those versions whole, for the list; the names of who spoke are not in the list's own answer. */
export const spokenResource = resource<ReadonlyMap<string, DefinitionDetail>>(
  computed(() => {
    if (address.value.version !== null || address.value.edit !== null) return null;
    const paths = definitions.value.filter(spokenAbout).map((d) => definitionPath(d.id, d.version));
    return paths.length === 0 ? null : paths.join(SEPARATOR);
  }),
  async (paths, signal) => {
    const all = paths.split(SEPARATOR).map(async (path) => (await getDefinition(path, signal)).value);
    return new Map((await Promise.all(all)).map((d) => [definitionPath(d.id, d.version), d]));
  },
);

export function spoken(of: DefinitionSummary): DefinitionDetail | null {
  return latest(spokenResource.loaded.value)?.get(definitionPath(of.id, of.version)) ?? null;
}
