/**
 * Texts of the screen in two languages. Keys are flat ('file.open'), merged from one file per area; `zh` is typed by `en`,
 * so a missing key is a type error. The language is the ui store's.
 */
import i18next from 'i18next';
import { useMemo } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import { runWords } from '#core/report/runWords.ts';
import type { LocalText } from '#core/scenario/scenario.ts';
import { uiStore, useUi } from '../ui/uiStore.ts';
import { compose as composeEn } from './en/compose.ts';
import { costs as costsEn } from './en/costs.ts';
import { details as detailsEn } from './en/details.ts';
import { editor as editorEn } from './en/editor.ts';
import { faults as faultsEn } from './en/faults.ts';
import { jms as jmsEn } from './en/jms.ts';
import type { journey as Journey } from './en/journey.ts';
import { kafka as kafkaEn } from './en/kafka.ts';
import { load as loadEn } from './en/load.ts';
import type { loadStudio as LoadStudio } from './en/loadStudio.ts';
import { messages as messagesEn } from './en/messages.ts';
import { rabbitmq as rabbitmqEn } from './en/rabbitmq.ts';
import { run as runEn } from './en/run.ts';
import { servers as serversEn } from './en/servers.ts';
import { situations as situationsEn } from './en/situations.ts';
import { time as timeEn } from './en/time.ts';
import { compose as composeZh } from './zh/compose.ts';
import { costs as costsZh } from './zh/costs.ts';
import { details as detailsZh } from './zh/details.ts';
import { editor as editorZh } from './zh/editor.ts';
import { faults as faultsZh } from './zh/faults.ts';
import { jms as jmsZh } from './zh/jms.ts';
import { kafka as kafkaZh } from './zh/kafka.ts';
import { load as loadZh } from './zh/load.ts';
import { messages as messagesZh } from './zh/messages.ts';
import { rabbitmq as rabbitmqZh } from './zh/rabbitmq.ts';
import { run as runZh } from './zh/run.ts';
import { servers as serversZh } from './zh/servers.ts';
import { situations as situationsZh } from './zh/situations.ts';
import { time as timeZh } from './zh/time.ts';

const en = {
  ...runWords('en'),
  ...composeEn,
  ...costsEn,
  ...detailsEn,
  ...editorEn,
  ...faultsEn,
  ...jmsEn,
  ...kafkaEn,
  ...loadEn,
  ...messagesEn,
  ...rabbitmqEn,
  ...runEn,
  ...serversEn,
  ...situationsEn,
  ...timeEn,
};
/** Texts that come with the part of the app that shows them: see `addTexts`. */
type LateKey = keyof typeof Journey | keyof typeof LoadStudio;
export type MessageKey = keyof typeof en | LateKey;
const zh: Record<keyof typeof en, string> = {
  ...runWords('zh'),
  ...composeZh,
  ...costsZh,
  ...detailsZh,
  ...editorZh,
  ...faultsZh,
  ...jmsZh,
  ...kafkaZh,
  ...loadZh,
  ...messagesZh,
  ...rabbitmqZh,
  ...runZh,
  ...serversZh,
  ...situationsZh,
  ...timeZh,
};

export type MessageParams = Readonly<Record<string, string | number>>;
export type Translate = (key: MessageKey, params?: MessageParams) => string;

void i18next.use(initReactI18next).init({
  initAsync: false,
  lng: uiStore.getState().language,
  fallbackLng: 'en',
  resources: { en: { translation: en }, zh: { translation: zh } },
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
});

uiStore.subscribe((state, before) => {
  if (state.language !== before.language) void i18next.changeLanguage(state.language);
});

/** An area whose texts are not in the first load; a part that is fetched adds its own before it is shown. */
export function addTexts(texts: Readonly<Record<'en' | 'zh', Readonly<Record<string, string>>>>): void {
  for (const [language, own] of Object.entries(texts)) i18next.addResourceBundle(language, 'translation', own, true, true);
}

/** Outside of React: toasts, menus of the host. */
export const translate: Translate = (key, params) => i18next.t(key, params ?? {});

/** The texts of the current language; a new function when the language changes. */
export function useT(): Translate {
  const { i18n } = useTranslation();
  const language = useUi((s) => s.language);
  return useMemo(() => {
    const t = i18n.getFixedT(language);
    return (key, params) => t(key, params ?? {});
  }, [i18n, language]);
}

export const isMessageKey = (key: string): key is MessageKey => Object.hasOwn(en, key);

/** A title or note of a document in the reader's language. */
export const localText = (text: LocalText, language: 'en' | 'zh'): string => (typeof text === 'string' ? text : text[language]);
