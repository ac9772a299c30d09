import { wordsOf } from '../../i18n/i18n';
import { scenariosEn } from '../../i18n/scenarios.en';
import { scenariosFr } from '../../i18n/scenarios.fr';

export const w = wordsOf({ en: scenariosEn, fr: scenariosFr });
