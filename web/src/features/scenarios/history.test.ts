import { describe, expect, it } from 'vitest';
import { begin, redo, step, undo } from './history';

describe('steps', () => {
  it('are taken back one by one, and forward again', () => {
    const three = step(step(begin('a'), 'b'), 'c');
    const back = undo(undo(three));
    expect(back.now).toBe('a');
    expect(redo(back).now).toBe('b');
    expect(redo(redo(back))).toEqual(three);
  });

  it('end where they began, and where they are', () => {
    const one = begin('a');
    expect(undo(one)).toBe(one);
    expect(redo(one)).toBe(one);
  });

  it('that were taken back are gone after another one', () => {
    const other = step(undo(step(begin('a'), 'b')), 'c');
    expect(redo(other).now).toBe('c');
    expect(undo(other).now).toBe('a');
  });

  it('are kept up to a hundred', () => {
    let many = begin(0);
    for (let n = 1; n <= 150; n += 1) many = step(many, n);
    for (let n = 0; n < 150; n += 1) many = undo(many);
    expect(many.now).toBe(50);
  });
});
