import { describe, expect, it } from 'vitest';
import { endIn } from './returned';

describe('the way back from an organisation', () => {
  it.each([
    ['#organisation=in', 'in'],
    ['#organisation=unlinked&subject=somebody-else', 'unlinked'],
    ['#organisation=welcome', null],
    ['#link=a1b2', null],
    ['', null],
  ])('in %j ended with %j', (hash, end) => {
    expect(endIn(hash)).toBe(end);
  });
});
