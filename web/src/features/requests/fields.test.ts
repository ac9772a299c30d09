import { describe, expect, it } from 'vitest';
import { changeOf, conflicts, fieldAt, inputOf, rebased, sortFaults } from './fields';
import { EMPTY } from './outbox';

const base = { ...EMPTY, service_type: 'aftercare', why: 'Because.', communities: ['deline'] };

describe('a fault', () => {
  it.each([
    ['/why', 'why'],
    ['/evidence/0/url', 'evidence'],
    ['/communities/2', 'communities'],
    ['/moon', null],
    ['', null],
  ])('at %j belongs to %j', (pointer, field) => {
    expect(fieldAt(pointer)).toBe(field);
  });

  it('stands by its field, and none is lost', () => {
    const problem = {
      type: 'about:blank',
      title: 'x',
      status: 422,
      detail: null,
      errors: [
        { pointer: '/why', detail: 'too long' },
        { pointer: '/why', detail: 'not in NFC' },
        { pointer: '/moon', detail: 'unknown field' },
      ],
    };
    expect(sortFaults(problem)).toEqual({
      by: { why: ['too long', 'not in NFC'] },
      rest: ['unknown field'],
    });
    expect(sortFaults(null)).toEqual({ by: {}, rest: [] });
  });
});

describe('a change', () => {
  it('names only what is different', () => {
    expect(changeOf(base, { ...base, why: 'Because!', since: '2019' })).toEqual({
      why: 'Because!',
      since: '2019',
    });
    expect(changeOf(base, { ...base, communities: ['deline'] })).toEqual({});
  });

  it('sees a difference that the eye does not', () => {
    expect(changeOf({ ...base, why: 'ę' }, { ...base, why: 'e\u0328' })).toEqual({ why: 'e\u0328' });
  });

  it('can take something away', () => {
    expect(changeOf({ ...base, since: '2019' }, { ...base, since: null })).toEqual({ since: null });
  });
});

describe('two people at once', () => {
  const theirs = { ...base, why: 'Theirs.', since: '2020' };
  const mine = { ...base, why: 'Mine.', communities: ['deline', 'tulita'] };

  it('have to choose only where both changed the same', () => {
    expect(conflicts(base, theirs, mine)).toEqual(['why']);
    expect(conflicts(base, theirs, { ...base, why: 'Theirs.' })).toEqual([]);
  });

  it('lose nothing that only one of them changed', () => {
    expect(rebased(base, theirs, mine)).toMatchObject({
      since: '2020',
      communities: ['deline', 'tulita'],
      why: 'Mine.',
    });
  });
});

it('what the server adds to a request is nothing that its owner writes', () => {
  const read = { ...base, id: 'r1', state: 'submitted' };
  expect(inputOf(read)).toEqual(base);
});
