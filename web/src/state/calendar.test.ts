import { describe, expect, it } from 'vitest';
import type { Season } from '../api/wire';
import { dayOfDate, formatDay, inWindow, parseDay, seasonOf, seasonStretches, YEAR_DAYS } from './calendar';

function season(id: string, from: string, to: string): Season {
  return { id, name: { en: id, fr: id }, from, to, representative: from, days: 0 };
}
const seasons = [
  season('winter', '12-02', '04-19'),
  season('break_up', '04-20', '06-03'),
  season('summer', '06-04', '10-31'),
  season('freeze_up', '11-01', '12-01'),
];

describe('days of the year', () => {
  it('are the same there and back, for all 365', () => {
    for (let day = 1; day <= YEAR_DAYS; day += 1) expect(parseDay(formatDay(day))).toBe(day);
  });

  it.each([
    ['01-01', 1],
    ['05-10', 130],
    ['12-31', 365],
    ['02-29', null],
    ['13-01', null],
    ['4-1', null],
  ])('%s is day %s', (text, day) => {
    expect(parseDay(text)).toBe(day);
  });

  it('have no leap day: 29 February counts as the 28th', () => {
    expect(dayOfDate('2028-02-29')).toBe(59);
    expect(dayOfDate('2026-11-21')).toBe(325);
  });
});

describe('windows', () => {
  it.each([
    ['on its first day', '05-15', '11-03', '05-15', true],
    ['on its last day', '05-15', '11-03', '11-03', true],
    ['the day before', '05-15', '11-03', '05-14', false],
    ['over the new year', '12-15', '04-17', '01-02', true],
    ['outside one over the new year', '12-15', '04-17', '04-18', false],
  ])('%s', (_name, from, to, day, inside) => {
    expect(inWindow(parseDay(day) ?? 0, from, to)).toBe(inside);
  });
});

describe('seasons', () => {
  it('cover each day of the year once', () => {
    const days = seasonStretches(seasons).reduce((sum, s) => sum + s.last - s.first + 1, 0);
    expect(days).toBe(YEAR_DAYS);
    expect(seasonStretches(seasons).map((s) => s.season.id)).toEqual([
      'winter',
      'break_up',
      'summer',
      'freeze_up',
      'winter',
    ]);
  });

  it('name the day they hold', () => {
    expect(seasonOf(130, seasons)?.id).toBe('break_up');
    expect(seasonOf(365, seasons)?.id).toBe('winter');
    expect(seasonOf(130, [])).toBeNull();
  });
});
