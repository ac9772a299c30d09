/** Which requests are listed, and in what order. Pure. */
import type { AskedFor, RequestState, Visibility } from '../../api/requests';
import type { Register } from '../../state/address';

/** Where the working group has the next word. */
const WAITS_FOR_GROUP: readonly RequestState[] = [
  'submitted',
  'acknowledged',
  'under_review',
  'accepted',
  'in_delivery',
];

/** How things stand: where it is on its way, or, of a call from the public record, what was published of it. */
export function standingOf(request: Pick<AskedFor, 'state' | 'status'>): string {
  return request.state ?? request.status ?? 'unknown';
}

/** Who sees it now: a draft is its owner's alone, whatever it says of later. */
export function seenBy(request: Pick<AskedFor, 'state' | 'visibility'>): Visibility {
  return request.state === 'draft' ? 'owner' : request.visibility;
}

/** Whom one would ask about it: the government, or, of a call from the public record, whoever made it. */
export function askerOf(request: Pick<AskedFor, 'government' | 'requested_by'>): string {
  return request.government ?? request.requested_by;
}

export function matching(
  requests: readonly AskedFor[],
  { kind, government, state }: Pick<Register, 'kind' | 'government' | 'state'>,
): AskedFor[] {
  return requests.filter(
    (one) =>
      (kind === null || one.service_type === kind) &&
      (government === null || askerOf(one) === government) &&
      (state === null || standingOf(one) === state),
  );
}

/** What there is to choose from, each once, in the order first met. */
export function choices(requests: readonly AskedFor[], of: (request: AskedFor) => string): string[] {
  return [...new Set(requests.map(of))];
}

/** Compares dates as far as both are known: a year stands before its months, and what is not known comes first. */
function byDate(a: string | null, b: string | null): number {
  const [x, y] = [a ?? '', b ?? ''];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** When it was asked, here or in public. */
export function askedOn(request: Pick<AskedFor, 'submitted_on' | 'date'>): string | null {
  return request.submitted_on ?? request.date;
}

/** Since when it has been where it is: its last answer, else the day it was submitted. */
export function waitingSince(request: Pick<AskedFor, 'answers' | 'submitted_on'>): string | null {
  return request.answers.at(-1)?.on ?? request.submitted_on;
}

/** What the working group has to look at: what waits longest first; among equals the lower id, so that it holds still. */
export function queue(requests: readonly AskedFor[]): AskedFor[] {
  return requests
    .filter((one) => one.state !== null && WAITS_FOR_GROUP.includes(one.state))
    .sort((a, b) => byDate(waitingSince(a), waitingSince(b)) || (a.id < b.id ? -1 : 1));
}

/** The register: what was asked last first. */
export function newestFirst(requests: readonly AskedFor[]): AskedFor[] {
  return [...requests].sort((a, b) => byDate(askedOn(b), askedOn(a)) || (a.id < b.id ? -1 : 1));
}

/** What a government asked for itself, drafts on the server first. */
export function ours(requests: readonly AskedFor[], government: string | null): AskedFor[] {
  const own = requests.filter((one) => one.government !== null && one.government === government);
  return newestFirst(own).sort((a, b) => Number(b.state === 'draft') - Number(a.state === 'draft'));
}
