import { describe, expect, it } from 'vitest';
import { secretIn } from './link';

describe('a one-time link', () => {
  it.each([
    ['#link=a1b2', 'a1b2'],
    ['link=a1b2', 'a1b2'],
    ['#link=', null],
    ['#page', null],
    ['', null],
  ])('in %j is %j', (hash, secret) => {
    expect(secretIn(hash)).toBe(secret);
  });
});
