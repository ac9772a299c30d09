import { decisionsEn } from '../../i18n/decisions.en';
import { decisionsFr } from '../../i18n/decisions.fr';
import { wordsOf } from '../../i18n/i18n';

export const w = wordsOf({ en: decisionsEn, fr: decisionsFr });
