/**
 * Texts of the screen in two languages. Keys are flat ('file.open'), merged from one file per area. Only the language that is
 * read is fetched; another one when a person asks for it, and the screen keeps the one it has until then.
 */
import i18next from 'i18next';
import { useMemo } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { LocalText } from '#core/scenario/scenario.ts';
import type { Language } from '../ui/preferences.ts';
import { uiStore } from '../ui/uiStore.ts';
import type { english } from './english.ts';
import type { journey as Journey } from './en/journey.ts';
import type { lessons as Lessons } from './en/lessons.ts';
import type { loadStudio as LoadStudio } from './en/loadStudio.ts';
import type { share as Share } from './en/share.ts';

/** Texts that come with the part of the app that shows them: see `addTexts`. */
type LateKey = keyof typeof Journey | keyof typeof LoadStudio | keyof typeof Lessons | keyof typeof Share;
export type MessageKey = keyof typeof english | LateKey;

export type MessageParams = Readonly<Record<string, string | number>>;
export type Translate = (key: MessageKey, params?: MessageParams) => string;

const TEXTS: Readonly<Record<Language, () => Promise<Readonly<Record<string, string>>>>> = {
  en: () => import('./english.ts').then((texts) => texts.english),
  zh: () => import('./chinese.ts').then((texts) => texts.chinese),
};

void i18next.use(initReactI18next).init({
  initAsync: false,
  resources: {},
  fallbackLng: false,
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
});

const fetched = new Set<Language>();

/** Shows the texts of a language, fetching them first; nothing is shown before the first call has come to its end. Throws when they cannot be fetched. */
export async function showLanguage(language: Language): Promise<void> {
  if (!fetched.has(language)) {
    i18next.addResourceBundle(language, 'translation', await TEXTS[language](), true, true);
    fetched.add(language);
  }
  // Another one may have been asked for meanwhile.
  if (uiStore.getState().language === language || i18next.language === undefined) await i18next.changeLanguage(language);
}

uiStore.subscribe((state, before) => {
  if (state.language === before.language) return;
  // What cannot be fetched (no network) leaves the language as it was.
  void showLanguage(state.language).catch(() => uiStore.getState().setLanguage(before.language));
});

/** An area whose texts are not in the first load; a part that is fetched adds its own before it is shown. */
export function addTexts(texts: Readonly<Record<Language, Readonly<Record<string, string>>>>): void {
  for (const [language, own] of Object.entries(texts)) i18next.addResourceBundle(language, 'translation', own, true, true);
}

/** Outside of React: toasts, menus of the host. */
export const translate: Translate = (key, params) => i18next.t(key, params ?? {});

/** The texts of the language on screen; a new function when the language changes. */
export function useT(): Translate {
  const { i18n } = useTranslation();
  const { language } = i18n;
  return useMemo(() => {
    const t = i18n.getFixedT(language);
    return (key, params) => t(key, params ?? {});
  }, [i18n, language]);
}

export const isMessageKey = (key: string): key is MessageKey => i18next.exists(key);

/** A title or note of a document in the reader's language. */
export const localText = (text: LocalText, language: Language): string => (typeof text === 'string' ? text : text[language]);
