/** Puts the texts of this part beside the others: fetched with it. */
import { addTexts } from '../i18n/i18n.ts';
import { exporting as en } from '../i18n/en/exporting.ts';
import { exporting as zh } from '../i18n/zh/exporting.ts';

addTexts({ en, zh });
