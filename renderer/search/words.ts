/** Puts the texts of commands beside the others: fetched with what shows them. */
import { addTexts } from '../i18n/i18n.ts';
import { commands as en } from '../i18n/en/commands.ts';
import { commands as zh } from '../i18n/zh/commands.ts';

addTexts({ en, zh });
