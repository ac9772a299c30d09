import { afterEach, describe, expect, it, vi } from 'vitest';
import { get, getAll, NO_ANSWER, nextPage, Problem, readProblem, send, sendText } from './client';
import type { Collection } from './wire';

afterEach(() => {
  vi.unstubAllGlobals();
});

const never = new AbortController().signal;
function answer(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status });
}
function page(features: string[], next?: string): Collection<string> {
  return {
    type: 'FeatureCollection',
    features,
    numberReturned: features.length,
    links: next === undefined ? [] : [{ rel: 'next', href: next }],
  };
}

describe('a problem', () => {
  it('is read from its document, with each fault', () => {
    const body = {
      type: 'x',
      title: 'Bad',
      detail: 'no such season',
      errors: [{ pointer: '/season', detail: 'unknown' }],
    };
    expect(readProblem(400, body)).toEqual({ status: 400, ...body, retry_after: null });
  });

  it('points at a field alike, whether its pointer is a fragment of an address or not', () => {
    const errors = [
      { pointer: '#/why', detail: 'too long' },
      { pointer: '/why', detail: 'too long' },
    ];
    expect(readProblem(422, { errors }).errors.map((e) => e.pointer)).toEqual(['/why', '/why']);
  });

  it.each([
    ['30', 30],
    ['Wed, 25 Nov 2026 22:00:00 GMT', null],
    [null, null],
  ])('says how long to wait where it is told so in seconds, of %j', (header, wait) => {
    expect(readProblem(429, null, header).retry_after).toBe(wait);
  });

  it.each([[null], ['<html>'], [{ errors: [null, {}] }]])(
    'still has its status when the answer is %j',
    (body) => {
      expect(readProblem(502, body)).toMatchObject({ status: 502, title: 'HTTP 502', errors: [] });
    },
  );

  it('is thrown for a refused request', async () => {
    vi.stubGlobal('fetch', async () => answer(404, { title: 'Not found', detail: 'no such community' }));
    await expect(get('/api/x', never)).rejects.toThrow(Problem);
  });

  it('says that nobody answered when the network fails', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('failed to fetch');
    });
    await expect(get('/api/x', never)).rejects.toMatchObject({ details: { status: NO_ANSWER } });
  });
});

describe('a document that is sent', () => {
  it('names the state that it was decided on, and brings the tag of the new one', async () => {
    const seen: RequestInit[] = [];
    vi.stubGlobal('fetch', async (_path: string, init: RequestInit) => {
      seen.push(init);
      return new Response('{"saved":true}', { headers: { etag: '"2"' } });
    });
    const sent = await send('PUT', '/api/x', { text: 'é' }, { ifMatch: '"1"' });
    expect(sent).toEqual({ value: { saved: true }, etag: '"2"' });
    expect(seen).toMatchObject([
      {
        method: 'PUT',
        body: '{"text":"é"}',
        headers: { 'content-type': 'application/json', 'if-match': '"1"' },
      },
    ]);
  });

  it('that is written out already is sent as it is, under the name it was given', async () => {
    const seen: RequestInit[] = [];
    vi.stubGlobal('fetch', async (_path: string, init: RequestInit) => {
      seen.push(init);
      return new Response('{}');
    });
    await sendText('POST', '/api/x', '{"why": "Tłı̨chǫ"}', { idempotencyKey: 'k1' });
    expect(seen).toMatchObject([{ body: '{"why": "Tłı̨chǫ"}', headers: { 'idempotency-key': 'k1' } }]);
  });

  it('is refused in the words of the server', async () => {
    vi.stubGlobal('fetch', async () => answer(412, { title: 'Stale', detail: 'changed meanwhile' }));
    await expect(send('PUT', '/api/x', {}, { ifMatch: '"1"' })).rejects.toMatchObject({
      details: { status: 412, detail: 'changed meanwhile' },
    });
  });
});

describe('pages', () => {
  it('are followed to the end', async () => {
    const pages: Record<string, Collection<string>> = {
      '/items': page(['a'], 'http://host.example/items?after=a'),
      '/items?after=a': page(['b']),
    };
    vi.stubGlobal('fetch', async (path: string) => answer(200, pages[path]));
    expect(await getAll('/items', never)).toEqual(['a', 'b']);
  });

  it('that link in a circle are read once', async () => {
    vi.stubGlobal('fetch', async () => answer(200, page(['a'], '/items')));
    expect(await getAll('/items', never)).toEqual(['a']);
  });

  it('never lead to another host', () => {
    expect(nextPage(page([], 'https://elsewhere.example/steal?x=1'))).toBe('/steal?x=1');
  });
});
