import { definitionsEn } from '../../i18n/definitions.en';
import { definitionsFr } from '../../i18n/definitions.fr';
import { wordsOf } from '../../i18n/i18n';

export const w = wordsOf({ en: definitionsEn, fr: definitionsFr });
