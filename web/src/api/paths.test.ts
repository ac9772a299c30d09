import { describe, expect, it } from 'vitest';
import { type Asked, briefPath, communityPath, gapsPath, linksPath, meetingPath, summaryPath } from './paths';

const asked: Asked = {
  definition: 'd',
  version: null,
  when: { kind: 'year' },
  supply: 'actual',
  asOf: null,
  epsg: 3580,
};
function query(path: string): Record<string, string> {
  return Object.fromEntries(new URL(path, 'http://x').searchParams);
}

describe('a question', () => {
  it('about the year names neither day nor season', () => {
    expect(query(gapsPath(asked, 's'))).toEqual({
      definition: 'd',
      supply: 'actual',
      standard: 's',
      crs: 'http://www.opengis.net/def/crs/EPSG/0/3580',
    });
  });

  it('about a day or a season names that one alone', () => {
    expect(query(summaryPath({ ...asked, when: { kind: 'date', day: '05-10' } }))).toEqual({
      definition: 'd',
      date: '05-10',
      supply: 'actual',
    });
    expect(
      query(summaryPath({ ...asked, when: { kind: 'season', id: 'winter' }, asOf: '2024-01-01' })),
    ).toEqual({
      definition: 'd',
      season: 'winter',
      as_of: '2024-01-01',
      supply: 'actual',
    });
  });

  it('keeps a strange id inside its part of the path', () => {
    expect(communityPath(asked, 'a/b?c')).toMatch(/^\/api\/analysis\/communities\/a%2Fb%3Fc\?/);
  });

  it('is the same on paper, in the language of the page', () => {
    const day = { ...asked, when: { kind: 'date', day: '05-10' }, version: '1' } as const;
    expect(briefPath(day, 'a/b', 'fr', 'pdf')).toMatch(/^\/api\/reports\/communities\/a%2Fb\?/);
    expect(query(meetingPath(day, 'fr', 'html'))).toEqual({
      definition: 'd',
      version: '1',
      date: '05-10',
      supply: 'actual',
      lang: 'fr',
      f: 'html',
    });
  });

  it('asks whether links are open only for a day', () => {
    expect(query(linksPath(3580, '2026-11-21', null))).not.toHaveProperty('date');
    expect(query(linksPath(3580, '2026-11-21', '05-10'))).toMatchObject({
      as_of: '2026-11-21',
      date: '05-10',
    });
  });
});
