/** Puts the texts of this part beside the others: fetched with it. */
import { addTexts } from '../i18n/i18n.ts';
import { lessons as en } from '../i18n/en/lessons.ts';
import { lessons as zh } from '../i18n/zh/lessons.ts';

addTexts({ en, zh });
