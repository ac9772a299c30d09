import type { DefinitionDetail, Position } from '../../api/definitions';
import { listed, pick } from '../../i18n/i18n';
import { saying } from './plain';
import { w } from './words';

const SPOKEN: readonly [Position, 'for' | 'change' | 'against'][] = [
  ['agree', 'for'],
  ['ask_for_change', 'change'],
  ['object', 'against'],
];

/** Ends a sentence whose last name may end with a point of its own. */
export function ended(sentence: string): string {
  return sentence.replace(/\.\.$/, '.');
}

/** Who spoke for a version, who asked for a change and who spoke against it, by name. */
export function WhoSpoke({ of }: { of: DefinitionDetail }) {
  const parts = SPOKEN.flatMap(([position, key]) => {
    const names = saying(position, of.engagements).map((said) => pick(said.name));
    return names.length === 0 ? [] : [ended(w(key, { names: listed(names) }))];
  });
  if (parts.length === 0) return <p>{w('nobody_spoke')}</p>;
  return <p>{parts.join(' ')}</p>;
}

/** Whose agreement is still needed, said plainly. */
export function StillMissing({ of }: { of: DefinitionDetail }) {
  const names = of.missing.map((body) => pick(body.name));
  if (names.length === 0) return <p>{w('missing.none')}</p>;
  return <p>{ended(w('missing', { names: listed(names) }))}</p>;
}
