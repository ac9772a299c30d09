import { describe, expect, it } from 'vitest';
import type { Season } from '../../api/wire';
import { traceDay } from './day';

const winter: Season = {
  id: 'winter',
  name: { en: 'Winter', fr: 'Hiver' },
  from: '12-02',
  to: '04-19',
  representative: '03-12',
  days: 139,
};
const TODAY = '2026-11-25';

describe('the day that is worked through', () => {
  it('is the one asked about, whatever was picked before', () => {
    expect(traceDay({ kind: 'date', day: '05-10' }, [winter], '07-01', TODAY)).toEqual({
      from: 'asked',
      day: '05-10',
    });
  });

  it('is the one that stands for the season', () => {
    const day = traceDay({ kind: 'season', id: 'winter' }, [winter], null, TODAY);
    expect(day).toMatchObject({ from: 'season', day: '03-12' });
  });

  it('is the first of a season that has no such day, until one is picked', () => {
    const bare = { ...winter, representative: null };
    const season = { kind: 'season', id: 'winter' } as const;
    expect(traceDay(season, [bare], null, TODAY)).toEqual({ from: 'picked', day: '12-02' });
    expect(traceDay(season, [bare], '01-05', TODAY)).toEqual({ from: 'picked', day: '01-05' });
  });

  it('is today over the year, until one is picked', () => {
    expect(traceDay({ kind: 'year' }, [], null, TODAY)).toEqual({ from: 'picked', day: '11-25' });
    expect(traceDay({ kind: 'year' }, [], '07-01', TODAY)).toEqual({ from: 'picked', day: '07-01' });
    expect(traceDay({ kind: 'year' }, [], 'someday', TODAY)).toEqual({ from: 'picked', day: '11-25' });
  });
});
