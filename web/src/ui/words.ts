import type { When } from '../api/paths';
import type { Package } from '../api/wire';
import { dayName, pick, t } from '../i18n/i18n';

/** "on 10 May", "in the season “Winter”", "over the whole year". */
export function whenWords(when: When, pack: Package | null): string {
  switch (when.kind) {
    case 'year':
      return t('time.year');
    case 'date':
      return t('time.date', { day: dayName(when.day) });
    case 'season': {
      const season = pack?.seasons.find((s) => s.id === when.id);
      return t('time.season', { season: season === undefined ? when.id : pick(season.name) });
    }
  }
}
