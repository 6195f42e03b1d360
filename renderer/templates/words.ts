/** Puts the texts of this part beside the others: fetched with it. */
import { addTexts } from '../i18n/i18n.ts';
import { templates as en } from '../i18n/en/templates.ts';
import { templates as zh } from '../i18n/zh/templates.ts';

addTexts({ en, zh });
