/** The words on screen, for journeys that go the same way in both languages. */
import { editor as editorEn } from '../../renderer/i18n/en/editor.ts';
import { importing as importingEn } from '../../renderer/i18n/en/importing.ts';
import { lessons as lessonsEn } from '../../renderer/i18n/en/lessons.ts';
import { run as runEn } from '../../renderer/i18n/en/run.ts';
import { compose as composeEn } from '../../renderer/i18n/en/compose.ts';
import { compose as composeZh } from '../../renderer/i18n/zh/compose.ts';
import { editor as editorZh } from '../../renderer/i18n/zh/editor.ts';
import { importing as importingZh } from '../../renderer/i18n/zh/importing.ts';
import { lessons as lessonsZh } from '../../renderer/i18n/zh/lessons.ts';
import { run as runZh } from '../../renderer/i18n/zh/run.ts';

const WORDS = {
  en: { ...composeEn, ...editorEn, ...importingEn, ...lessonsEn, ...runEn },
  zh: { ...composeZh, ...editorZh, ...importingZh, ...lessonsZh, ...runZh },
} as const;
export type ScreenLanguage = keyof typeof WORDS;
export type Word = keyof (typeof WORDS)['en'];

export const wordsIn =
  (language: ScreenLanguage) =>
  (key: Word): string =>
    WORDS[language][key];
