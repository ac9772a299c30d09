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

/** Reads a problem document; anything that is not one still gives its status. */
export function readProblem(status: number, body: unknown): ProblemDetails {
  const doc = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const errors = Array.isArray(doc.errors) ? doc.errors : [];
  return {
    type: text(doc.type) ?? 'about:blank',
    title: text(doc.title) ?? `HTTP ${status}`,
    status,
    detail: text(doc.detail),
    errors: errors.flatMap((e: { pointer?: unknown; detail?: unknown }) => {
      const detail = text(e?.detail);
      return detail === null ? [] : [{ pointer: text(e.pointer) ?? '', detail }];
    }),
  };
}

/** Asks this site for one JSON document. Rejects with a `Problem`, or with the abort of `signal`. */
export async function get<T>(path: string, signal: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, { signal, headers: { accept: 'application/geo+json, application/json' } });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new Problem({
      type: 'about:blank',
      title: 'no answer',
      status: NO_ANSWER,
      detail: null,
      errors: [],
    });
  }
  if (!response.ok) {
    const body: unknown = await response.json().catch(() => null);
    throw new Problem(readProblem(response.status, body));
  }
  return (await response.json()) as T;
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
