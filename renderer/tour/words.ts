/** Puts the texts of this part beside the others: fetched with it. */
import { addTexts } from '../i18n/i18n.ts';
import { tour as en } from '../i18n/en/tour.ts';
import { tour as zh } from '../i18n/zh/tour.ts';

addTexts({ en, zh });
