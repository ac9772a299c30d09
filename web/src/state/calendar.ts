import type { Season } from '../api/wire';

/**
 * Days of a typical year: 1 is 1 January, 365 is 31 December, and there is no 29 February,
 * because the calendar of openings describes a year and not this year.
 */
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

export const YEAR_DAYS = 365;

export interface MonthDay {
  /** 1..12 */
  month: number;
  /** 1..31 */
  day: number;
}

export function monthDay(dayOfYear: number): MonthDay {
  let left = Math.min(Math.max(Math.round(dayOfYear), 1), YEAR_DAYS);
  let month = 1;
  for (const days of MONTH_DAYS) {
    if (left <= days) break;
    left -= days;
    month += 1;
  }
  return { month, day: left };
}

/** MM-DD, as the server writes it. */
export function formatDay(dayOfYear: number): string {
  const { month, day } = monthDay(dayOfYear);
  return `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Day of the year of MM-DD, or `null` where that is no day of a typical year. */
export function parseDay(text: string): number | null {
  const match = /^(\d\d)-(\d\d)$/.exec(text);
  if (match === null) return null;
  const month = Number(match[1]);
  const day = Number(match[2]);
  const days = MONTH_DAYS[month - 1];
  if (days === undefined || day < 1 || day > days) return null;
  return MONTH_DAYS.slice(0, month - 1).reduce((sum, n) => sum + n, 0) + day;
}

/** Day of the year of a date YYYY-MM-DD; 29 February counts as 28 February. */
export function dayOfDate(date: string): number | null {
  const text = date.slice(5, 10);
  return parseDay(text === '02-29' ? '02-28' : text);
}

/** Whether `day` lies in the inclusive window `from`..`to`, which may wrap the new year. */
export function inWindow(day: number, from: string, to: string): boolean {
  const first = parseDay(from);
  const last = parseDay(to);
  if (first === null || last === null) return false;
  return first <= last ? day >= first && day <= last : day >= first || day <= last;
}

export function seasonOf(day: number, seasons: readonly Season[]): Season | null {
  return seasons.find((season) => inWindow(day, season.from, season.to)) ?? null;
}

export interface Stretch {
  season: Season;
  first: number;
  last: number;
}

/** The seasons as stretches from 1 January on; one that wraps the new year gives two. */
export function seasonStretches(seasons: readonly Season[]): Stretch[] {
  return seasons
    .flatMap((season): Stretch[] => {
      const first = parseDay(season.from);
      const last = parseDay(season.to);
      if (first === null || last === null) return [];
      if (first <= last) return [{ season, first, last }];
      return [
        { season, first: 1, last },
        { season, first, last: YEAR_DAYS },
      ];
    })
    .sort((a, b) => a.first - b.first);
}
