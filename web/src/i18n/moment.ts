import { dateName } from './i18n';

function twoDigits(n: number): string {
  return String(n).padStart(2, '0');
}

/** The day of a moment on the wall's calendar, as records write days. */
export function dayOf(moment: Date): string {
  return [moment.getFullYear(), twoDigits(moment.getMonth() + 1), twoDigits(moment.getDate())].join('-');
}

/** A moment as a day and a time of the clock on the wall: "25 November 2026, 14:32". What is none stays as it is. */
export function momentName(at: string | number): string {
  const moment = new Date(at);
  if (Number.isNaN(moment.getTime())) return String(at);
  return `${dateName(dayOf(moment))}, ${twoDigits(moment.getHours())}:${twoDigits(moment.getMinutes())}`;
}
