import { wordsOf } from '../../i18n/i18n';
import { requestsEn } from '../../i18n/requests.en';
import { requestsFr } from '../../i18n/requests.fr';

export { momentName } from '../../i18n/moment';

export const w = wordsOf({ en: requestsEn, fr: requestsFr });
