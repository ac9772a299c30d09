import type { CommunityFacts } from '../../api/wire';
import { languageOf } from '../gaps/names';

/** The language of a traditional name, where the community has exactly one Indigenous language. */
export function traditionalLanguage(community: CommunityFacts): string | null {
  const [only, second] = community.languages;
  return only !== undefined && second === undefined ? only.code : null;
}

export function nameLanguage(community: CommunityFacts): string | null {
  return languageOf({ ...community, languages: community.languages.map((language) => language.code) });
}
