/** The drafts of this device as the pages see them, and the hand that sends what waits. */
import { computed, effect, signal } from '@preact/signals';
import { NO_ANSWER } from '../../api/client';
import { type AskedFor, submit } from '../../api/requests';
import { me, meResource, remembered, signedIn, waitingToSend } from '../../state/me';
import { askAnew } from '../../state/resource';
import { announcement, packageResource } from '../../state/store';
import { deviceStore, inOrder, randomName } from './device';
import { begin, belongsTo, type Draft, isDraft, type Kept, linkIsBack, type Owner, TRY_MS } from './outbox';
import { sendWaiting, withLocks, withoutLocks } from './sending';
import { communitiesResource } from './state';
import { w } from './words';

/** While the server does not say who is signed in, it is asked again this often, if something waits for it. */
const ASK_AGAIN_MS = 15_000;

const CHANGES = 'evenreach-drafts';
const channel = 'BroadcastChannel' in window ? new BroadcastChannel(CHANGES) : null;

export const kept = signal<readonly Kept[]>([]);
/** Whether what is written outlives this page; `null` until the browser has said so. */
export const lasting = signal<boolean | null>(null);
/** Whether a try is under way in this tab. */
export const sending = signal(false);

/** Whether the server could not be asked who is signed in. */
export const outOfReach = computed(() => {
  const loaded = meResource.loaded.value;
  return loaded.state === 'failed' && loaded.problem.status === NO_ANSWER;
});

/** For whom one writes here: who is signed in or, without a link, who was last. */
export const author = computed<Owner | null>(() => {
  const who = signedIn.value ?? (outOfReach.value ? remembered.value : null);
  return who === null || who.government === null ? null : { name: who.name, government: who.government };
});

export const mine = computed<readonly Kept[]>(() => {
  const who = author.value;
  return who === null ? [] : inOrder(kept.value.filter((one) => belongsTo(one, who)));
});

/** Others who have drafts on this device: their names, and no word of what they wrote. */
export const others = computed<readonly string[]>(() => {
  const who = author.value;
  const theirs = kept.value.filter((one) => isDraft(one) && (who === null || !belongsTo(one, who)));
  return [...new Set(theirs.map((one) => one.owner.name))];
});

export async function reload(): Promise<void> {
  const store = await deviceStore();
  lasting.value = store.lasting;
  kept.value = await store.all();
}

/** Changes one in a single step, and has every tab look again. */
export async function change(id: string, decide: (kept: Kept | null) => Kept | null): Promise<Kept | null> {
  const store = await deviceStore();
  const then = await store.change(id, decide);
  await reload();
  channel?.postMessage(id);
  return then;
}

/** A new draft, with its key; `null` where nobody is there to write. */
export async function beginDraft(): Promise<Draft | null> {
  const who = author.peek();
  if (who === null) return null;
  const draft = begin(randomName(), randomName(), who, Date.now());
  await change(draft.id, () => draft);
  return draft;
}

async function submitWithin(body: string, key: string): Promise<AskedFor> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TRY_MS);
  try {
    return await submit(body, key, abort.signal);
  } finally {
    clearTimeout(timer);
  }
}

let timer: ReturnType<typeof setTimeout> | null = null;
let again = false;

function waitingOfMine(): Draft[] {
  return mine.peek().filter((one): one is Draft => isDraft(one) && one.phase === 'waiting');
}

function schedule(): void {
  if (timer !== null) clearTimeout(timer);
  timer = null;
  const waiting = waitingOfMine();
  if (waiting.length === 0) return;
  if (outOfReach.peek()) {
    timer = setTimeout(() => meResource.retry(), ASK_AGAIN_MS);
    return;
  }
  const next = Math.min(...waiting.map((one) => Math.max(one.nextTryMs, one.claim?.untilMs ?? 0)));
  timer = setTimeout(sendNow, Math.max(next - Date.now(), 0) + 50);
}

/** Sends what waits and may be tried now. One round at a time; a call meanwhile brings another one after it. */
export async function sendNow(): Promise<void> {
  if (sending.peek()) {
    again = true;
    return;
  }
  sending.value = true;
  try {
    const store = await deviceStore();
    const round = await sendWaiting({
      store,
      // Only whom the server has named: what one remembers may be long over.
      who: () => (signedIn.peek() === null ? null : author.peek()),
      submit: submitWithin,
      nowMs: Date.now,
      token: randomName,
      exclusively: 'locks' in navigator ? withLocks(navigator.locks) : withoutLocks,
    });
    await reload();
    const spoke = round.arrived.length > 0 || round.troubles.length > 0;
    if (spoke) channel?.postMessage('');
    if (round.arrived.length > 0) {
      announcement.value = w('outbox.announce.arrived');
      askAnew();
    } else if (round.troubles.some((problem) => problem.status === 401)) {
      askAnew();
    }
  } finally {
    sending.value = false;
  }
  if (again) {
    again = false;
    await sendNow();
  } else {
    schedule();
  }
}

/** Somebody asks for it: what waits for its next try waits no longer. */
export async function tryNow(id: string): Promise<void> {
  await change(id, (one) => (isDraft(one) ? { ...one, nextTryMs: 0 } : one));
  if (outOfReach.peek()) meResource.retry();
  await sendNow();
}

async function backOnline(): Promise<void> {
  for (const resource of [meResource, packageResource, communitiesResource])
    if (resource.loaded.peek().state === 'failed') resource.retry();
  for (const { id } of waitingOfMine()) await change(id, (one) => (isDraft(one) ? linkIsBack(one) : one));
  await sendNow();
}

let started = false;

/** From now on, whatever waits is sent as soon as it can be. */
export function startSending(): void {
  if (started) return;
  started = true;
  if (channel !== null) channel.onmessage = () => void reload().then(schedule);
  window.addEventListener('online', () => void backOnline());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void sendNow();
  });
  effect(() => {
    waitingToSend.value = mine.value.filter((one) => isDraft(one) && one.phase === 'waiting').length;
  });
  reload().then(() => {
    // Whenever it becomes known who is here, and whenever nobody can tell.
    effect(() => {
      me.value;
      outOfReach.value;
      void sendNow();
    });
  });
}
