import type { CommunityFacts } from '../../api/wire';

/** The language of a traditional name, where the community has exactly one Indigenous language. */
export function traditionalLanguage(community: CommunityFacts): string | null {
  const [only, second] = community.languages;
  return only !== undefined && second === undefined ? only.code : null;
}

/** The language of the name in use: known only where that name is the traditional one. */
export function nameLanguage(community: CommunityFacts): string | null {
  return community.name === community.traditional_name ? traditionalLanguage(community) : null;
}
