import { afterEach, describe, expect, it } from 'vitest';
import type { ProblemDetails } from '../../api/wire';
import { lang } from '../../i18n/lang';
import { faultsAt, refusalWords, waitWords } from './refusal';

afterEach(() => {
  lang.value = 'en';
});

function problem(status: number, more: Partial<ProblemDetails> = {}): ProblemDetails {
  return { type: 'about:blank', title: 'No', status, detail: null, errors: [], retry_after: null, ...more };
}

describe('a refusal', () => {
  it('says how long to wait', () => {
    expect(refusalWords(problem(429, { retry_after: 30 }), {})).toMatch(/Wait 30 seconds/);
    expect(refusalWords(problem(429), {})).toMatch(/Wait a little/);
    lang.value = 'fr';
    expect(waitWords(30)).toMatch(/^30\s+secondes$/);
    expect(waitWords(121)).toMatch(/^3\s+min$/);
  });

  it('has the words of its place before any other', () => {
    expect(refusalWords(problem(401), { 401: 'not these two' })).toBe('not these two');
  });

  it('leaves what it has no words for to the server', () => {
    expect(refusalWords(problem(503), {})).toBeNull();
  });

  it('points to its field', () => {
    const weak = problem(422, { errors: [{ pointer: '/password', detail: 'too short' }] });
    expect(faultsAt(weak, '/password')).toEqual(['too short']);
    expect(faultsAt(weak, '/name')).toEqual([]);
    expect(faultsAt(null, '/name')).toEqual([]);
  });
});
