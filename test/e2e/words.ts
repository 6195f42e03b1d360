/** The words on screen, for journeys that go the same way in both languages. */
import { commands as commandsEn } from '../../renderer/i18n/en/commands.ts';
import { editor as editorEn } from '../../renderer/i18n/en/editor.ts';
import { run as runEn } from '../../renderer/i18n/en/run.ts';
import { share as shareEn } from '../../renderer/i18n/en/share.ts';
import { commands as commandsZh } from '../../renderer/i18n/zh/commands.ts';
import { editor as editorZh } from '../../renderer/i18n/zh/editor.ts';
import { run as runZh } from '../../renderer/i18n/zh/run.ts';
import { share as shareZh } from '../../renderer/i18n/zh/share.ts';

const WORDS = {
  en: { ...editorEn, ...runEn, ...commandsEn, ...shareEn },
  zh: { ...editorZh, ...runZh, ...commandsZh, ...shareZh },
} as const;
export type ScreenLanguage = keyof typeof WORDS;
export type Word = keyof (typeof WORDS)['en'];

export const wordsIn =
  (language: ScreenLanguage) =>
  (key: Word): string =>
    WORDS[language][key];
