import type { CommunityProperties } from '../../api/wire';

type Names = Pick<CommunityProperties, 'name' | 'traditional_name' | 'former_name' | 'languages'>;

/**
 * The language of the name in use: known where that name is the traditional one and the community has exactly
 * one Indigenous language. A guessed one would be read aloud wrongly.
 */
export function languageOf(of: Names | undefined): string | null {
  const [only, second] = of?.languages ?? [];
  return of !== undefined && of.name === of.traditional_name && second === undefined ? (only ?? null) : null;
}

/** Every name that somebody may look for, old ones too. */
export function searchedNames(of: Names | undefined): string {
  return [of?.name, of?.traditional_name, of?.former_name].filter((name) => name).join(' ');
}
