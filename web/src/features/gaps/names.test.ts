import { describe, expect, it } from 'vitest';
import { languageOf, searchedNames } from './names';

const deline = {
  name: 'Délı̨nę',
  traditional_name: 'Délı̨nę',
  former_name: 'Fort Franklin (to 1993-06-01)',
  languages: ['xsl'],
};

describe('the language of a name', () => {
  it('is known where the name in use is the traditional one, of one language', () => {
    expect(languageOf(deline)).toBe('xsl');
  });

  it('is not guessed', () => {
    expect(languageOf({ ...deline, languages: ['chp', 'dgr'] })).toBeNull();
    expect(languageOf({ ...deline, languages: [] })).toBeNull();
    expect(languageOf({ ...deline, name: 'Deline' })).toBeNull();
    expect(languageOf(undefined)).toBeNull();
  });
});

it('looks for old names too', () => {
  expect(searchedNames(deline)).toContain('Fort Franklin');
  expect(searchedNames(undefined)).toBe('');
});
