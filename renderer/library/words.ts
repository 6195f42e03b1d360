/** Puts the texts of this part beside the others: fetched with it. */
import { addTexts } from '../i18n/i18n.ts';
import { library as en } from '../i18n/en/library.ts';
import { library as zh } from '../i18n/zh/library.ts';

addTexts({ en, zh });
