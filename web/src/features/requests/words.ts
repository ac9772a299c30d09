import { dateName, wordsOf } from '../../i18n/i18n';
import { requestsEn } from '../../i18n/requests.en';
import { requestsFr } from '../../i18n/requests.fr';

export const w = wordsOf({ en: requestsEn, fr: requestsFr });

function twoDigits(n: number): string {
  return String(n).padStart(2, '0');
}

/** A moment as a day and a time of the clock on the wall: "25 November 2026, 14:32". What is none stays as it is. */
export function momentName(at: string | number): string {
  const moment = new Date(at);
  if (Number.isNaN(moment.getTime())) return String(at);
  const day = [moment.getFullYear(), twoDigits(moment.getMonth() + 1), twoDigits(moment.getDate())].join('-');
  return `${dateName(day)}, ${twoDigits(moment.getHours())}:${twoDigits(moment.getMinutes())}`;
}
