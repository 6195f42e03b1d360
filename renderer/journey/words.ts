/** Puts the texts of this part beside the others: fetched with it. */
import { addTexts } from '../i18n/i18n.ts';
import { journey as en } from '../i18n/en/journey.ts';
import { journey as zh } from '../i18n/zh/journey.ts';

addTexts({ en, zh });
