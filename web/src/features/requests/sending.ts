/** Sends what waits, one try at a time, so that it arrives once whatever becomes of the link, the page or other tabs. */
import type { AskedFor } from '../../api/requests';
import type { ProblemDetails } from '../../api/wire';
import { problemOf } from '../../state/resource';
import type { Store } from './device';
import { arrived, belongsTo, claim, failed, isDraft, type Owner } from './outbox';

export interface Sender {
  store: Store;
  /** Who is signed in now; nobody's drafts are sent in another's name. */
  who: () => Owner | null;
  submit: (body: string, key: string) => Promise<AskedFor>;
  nowMs: () => number;
  token: () => string;
  exclusively: Exclusively;
}

/** Does `work` while no other tab is at the same draft, and not at all where one is. */
export type Exclusively = (id: string, work: (alone: boolean) => Promise<void>) => Promise<void>;

/** Where the browser has no locks to give, nobody vouches for anything, and a claim has to run out by itself. */
export const withoutLocks: Exclusively = (_id, work) => work(false);

/** How long is waited for a tab that may just have been closed: its lock goes a moment after it. */
const PATIENCE_MS = 2000;

/** A lock ends with its tab, however that ends. */
export function withLocks(locks: LockManager): Exclusively {
  return async (id, work) => {
    let begun = false;
    const asked = locks.request(
      `evenreach-draft-${id}`,
      { signal: AbortSignal.timeout(PATIENCE_MS) },
      async () => {
        begun = true;
        await work(true);
      },
    );
    await asked.catch((error: unknown) => {
      // Another tab is still at it.
      if (begun) throw error;
    });
  };
}

export interface Round {
  /** Ids of the requests that arrived. */
  arrived: string[];
  /** What the server, or the line, said of the others. */
  troubles: ProblemDetails[];
}

/** Tries once each draft that waits, may be tried now, and is nobody else's to send. */
export async function sendWaiting(sender: Sender): Promise<Round> {
  const round: Round = { arrived: [], troubles: [] };
  for (const { id, phase } of await sender.store.all())
    if (phase === 'waiting') await sender.exclusively(id, (alone) => tryOnce(sender, id, alone, round));
  return round;
}

async function tryOnce(sender: Sender, id: string, alone: boolean, round: Round): Promise<void> {
  const { store, who, submit, nowMs, token } = sender;
  const owner = who();
  if (owner === null) return;
  const mine = token();
  const taken = await store.change(id, (kept) => {
    if (kept === null || !belongsTo(kept, owner)) return kept;
    return claim(kept, mine, nowMs(), alone) ?? kept;
  });
  if (taken === null || !isDraft(taken) || taken.claim?.token !== mine || taken.body === null) return;
  try {
    const request = await submit(taken.body, taken.key);
    await store.change(id, (kept) => (isDraft(kept) ? arrived(kept, request.id, nowMs()) : kept));
    round.arrived.push(request.id);
  } catch (error) {
    const problem = problemOf(error);
    await store.change(id, (kept) => failed(kept, mine, problem, nowMs()));
    round.troubles.push(problem);
  }
}
