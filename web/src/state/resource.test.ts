import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '../api/client';
import { askAnew, latest, resource } from './resource';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const settle = () => vi.advanceTimersByTimeAsync(500);

describe('a resource', () => {
  it('keeps the last answer on screen while the next one is on its way', async () => {
    const path = signal<string | null>('/a');
    const it = resource(path, async (p) => p);
    await settle();
    expect(it.loaded.value).toEqual({ state: 'ready', value: '/a' });
    path.value = '/b';
    expect(it.loaded.value).toEqual({ state: 'waiting', last: '/a' });
    await settle();
    expect(latest(it.loaded.value)).toBe('/b');
  });

  it('is asked anew after something was written, and shows the former answer until then', async () => {
    let writes = 0;
    const it = resource(signal('/a'), async () => writes);
    await settle();
    writes = 1;
    askAnew();
    expect(it.loaded.value).toEqual({ state: 'waiting', last: 0 });
    await settle();
    expect(it.loaded.value).toEqual({ state: 'ready', value: 1 });
  });

  it('is not asked anew after something was written of which other answers tell', async () => {
    const load = vi.fn(async (p: string) => p);
    const path = signal<string | null>('/slow?of=1');
    const slow = resource(path, load);
    const told = vi.fn(async (p: string) => p);
    resource(signal('/words?of=1'), told);
    await settle();
    askAnew('/words');
    expect(slow.loaded.value).toEqual({ state: 'ready', value: '/slow?of=1' });
    path.value = '/words/1';
    await settle();
    path.value = '/slow?of=1';
    await settle();
    expect(load.mock.calls.map(([p]) => p)).toEqual(['/slow?of=1', '/words/1']);
    expect(told).toHaveBeenCalledTimes(2);
  });

  it('trusts nothing that it kept from before something was written', async () => {
    let writes = 0;
    const path = signal<string | null>('/a');
    const it = resource(path, async (p) => `${p} ${writes}`);
    await settle();
    path.value = null;
    writes = 1;
    askAnew();
    path.value = '/a';
    await settle();
    expect(latest(it.loaded.value)).toBe('/a 1');
  });

  it('asks only for where a slider comes to rest', async () => {
    const asked: string[] = [];
    const path = signal<string | null>('/0');
    resource(
      path,
      async (p) => {
        asked.push(p);
        return p;
      },
      100,
    );
    await settle();
    for (const day of ['/1', '/2', '/3']) path.value = day;
    await settle();
    expect(asked).toEqual(['/0', '/3']);
  });

  it('asks at once where a picture is waited for, and ends the question before it', async () => {
    const ended: string[] = [];
    const load = vi.fn(async (p: string, abort: AbortSignal) => {
      abort.addEventListener('abort', () => ended.push(p));
      await new Promise((done) => setTimeout(done, 10));
      return p;
    });
    const path = signal<string | null>('/a');
    const quick = resource(path, load, 'at once');
    expect(load.mock.calls.map(([p]) => p)).toEqual(['/a']);
    path.value = '/b';
    expect(load.mock.calls.map(([p]) => p)).toEqual(['/a', '/b']);
    expect(ended).toEqual(['/a']);
    await settle();
    expect(latest(quick.loaded.value)).toBe('/b');
  });

  it('drops an answer that comes after the question has changed', async () => {
    const path = signal<string | null>('/slow');
    const late = resource(
      path,
      (p) => new Promise<string>((done) => setTimeout(() => done(p), p === '/slow' ? 300 : 10)),
    );
    await vi.advanceTimersByTimeAsync(50);
    path.value = '/quick';
    await settle();
    expect(latest(late.loaded.value)).toBe('/quick');
  });

  it('does not ask twice for what it has', async () => {
    const load = vi.fn(async (p: string) => p);
    const path = signal<string | null>('/a');
    resource(path, load);
    await settle();
    path.value = '/b';
    await settle();
    path.value = '/a';
    await settle();
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('says what went wrong and can try again', async () => {
    let broken = true;
    const path = signal<string | null>('/a');
    const failing = resource(path, async (p) => {
      if (broken) throw new Problem({ type: 't', title: 'no', status: 503, detail: null, errors: [] });
      return p;
    });
    await settle();
    expect(failing.loaded.value).toMatchObject({ state: 'failed', problem: { status: 503 } });
    broken = false;
    failing.retry();
    await settle();
    expect(latest(failing.loaded.value)).toBe('/a');
  });
});
