/** The texts of announcements: fetched with them. */
import { addTexts } from '../i18n/i18n.ts';
import { announce as en } from '../i18n/en/announce.ts';
import { announce as zh } from '../i18n/zh/announce.ts';

addTexts({ en, zh });
