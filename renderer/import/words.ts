/** Puts the texts of this part beside the others: fetched with it. */
import { addTexts } from '../i18n/i18n.ts';
import { importing as en } from '../i18n/en/importing.ts';
import { importing as zh } from '../i18n/zh/importing.ts';

addTexts({ en, zh });
