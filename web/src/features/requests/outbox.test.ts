import { describe, expect, it } from 'vitest';
import type { ProblemDetails } from '../../api/wire';
import {
  arrived,
  begin,
  CLAIM_MS,
  canTakeBack,
  claim,
  type Draft,
  failed,
  handOver,
  isOpen,
  TRY_MS,
  takeBack,
  toSend,
  write,
} from './outbox';

const OWNER = { name: 'Marie', government: 'tlicho-government' };
const draft = begin('d1', 'k1', OWNER, 1000);
const waiting = handOver(write(draft, { ...draft.input, why: 'Because.' }, 1001), 1002);

function problem(status: number, more: Partial<ProblemDetails> = {}): ProblemDetails {
  return { type: 'about:blank', title: 'No', status, detail: null, errors: [], ...more };
}

function claimed(token = 't'): Draft {
  const taken = claim(waiting, token, 2000);
  if (taken === null) throw new Error('not to be had');
  return taken;
}

describe('the words of a draft', () => {
  it.each([
    ['with spaces at both ends', '  Tłı̨chǫ nàowo  '],
    ['in syllabics', 'ᐃᓄᒃᑎᑐᑦ ᖃᐅᔨᒋᐊᕐᕕᒃ'],
    ['with marks that follow their letters', 'Behchokǫ\u0300, Délı\u0328ne\u0328'],
    ['over several lines', 'one\n\n two\t'],
  ])('%s go out to the byte', (_what, why) => {
    const { body } = handOver(write(draft, { ...draft.input, why }, 1), 2);
    expect(JSON.parse(body ?? '').state).toBeUndefined();
    const kept = handOver(write(draft, { ...draft.input, why }, 1), 2, 'draft');
    expect(JSON.parse(kept.body ?? '')).toEqual({ ...JSON.parse(body ?? ''), state: 'draft' });
    expect(JSON.parse(body ?? '').why).toBe(why);
  });

  it('leave out rows that were opened and left empty, and no others', () => {
    const evidence = [
      { title: '', url: '' },
      { title: 'A letter', url: '' },
    ];
    const sent = toSend({ ...draft.input, since: '', evidence, labels: ['', 'https://example.org/tk'] });
    expect(sent).toMatchObject({
      since: null,
      evidence: [{ title: 'A letter', url: '' }],
      labels: ['https://example.org/tk'],
    });
  });

  it('may not change while they are on their way', () => {
    expect([isOpen(draft), isOpen(waiting), isOpen(null)]).toEqual([true, false, false]);
    expect(isOpen(failed(claimed(), 't', problem(422), 3000))).toBe(true);
  });

  it('keep their key from beginning to end', () => {
    const refused = failed(claimed(), 't', problem(422), 3000) as Draft;
    const again = handOver(write(refused, { ...refused.input, why: 'Better.' }, 3001), 3002);
    expect([draft.key, waiting.key, refused.key, again.key]).toEqual(['k1', 'k1', 'k1', 'k1']);
  });
});

describe('taking back', () => {
  it('is possible before the first try, and after one that the server turned away unseen', () => {
    expect(canTakeBack(waiting, 2000)).toBe(true);
    expect(canTakeBack(failed(claimed(), 't', problem(401), 3000) as Draft, 3000)).toBe(true);
    expect(takeBack(waiting)).toMatchObject({ phase: 'writing', body: null });
  });

  it.each([0, 503, 500])('is not possible after a try that ended with %i: it may have arrived', (status) => {
    const after = failed(claimed(), 't', problem(status), 3000) as Draft;
    expect([after.phase, after.unsure, canTakeBack(after, 9_000_000)]).toEqual(['waiting', true, false]);
  });

  it('is not possible while it is being sent', () => {
    expect(canTakeBack(claimed(), 2001)).toBe(false);
  });

  it('is not possible after a tab was closed in the middle of a try', () => {
    const again = claim(claimed(), 'u', 2000 + CLAIM_MS + 1);
    const after = failed(again, 'u', problem(429), 90_000) as Draft;
    expect(canTakeBack(after, 99_000)).toBe(false);
  });
});

describe('a claim', () => {
  it('outlives a try', () => {
    expect(CLAIM_MS).toBeGreaterThan(TRY_MS);
  });

  it('keeps others away until it runs out', () => {
    expect(claim(claimed(), 'u', 2001)).toBeNull();
    expect(claim(claimed(), 'u', 2000 + CLAIM_MS + 1)?.claim?.token).toBe('u');
  });

  it('is needed to say that a try failed', () => {
    const taken = claimed();
    expect(failed(taken, 'someone-else', problem(422), 3000)).toBe(taken);
  });

  it('is not to be had of what is being written, was refused or has arrived', () => {
    expect(claim(draft, 't', 2000)).toBeNull();
    expect(claim(failed(claimed(), 't', problem(422), 3000), 't', 9e9)).toBeNull();
    expect(claim(arrived(waiting, 'r1', 3000), 't', 9e9)).toBeNull();
  });

  it('is not to be had before the server wants to be asked again', () => {
    const after = failed(claimed(), 't', problem(429, { retry_after: 90 }), 3000);
    expect(claim(after, 'u', 92_999)).toBeNull();
    expect(claim(after, 'u', 93_000)).not.toBeNull();
  });
});
