import { signal } from '@preact/signals';

/**
 * Languages of place names, learned from the reports that were opened. A list of gaps carries no language,
 * and a guessed one would be read aloud wrongly.
 */
const languages = signal<ReadonlyMap<string, string>>(new Map());

export function languageOf(community: string): string | null {
  return languages.value.get(community) ?? null;
}

export function learnLanguage(community: string, language: string | null): void {
  if (language === null || languages.peek().get(community) === language) return;
  languages.value = new Map(languages.peek()).set(community, language);
}
