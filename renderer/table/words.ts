/** Puts the texts of the table beside the others: fetched with it. */
import { addTexts } from '../i18n/i18n.ts';
import { table as en } from '../i18n/en/table.ts';
import { table as zh } from '../i18n/zh/table.ts';

addTexts({ en, zh });
