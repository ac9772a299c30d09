import { describe, expect, it } from 'vitest';
import { NO_ANSWER, Problem } from '../../api/client';
import type { AskedFor } from '../../api/requests';
import { inMemory, type Store } from './device';
import {
  begin,
  CLAIM_MS,
  claim,
  handOver,
  isDraft,
  type Kept,
  linkIsBack,
  type Owner,
  write,
} from './outbox';
import { type Sender, sendWaiting, withLocks, withoutLocks } from './sending';

const OWNER: Owner = { name: 'Marie', government: 'tlicho-government' };

function problem(status: number): Problem {
  return new Problem({ type: 'about:blank', title: 'x', status, detail: null, errors: [] });
}

/** A server that keeps one request a key, as the contract has it, and loses its answers when told to. */
function server() {
  const kept = new Map<string, string>();
  let open = 0;
  const seen = { most: 0, times: 0 };
  return {
    kept,
    seen,
    lose: false,
    gone: false,
    refuse: null as number | null,
    async submit(body: string, key: string): Promise<AskedFor> {
      open += 1;
      seen.most = Math.max(seen.most, open);
      seen.times += 1;
      await new Promise((resolve) => setTimeout(resolve, 1));
      open -= 1;
      if (this.gone) throw problem(NO_ANSWER);
      if (this.refuse !== null) throw problem(this.refuse);
      const before = kept.get(key);
      if (before !== undefined && before !== body) throw problem(422);
      kept.set(key, body);
      if (this.lose) throw problem(NO_ANSWER);
      return { id: `request-of-${key}` } as AskedFor;
    },
  };
}

let tokens = 0;
/** Locks as a browser gives them: one holder of a name at a time, the others after it until they have waited enough. */
function browserLocks() {
  const held = new Map<string, Promise<void>>();
  const request = async (name: string, how: LockOptions, work: (lock: Lock) => Promise<void>) => {
    const tired = new Promise<void>((_, refuse) => {
      how.signal?.addEventListener('abort', () => refuse(new DOMException('', 'AbortError')));
    });
    tired.catch(() => {});
    for (let before = held.get(name); before !== undefined; before = held.get(name))
      await Promise.race([before, tired]);
    const done = work({ name, mode: 'exclusive' }).finally(() => held.delete(name));
    held.set(
      name,
      done.catch(() => {}),
    );
    await done;
  };
  return { held, locks: { request } as unknown as LockManager };
}

function tab(
  store: Store,
  to: ReturnType<typeof server>,
  clock: { ms: number },
  who: Owner | null = OWNER,
  locks: LockManager | null = null,
) {
  const sender: Sender = {
    store,
    who: () => who,
    submit: (body, key) => to.submit(body, key),
    nowMs: () => clock.ms,
    token: () => {
      tokens += 1;
      return `t${tokens}`;
    },
    exclusively: locks === null ? withoutLocks : withLocks(locks),
  };
  return () => sendWaiting(sender);
}

async function waiting(store: Store, id = 'd1', why = 'Wìɂeh k’è'): Promise<void> {
  const draft = begin(id, `key-${id}`, OWNER, 0);
  await store.change(id, () => handOver(write(draft, { ...draft.input, why }, 1), 2));
}

async function only(store: Store): Promise<Kept> {
  const [one, two] = await store.all();
  if (one === undefined || two !== undefined) throw new Error('expected one');
  return one;
}

describe('what waits', () => {
  it('is sent once by two tabs that try at the same moment', async () => {
    const [store, to, clock] = [inMemory(), server(), { ms: 10 }];
    await waiting(store);
    const [a, b] = [tab(store, to, clock), tab(store, to, clock)];
    await Promise.all([a(), b(), a(), b()]);
    expect(to.seen).toEqual({ most: 1, times: 1 });
    expect([...to.kept.keys()]).toEqual(['key-d1']);
    expect(await only(store)).toMatchObject({ phase: 'arrived', request: 'request-of-key-d1' });
  });

  it('keeps no word on the device once it has arrived', async () => {
    const [store, to, clock] = [inMemory(), server(), { ms: 10 }];
    await waiting(store, 'd1', 'said among ourselves');
    await tab(store, to, clock)();
    expect(JSON.stringify(await store.all())).not.toContain('said among ourselves');
  });

  it('is one request though its answer was lost, and is sent again to the byte', async () => {
    const [store, to, clock] = [inMemory(), server(), { ms: 10 }];
    await waiting(store);
    to.lose = true;
    await tab(store, to, clock)();
    expect(await only(store)).toMatchObject({ phase: 'waiting', unsure: true });
    to.lose = false;
    // Another tab, after a reload, when the link is back.
    await store.change('d1', (kept) => (isDraft(kept) ? linkIsBack(kept) : kept));
    const { arrived } = await tab(store, to, clock)();
    expect(arrived).toEqual(['request-of-key-d1']);
    expect(to.kept.size).toBe(1);
    expect(JSON.parse(to.kept.get('key-d1') ?? '')).toMatchObject({ why: 'Wìɂeh k’è' });
  });

  it('is left alone while a tab is at it, and taken over once that one is surely gone', async () => {
    const [store, to, clock] = [inMemory(), server(), { ms: 10 }];
    await waiting(store);
    // This tab is closed in the middle of its try.
    const stuck = sendWaiting({
      store,
      who: () => OWNER,
      submit: () => new Promise(() => {}),
      nowMs: () => clock.ms,
      token: () => 'stuck',
      exclusively: withoutLocks,
    });
    await new Promise((resolve) => setTimeout(resolve, 2));
    const other = tab(store, to, clock);
    await other();
    expect(to.seen.times).toBe(0);
    clock.ms += CLAIM_MS + 1;
    await other();
    expect(to.seen.times).toBe(1);
    expect(await only(store)).toMatchObject({ phase: 'arrived' });
    expect(stuck).toBeInstanceOf(Promise);
  });

  it('waits for no tab that the browser knows to be closed', async () => {
    const [store, to, clock, browser] = [inMemory(), server(), { ms: 10 }, browserLocks()];
    await waiting(store);
    await store.change('d1', (kept) => claim(kept, 'of a tab that is closed', clock.ms));
    await tab(store, to, clock)();
    expect(to.seen.times).toBe(0);
    const [a, b] = [0, 1].map(() => tab(store, to, clock, OWNER, browser.locks));
    await Promise.all([a?.(), b?.()]);
    expect(to.seen).toEqual({ most: 1, times: 1 });
    expect(await only(store)).toMatchObject({ phase: 'arrived' });
    expect(browser.held.size).toBe(0);
  });

  it('is not sent in the name of another account, nor by nobody', async () => {
    const [store, to, clock] = [inMemory(), server(), { ms: 10 }];
    await waiting(store);
    await tab(store, to, clock, { ...OWNER, name: 'Paul' })();
    await tab(store, to, clock, { ...OWNER, government: 'deline-gotine-government' })();
    await tab(store, to, clock, null)();
    expect(to.seen.times).toBe(0);
  });

  it('waits longer each time nobody answers, and not for ever', async () => {
    const [store, to, clock] = [inMemory(), server(), { ms: 10 }];
    await waiting(store);
    to.gone = true;
    const waits: number[] = [];
    for (let i = 0; i < 12; i += 1) {
      await tab(store, to, clock)();
      const kept = await only(store);
      const next = isDraft(kept) ? kept.nextTryMs : 0;
      waits.push(next - clock.ms);
      clock.ms = next;
    }
    expect(waits.slice(0, 3)).toEqual([2000, 4000, 8000]);
    expect(waits.at(-1)).toBe(300_000);
  });

  it('comes back to be corrected where the server refuses it', async () => {
    const [store, to, clock] = [inMemory(), server(), { ms: 10 }];
    await waiting(store);
    to.refuse = 422;
    const { troubles } = await tab(store, to, clock)();
    expect(troubles).toMatchObject([{ status: 422 }]);
    expect(await only(store)).toMatchObject({
      phase: 'refused',
      body: null,
      unsure: false,
      input: { why: 'Wìɂeh k’è' },
    });
    await tab(store, to, clock)();
    expect(to.seen.times).toBe(1);
  });
});
