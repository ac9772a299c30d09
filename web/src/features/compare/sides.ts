import type { DefinitionSummary, Side } from '../../api/compare';
import type { Address } from '../../state/address';

/** A definition and its version, as a link names them. */
export interface Named {
  id: string;
  version: string;
}

/** What a choice of definitions needs to know of each; `current` where versions are told apart. */
export type Listed = Pick<DefinitionSummary, 'id' | 'version' | 'standing' | 'title' | 'standards'> & {
  current?: boolean;
};

/** "strict@2" read; without a version, or with nothing before it, it names nothing. */
export function parseNamed(text: string | null): Named | null {
  // An id has no @ in it, a version may.
  const at = text?.indexOf('@') ?? -1;
  if (text === null || at < 1 || at === text.length - 1) return null;
  return { id: text.slice(0, at), version: text.slice(at + 1) };
}

export function formatNamed({ id, version }: Named): string {
  return `${id}@${version}`;
}

export function find(list: readonly Listed[], named: Named): Listed | null {
  return list.find((d) => d.id === named.id && d.version === named.version) ?? null;
}

/** Both sides of the comparison that an address asks for. What is not on record stays as it was asked. */
export function sidesOf(
  address: Pick<Address, 'definition' | 'version' | 'asOf' | 'supply' | 'against'>,
  list: readonly Listed[],
  usual: string | null,
): { before: Side; after: Side } | null {
  const id = address.definition ?? usual ?? list[0]?.id ?? null;
  if (id === null) return null;
  const current = list.find((d) => d.id === id && d.current) ?? list.find((d) => d.id === id);
  const version = address.version ?? current?.version ?? null;
  if (version === null) return null;
  const other = parseNamed(address.against.definition) ?? { id, version };
  return {
    before: { definition: id, version, asOf: address.asOf, supply: address.supply },
    after: {
      definition: other.id,
      version: other.version,
      asOf: address.against.asOf,
      supply: address.against.supply,
    },
  };
}

export function areSame(a: Side, b: Side): boolean {
  return (
    a.definition === b.definition && a.version === b.version && a.asOf === b.asOf && a.supply === b.supply
  );
}

/** The part of an address that names these sides. */
export function addressOf(
  before: Side,
  after: Side,
): Pick<Address, 'definition' | 'version' | 'asOf' | 'supply' | 'against'> {
  return {
    definition: before.definition,
    version: before.version,
    asOf: before.asOf,
    supply: before.supply,
    against: {
      definition: formatNamed({ id: after.definition, version: after.version }),
      asOf: after.asOf,
      supply: after.supply,
    },
  };
}
