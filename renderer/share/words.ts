/** Puts the texts of sharing beside the others: fetched with it. */
import { addTexts } from '../i18n/i18n.ts';
import { share as en } from '../i18n/en/share.ts';
import { share as zh } from '../i18n/zh/share.ts';

addTexts({ en, zh });
