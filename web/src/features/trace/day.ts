import type { When } from '../../api/paths';
import type { Season } from '../../api/wire';
import { dayOfDate, formatDay, parseDay } from '../../state/calendar';

/** The day that is worked through, and where it comes from. A trace is about one day, a question may be about many. */
export type TraceDay =
  | { from: 'asked'; day: string }
  | { from: 'season'; day: string; season: Season }
  | { from: 'picked'; day: string };

/** The day asked about; the day that stands for the season; else the one picked, which starts as today. */
export function traceDay(
  when: When,
  seasons: readonly Season[],
  picked: string | null,
  today: string,
): TraceDay {
  if (when.kind === 'date') return { from: 'asked', day: when.day };
  if (when.kind === 'season') {
    const season = seasons.find((s) => s.id === when.id);
    const day = season?.representative ?? null;
    if (season !== undefined && day !== null) return { from: 'season', day, season };
    // A season without such a day is looked at on its first one until another is picked.
    if (season !== undefined && picked === null) return { from: 'picked', day: season.from };
  }
  const isDay = picked !== null && parseDay(picked) !== null;
  return { from: 'picked', day: isDay ? picked : formatDay(dayOfDate(today) ?? 1) };
}
