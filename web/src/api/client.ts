import type { Collection, ProblemDetails } from './wire';

/** A request that did not bring an answer, in words a person can act on. */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(readonly details: ProblemDetails) {
    super(details.detail ?? details.title);
  }
}

/** Status used where no server answered at all. */
export const NO_ANSWER = 0;

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Whole seconds of a `Retry-After`; of its other form, a date, nothing is made. */
function seconds(text: string | null): number | null {
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : null;
}

/** Reads a problem document; anything that is not one still gives its status. */
export function readProblem(status: number, body: unknown, retryAfter: string | null = null): ProblemDetails {
  const doc = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const errors = Array.isArray(doc.errors) ? doc.errors : [];
  return {
    type: text(doc.type) ?? 'about:blank',
    title: text(doc.title) ?? `HTTP ${status}`,
    status,
    detail: text(doc.detail),
    errors: errors.flatMap((e: { pointer?: unknown; detail?: unknown }) => {
      const detail = text(e?.detail);
      // A pointer may come as the fragment of an address, `#/why`.
      return detail === null ? [] : [{ pointer: (text(e.pointer) ?? '').replace(/^#/, ''), detail }];
    }),
    retry_after: seconds(retryAfter),
  };
}

/** The answer to a request, if it is a good one. Rejects with a `Problem`, or with the abort of `init.signal`. */
async function answer(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new Problem({
      type: 'about:blank',
      title: 'no answer',
      status: NO_ANSWER,
      detail: null,
      errors: [],
      retry_after: null,
    });
  }
  if (!response.ok) {
    const body: unknown = await response.json().catch(() => null);
    throw new Problem(readProblem(response.status, body, response.headers.get('retry-after')));
  }
  return response;
}

const ACCEPT = 'application/geo+json, application/json';

/** Asks this site for one JSON document. Rejects with a `Problem`, or with the abort of `signal`. */
export async function get<T>(path: string, signal: AbortSignal): Promise<T> {
  const response = await answer(path, { signal, headers: { accept: ACCEPT } });
  return (await response.json()) as T;
}

/** A document and the tag of exactly this state of it. */
export interface Tagged<T> {
  value: T;
  etag: string | null;
}

export async function getTagged<T>(path: string, signal: AbortSignal): Promise<Tagged<T>> {
  const response = await answer(path, { signal, headers: { accept: ACCEPT } });
  return { value: (await response.json()) as T, etag: response.headers.get('etag') };
}

/** What goes with a document that is sent, beside the document. */
export interface Sending {
  signal?: AbortSignal;
  /** The tag of what the sender has seen. */
  ifMatch?: string | null;
  /** Names this very submission, so that it counts once however often it is sent. */
  idempotencyKey?: string;
}

/** Sends a file of a media type, as it is. */
export async function sendFile<T>(
  path: string,
  file: ArrayBuffer,
  media: string,
  idempotencyKey: string | null,
): Promise<T> {
  const headers: Record<string, string> = { accept: ACCEPT, 'content-type': media };
  if (idempotencyKey !== null) headers['idempotency-key'] = idempotencyKey;
  const response = await answer(path, { method: 'POST', headers, body: file });
  return (await response.json()) as T;
}

/** Sends JSON that is already written out: sent again, it is the same to the byte. */
export async function sendText<T>(
  method: 'POST' | 'PUT' | 'PATCH',
  path: string,
  body: string,
  { signal, ifMatch = null, idempotencyKey }: Sending = {},
): Promise<Tagged<T>> {
  const headers: Record<string, string> = { accept: ACCEPT, 'content-type': 'application/json' };
  if (ifMatch !== null) headers['if-match'] = ifMatch;
  if (idempotencyKey !== undefined) headers['idempotency-key'] = idempotencyKey;
  const init: RequestInit = { method, headers, body };
  if (signal !== undefined) init.signal = signal;
  const response = await answer(path, init);
  return { value: (await response.json()) as T, etag: response.headers.get('etag') };
}

/** Sends a JSON document. */
export function send<T>(
  method: 'POST' | 'PUT' | 'PATCH',
  path: string,
  body: unknown,
  more: Sending = {},
): Promise<Tagged<T>> {
  return sendText<T>(method, path, JSON.stringify(body), more);
}

/** Sends JSON that is written out, and gets a file back, in the form that the address asks for. */
export async function sendForFile(path: string, body: string): Promise<Blob> {
  const headers = { 'content-type': 'application/json' };
  return (await answer(path, { method: 'POST', headers, body })).blob();
}

/** Ends what is at `path`; what may be read afterwards is not. */
export async function remove(path: string, ifMatch: string | null = null): Promise<void> {
  const headers: Record<string, string> = { accept: ACCEPT, 'content-type': 'application/json' };
  if (ifMatch !== null) headers['if-match'] = ifMatch;
  await answer(path, { method: 'DELETE', headers });
}

/** The path of the next page on this host, if there is one; addresses of other hosts are never followed. */
export function nextPage(collection: Collection<unknown>): string | null {
  const href = collection.links?.find((link) => link.rel === 'next')?.href;
  if (href === undefined) return null;
  const url = new URL(href, 'http://here.invalid/');
  return url.pathname + url.search;
}

/** Every feature of a collection, page after page. */
export async function getAll<F>(path: string, signal: AbortSignal): Promise<F[]> {
  const all: F[] = [];
  const asked = new Set<string>();
  for (let next: string | null = path; next !== null && !asked.has(next); ) {
    asked.add(next);
    const page: Collection<F> = await get<Collection<F>>(next, signal);
    all.push(...page.features);
    next = nextPage(page);
  }
  return all;
}
