/** The fields of a request: where a fault belongs, what was changed, and what two people changed at once. Pure. */
import type { RequestInput } from '../../api/requests';
import type { ProblemDetails } from '../../api/wire';

/** In the order of the form. */
export const FIELDS = [
  'service_type',
  'communities',
  'regions',
  'why',
  'since',
  'delivery_mode',
  'languages',
  'cultural_grounding',
  'evidence',
  'labels',
  'visibility',
] as const satisfies readonly (keyof RequestInput)[];
export type Field = (typeof FIELDS)[number];

/** The field that a JSON pointer leads into. */
export function fieldAt(pointer: string): Field | null {
  const [, first] = pointer.split('/');
  return FIELDS.find((field) => field === first) ?? null;
}

/** What is wrong with a field, in the words of the server; no words where it is only still empty. */
export type Faults = Partial<Record<Field, string[]>>;

/** What the server says of each field, and what it says of none. */
export function sortFaults(problem: ProblemDetails | null): { by: Faults; rest: string[] } {
  const by: Faults = {};
  const rest: string[] = [];
  for (const { pointer, detail } of problem?.errors ?? []) {
    const field = fieldAt(pointer);
    if (field === null) rest.push(detail);
    else by[field] = [...(by[field] ?? []), detail];
  }
  return { by, rest };
}

/** What has to be there before it makes sense to send it. */
export function lacking(input: RequestInput): Field[] {
  const found = lackingForDraft(input);
  if (input.communities.length === 0 && input.regions.length === 0) found.push('communities');
  if (input.why.trim() === '') found.push('why');
  return found;
}

/** What has to be there before the server keeps it as a draft. */
export function lackingForDraft(input: RequestInput): Field[] {
  return input.service_type === '' ? ['service_type'] : [];
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Only the fields of what else the server says of a request. */
export function inputOf(request: RequestInput): RequestInput {
  const input: Record<string, unknown> = {};
  for (const field of FIELDS) input[field] = request[field];
  return input as unknown as RequestInput;
}

/** The fields in which `now` differs from `before`, as a merge patch; each with all that is in it. */
export function changeOf(before: RequestInput, now: RequestInput): Partial<RequestInput> {
  const change: Record<string, unknown> = {};
  for (const field of FIELDS) if (!same(before[field], now[field])) change[field] = now[field];
  return change as Partial<RequestInput>;
}

/** Fields that both changed, each in another way: somebody has to choose, and must see both. */
export function conflicts(base: RequestInput, theirs: RequestInput, mine: RequestInput): Field[] {
  return FIELDS.filter(
    (field) =>
      !same(base[field], theirs[field]) &&
      !same(base[field], mine[field]) &&
      !same(theirs[field], mine[field]),
  );
}

/** What was written here, over what is on record now: where only they changed something, theirs stays. */
export function rebased(base: RequestInput, theirs: RequestInput, mine: RequestInput): RequestInput {
  return { ...theirs, ...changeOf(base, mine) };
}
