/** A name in its own spelling, with its language where that is known, so that speech and fonts can follow. */
export function PlaceName({ name, language }: { name: string; language?: string | null | undefined }) {
  return <span lang={language ?? undefined}>{name}</span>;
}
