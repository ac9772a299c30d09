import { getAll } from '../../api/client';
import { communitiesPath, itemsPath } from '../../api/paths';
import type { CommunityFeature } from '../../api/wire';
import { latest, type Resource } from '../../state/resource';
import { pack } from '../../state/store';
import { useResource } from '../../state/useResource';

export interface Communities {
  all: readonly CommunityFeature[];
  resource: Resource<CommunityFeature[]>;
}

/** Every community, with its point in the package's projection where it has one. */
export function useCommunities(): Communities {
  const known = pack.value;
  const epsg = known?.projection?.epsg ?? null;
  const path = known === null ? null : epsg === null ? communitiesPath : itemsPath('communities', epsg);
  const resource = useResource<CommunityFeature[]>(path, getAll);
  return { all: latest(resource.loaded.value) ?? [], resource };
}

export function nameOf({ all }: Communities, id: string): string {
  return all.find((one) => one.properties.id === id)?.properties.name ?? id;
}
