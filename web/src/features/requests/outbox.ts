/**
 * The life of a request on this device, from the first word to the server's answer. Pure: what a step makes of a draft,
 * never how it is stored or sent.
 *
 * Sent once: the key is made with the draft and never again; once somebody has asked for it to be sent, its bytes are
 * fixed until the server has spoken; and whoever sends it holds a claim that no other tab can take meanwhile.
 */
import { NO_ANSWER } from '../../api/client';
import type { RequestInput } from '../../api/requests';
import type { ProblemDetails } from '../../api/wire';

/** Under which account something was written: it is shown to, and sent by, nobody else. */
export interface Owner {
  name: string;
  government: string;
}

/** Who is sending it now, and until when nobody else may. */
export interface Claim {
  token: string;
  untilMs: number;
}

export interface Draft {
  phase: 'writing' | 'waiting' | 'refused';
  id: string;
  /** `Idempotency-Key`: names this very request to the server. */
  key: string;
  owner: Owner;
  begunAtMs: number;
  changedAtMs: number;
  /** Counts the changes, so that two tabs notice each other. */
  revision: number;
  input: RequestInput;
  /** The exact bytes to send; `null` while it is being written. */
  body: string | null;
  tries: number;
  /** Whether it may have arrived: a try ended without an answer. */
  unsure: boolean;
  claim: Claim | null;
  /** Not before then, unless somebody asks for it or the link comes back. */
  nextTryMs: number;
  trouble: ProblemDetails | null;
}

/** What is left of a draft that arrived: no word of it, but the fact, so that no tab brings it back to life. */
export interface Arrived {
  phase: 'arrived';
  id: string;
  owner: Owner;
  request: string;
  atMs: number;
}

export type Kept = Draft | Arrived;

/** Longer than a try may take, so that a claim only ends by itself where its tab was closed. */
export const CLAIM_MS = 60_000;
export const TRY_MS = 45_000;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 300_000;

export const EMPTY: RequestInput = {
  service_type: '',
  communities: [],
  regions: [],
  delivery_mode: null,
  languages: [],
  cultural_grounding: '',
  why: '',
  since: null,
  evidence: [],
  labels: [],
  visibility: 'working_group',
};

export function begin(id: string, key: string, owner: Owner, nowMs: number): Draft {
  return {
    phase: 'writing',
    id,
    key,
    owner,
    begunAtMs: nowMs,
    changedAtMs: nowMs,
    revision: 0,
    input: EMPTY,
    body: null,
    tries: 0,
    unsure: false,
    claim: null,
    nextTryMs: 0,
    trouble: null,
  };
}

export function isDraft(kept: Kept | null): kept is Draft {
  return kept !== null && kept.phase !== 'arrived';
}

/** Whether its words may still change: not while they are on their way. */
export function isOpen(kept: Kept | null): kept is Draft {
  return isDraft(kept) && kept.phase !== 'waiting';
}

export function belongsTo(kept: Kept, who: Owner): boolean {
  return kept.owner.name === who.name && kept.owner.government === who.government;
}

/** The draft with other words. What the server said about the former ones stays in sight until it is sent again. */
export function write(draft: Draft, input: RequestInput, nowMs: number): Draft {
  return { ...draft, input, changedAtMs: nowMs, revision: draft.revision + 1 };
}

/** The words as they go over the wire. Rows that were opened and left empty are nothing that somebody said. */
export function toSend(input: RequestInput): RequestInput {
  return {
    ...input,
    since: input.since === '' ? null : input.since,
    evidence: input.evidence.filter((one) => one.title !== '' || one.url !== ''),
    labels: input.labels.filter((label) => label !== ''),
  };
}

/** From now on it is sent as soon as there is a link: to be asked, or to be written on from another device. */
export function handOver(draft: Draft, nowMs: number, as: 'request' | 'draft' = 'request'): Draft {
  const words = toSend(draft.input);
  return {
    ...draft,
    phase: 'waiting',
    body: JSON.stringify(as === 'draft' ? { ...words, state: 'draft' } : words),
    changedAtMs: nowMs,
    revision: draft.revision + 1,
    nextTryMs: 0,
    trouble: null,
  };
}

/** Whether one may go on writing: only what has surely not arrived, and is not being sent. */
export function canTakeBack(draft: Draft, nowMs: number): boolean {
  return draft.phase === 'waiting' && !draft.unsure && !isClaimed(draft, nowMs);
}

export function takeBack(draft: Draft): Draft {
  return { ...draft, phase: 'writing', body: null, trouble: null, revision: draft.revision + 1 };
}

export function isClaimed(draft: Draft, nowMs: number): boolean {
  return draft.claim !== null && draft.claim.untilMs > nowMs;
}

/**
 * Takes a waiting draft for one try; `null` where it is not to be had. `alone`: the browser itself vouches that no other
 * tab is at it, so that a claim which is still there is that of a tab which is not.
 */
export function claim(kept: Kept | null, token: string, nowMs: number, alone = false): Draft | null {
  if (!isDraft(kept) || kept.phase !== 'waiting' || kept.nextTryMs > nowMs) return null;
  if (isClaimed(kept, nowMs) && !alone) return null;
  // What was claimed before belonged to a tab that was closed in the middle: it may have arrived.
  const unsure = kept.unsure || kept.claim !== null;
  return { ...kept, unsure, tries: kept.tries + 1, claim: { token, untilMs: nowMs + CLAIM_MS } };
}

/** Answers after which the same bytes may well be accepted later. */
const LATER = [NO_ANSWER, 401, 408, 423, 425, 429, 500, 502, 503, 504];
/** Of those: the server turned it away before it looked. */
const TURNED_AWAY = [401, 429];

function waitMs(tries: number, problem: ProblemDetails): number {
  const asked = (problem.retry_after ?? 0) * 1000;
  return Math.max(asked, Math.min(FIRST_WAIT_MS * 2 ** Math.max(tries - 1, 0), LONGEST_WAIT_MS));
}

/** What a refusal, or no answer at all, makes of a claimed draft. Only the holder of the claim has a say. */
export function failed(
  kept: Kept | null,
  token: string,
  problem: ProblemDetails,
  nowMs: number,
): Kept | null {
  if (!isDraft(kept) || kept.claim?.token !== token) return kept;
  const revision = kept.revision + 1;
  if (!LATER.includes(problem.status)) {
    // The server has seen these very bytes under this very key and kept nothing.
    return { ...kept, phase: 'refused', body: null, unsure: false, claim: null, trouble: problem, revision };
  }
  const unsure = kept.unsure || !TURNED_AWAY.includes(problem.status);
  const nextTryMs = nowMs + waitMs(kept.tries, problem);
  return { ...kept, unsure, claim: null, trouble: problem, nextTryMs, revision };
}

/** It is on record under `request`. Whoever says so is right, also where the claim has run out meanwhile. */
export function arrived(draft: Draft, request: string, nowMs: number): Arrived {
  return { phase: 'arrived', id: draft.id, owner: draft.owner, request, atMs: nowMs };
}

/** The link is back: what waited for it need not wait longer. */
export function linkIsBack(draft: Draft): Draft {
  return draft.trouble?.status === NO_ANSWER ? { ...draft, nextTryMs: 0 } : draft;
}
