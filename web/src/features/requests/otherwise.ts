/** What a body says of a public record, against what the record says. Pure. */
import type { AskedFor, SaidOtherwise } from '../../api/requests';

/** Fields of a public record that can be said otherwise, in the order of the form; why stands by itself. */
export const OTHERWISE = [
  'service_type',
  'communities',
  'regions',
  'delivery_mode',
  'date',
  'status',
] as const satisfies readonly (keyof SaidOtherwise)[];
export type OtherwiseField = (typeof OTHERWISE)[number];

/** The record's own fields of that kind. */
export type RecordFields = Pick<AskedFor, OtherwiseField>;

/** A correction while it is being written; an empty text is as the source has it. */
export interface Writing {
  service_type: string;
  communities: readonly string[];
  regions: readonly string[];
  delivery_mode: string;
  date: string;
  status: string;
  why: string;
}

/** In which fields something else is said. */
export function saidOtherwise(said: SaidOtherwise): OtherwiseField[] {
  return OTHERWISE.filter((field) => said[field] !== null);
}

/** Where writing begins: with what was said before, or else with the record. */
export function begun(record: RecordFields, before: SaidOtherwise | null): Writing {
  return {
    service_type: before?.service_type ?? '',
    communities: before?.communities ?? record.communities,
    regions: before?.regions ?? record.regions,
    delivery_mode: before?.delivery_mode ?? '',
    date: before?.date ?? '',
    status: before?.status ?? '',
    why: before?.why ?? '',
  };
}

function sameEntries(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one));
}

/** What is sent: only what is not as the source has it. */
export function toSay(record: RecordFields, writing: Writing): SaidOtherwise {
  const text = (field: 'service_type' | 'delivery_mode' | 'date' | 'status') => {
    const said = writing[field].trim();
    return said === '' || said === record[field] ? null : said;
  };
  const list = (field: 'communities' | 'regions') =>
    sameEntries(record[field], writing[field]) ? null : [...writing[field]];
  return {
    service_type: text('service_type'),
    communities: list('communities'),
    regions: list('regions'),
    delivery_mode: text('delivery_mode'),
    date: text('date'),
    status: text('status'),
    why: writing.why,
  };
}
