import { accountEn } from '../../i18n/account.en';
import { accountFr } from '../../i18n/account.fr';
import { wordsOf } from '../../i18n/i18n';

export const w = wordsOf({ en: accountEn, fr: accountFr });
