/**
 * Texts of the screen in two languages. Keys are flat ('file.open'), merged from one file per area. Only the language that is
 * read is fetched; another one when a person asks for it, and the screen keeps the one it has until then.
 */
import i18next from 'i18next';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { LocalText } from '#core/scenario/scenario.ts';
import type { Language } from '../ui/preferences.ts';
import { uiStore } from '../ui/uiStore.ts';
import type { english } from './english.ts';
import type { laterEnglish } from './laterEnglish.ts';
import type { announce as Announce } from './en/announce.ts';
import type { commands as Commands } from './en/commands.ts';
import type { exporting as Exporting } from './en/exporting.ts';
import type { importing as Importing } from './en/importing.ts';
import type { journey as Journey } from './en/journey.ts';
import type { lessons as Lessons } from './en/lessons.ts';
import type { library as Library } from './en/library.ts';
import type { loadStudio as LoadStudio } from './en/loadStudio.ts';
import type { share as Share } from './en/share.ts';
import type { table as Table } from './en/table.ts';
import type { templates as Templates } from './en/templates.ts';
import type { tour as Tour } from './en/tour.ts';

/** Texts that come with the part of the app that shows them: see `addTexts`. */
type LateKey =
  | keyof typeof Announce
  | keyof typeof Exporting
  | keyof typeof Importing
  | keyof typeof Journey
  | keyof typeof LoadStudio
  | keyof typeof Lessons
  | keyof typeof Share
  | keyof typeof Table
  | keyof typeof Templates
  | keyof typeof Commands
  | keyof typeof Library
  | keyof typeof Tour;
export type MessageKey = keyof typeof english | keyof typeof laterEnglish | LateKey;

export type MessageParams = Readonly<Record<string, string | number>>;
export type Translate = (key: MessageKey, params?: MessageParams) => string;
type Texts = Readonly<Record<string, string>>;

/** What the diagram is drawn with, and what the window around it says. */
const TEXTS: Readonly<Record<Language, readonly [first: () => Promise<Texts>, later: () => Promise<Texts>]>> = {
  en: [() => import('./english.ts').then((texts) => texts.english), () => import('./laterEnglish.ts').then((texts) => texts.laterEnglish)],
  zh: [() => import('./chinese.ts').then((texts) => texts.chinese), () => import('./laterChinese.ts').then((texts) => texts.laterChinese)],
};

void i18next.init({
  initAsync: false,
  resources: {},
  fallbackLng: false,
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
});

/** The language on screen. */
const shown = createStore<{ readonly language: Language | undefined }>(() => ({ language: undefined }));
const fetched = new Set<() => Promise<Texts>>();
let hasWindow = false;

async function fetchTexts(language: Language): Promise<void> {
  const [first, later] = TEXTS[language];
  const missing = (hasWindow ? [first, later] : [first]).filter((texts) => !fetched.has(texts));
  for (const texts of await Promise.all(missing.map((fetch) => fetch()))) i18next.addResourceBundle(language, 'translation', texts, true, true);
  for (const texts of missing) fetched.add(texts);
}

/** Fetches a language without showing it: who searches may type the other one. Throws when it cannot be fetched. */
export const fetchLanguage = (language: Language): Promise<void> => fetchTexts(language);

/** Shows the texts of a language, fetching them first; nothing is shown before the first call has come to its end. Throws when they cannot be fetched. */
export async function showLanguage(language: Language): Promise<void> {
  await fetchTexts(language);
  // Another one may have been asked for meanwhile.
  if (uiStore.getState().language !== language && shown.getState().language !== undefined) return;
  await i18next.changeLanguage(language);
  shown.setState({ language });
}

/** The texts of the window around the diagram too, from now on. */
export async function showWindowTexts(): Promise<void> {
  hasWindow = true;
  await fetchTexts(shown.getState().language ?? uiStore.getState().language);
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

/** The texts of a language whatever is on screen: for what is taken along in both. */
export async function textsIn(language: Language): Promise<Translate> {
  await fetchTexts(language);
  const t = i18next.getFixedT(language);
  return (key, params) => t(key, params ?? {});
}

/** Outside of React: toasts, menus of the host. */
export const translate: Translate = (key, params) => i18next.t(key, params ?? {});

/** In a language that was fetched; in one that was not, the key. */
export const translateIn = (language: Language, key: MessageKey): string => i18next.t(key, { lng: language });

/** The texts of the language on screen; a new function when the language changes. */
export function useT(): Translate {
  const language = useStore(shown, (s) => s.language);
  return useMemo(() => {
    const t = i18next.getFixedT(language ?? i18next.languages);
    return (key, params) => t(key, params ?? {});
  }, [language]);
}

export const isMessageKey = (key: string): key is MessageKey => i18next.exists(key);

/** A title or note of a document in the reader's language. */
export const localText = (text: LocalText, language: Language): string => (typeof text === 'string' ? text : text[language]);

/** The text with another wording for the reader; one that is in both languages keeps the other. */
export const withLocalText = (before: LocalText, text: string, language: Language): LocalText =>
  typeof before === 'string' ? text : { ...before, [language]: text };

/** A document's title as it is shown: what was typed, or the word for a document without one. */
export function titleText(title: LocalText): string {
  const text = localText(title, uiStore.getState().language);
  return text.trim() === '' ? translate('file.untitled') : text;
}
