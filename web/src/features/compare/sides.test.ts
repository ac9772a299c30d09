import { describe, expect, it } from 'vitest';
import type { DefinitionSummary } from '../../api/compare';
import { START } from '../../state/address';
import { addressOf, areSame, formatNamed, parseNamed, sidesOf } from './sides';

function summary(id: string, version: string, current: boolean): DefinitionSummary {
  return { id, version, current, standing: 'draft', title: { en: id, fr: id }, standards: [] };
}
const list = [summary('a', '2', false), summary('a', '1', true), summary('b', '1', true)];

describe('a definition named in a link', () => {
  it.each([
    ['strict@2', { id: 'strict', version: '2' }],
    ['strict@2@x', { id: 'strict', version: '2@x' }],
    ['strict@', null],
    ['@2', null],
    ['strict', null],
    [null, null],
  ])('%s is read as %j', (text, named) => {
    expect(parseNamed(text)).toEqual(named);
    if (named !== null) expect(formatNamed(named)).toBe(text);
  });
});

describe('the sides', () => {
  it('begin with the current version of the usual definition, on both', () => {
    const sides = sidesOf(START, list, 'a');
    expect(sides?.before).toEqual({ definition: 'a', version: '1', asOf: null, supply: 'actual' });
    expect(sides !== null && areSame(sides.before, sides.after)).toBe(true);
  });

  it('are the ones of the link, also where one is not on record', () => {
    const against = { definition: 'gone@7', asOf: '2020-01-01', supply: 'intended' as const };
    const sides = sidesOf({ ...START, definition: 'a', version: '2', against }, list, 'b');
    expect(sides?.before.version).toBe('2');
    expect(sides?.after).toEqual({
      definition: 'gone',
      version: '7',
      asOf: '2020-01-01',
      supply: 'intended',
    });
  });

  it('go into an address and come back the same', () => {
    const against = { definition: 'b@1', asOf: null, supply: 'intended' as const };
    const sides = sidesOf({ ...START, asOf: '2021-05-01', against }, list, 'a');
    if (sides === null) throw new Error('no sides');
    const again = sidesOf({ ...START, ...addressOf(sides.before, sides.after) }, list, null);
    expect(again).toEqual(sides);
  });

  it('are none while no definition is known', () => {
    expect(sidesOf(START, [], null)).toBeNull();
  });
});
