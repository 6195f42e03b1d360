/** What this browser remembers between visits. What was stored is not trusted: an unknown value falls back to its default. */
import { storageOf } from './browserStorage.ts';

export type Language = 'en' | 'zh';
export type Theme = 'system' | 'light' | 'dark';

export interface Preferences {
  readonly language: Language;
  readonly theme: Theme;
  readonly panels: { readonly palette: boolean; readonly inspector: boolean; readonly dashboard: boolean };
  /** The tour of the first minute was taken, or sent away. */
  readonly isTourSeen: boolean;
}

const KEY = 'spillway.preferences';
const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

/** Chinese of any region reads our Chinese; everyone else gets English. */
export function languageOf(tags: readonly string[]): Language {
  const first = tags.find((tag) => /^(zh|en)\b/i.test(tag));
  return first?.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** Takes what is valid out of a stored value, which may be anything. */
export function parsePreferences(text: string | null, tags: readonly string[]): Preferences {
  let stored: Record<string, unknown> = {};
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    if (typeof value === 'object' && value !== null) stored = value as Record<string, unknown>;
  } catch {
    // Not ours or cut short: start afresh.
  }
  const panels = typeof stored.panels === 'object' && stored.panels !== null ? (stored.panels as Record<string, unknown>) : {};
  return {
    language: stored.language === 'en' || stored.language === 'zh' ? stored.language : languageOf(tags),
    theme: THEMES.find((t) => t === stored.theme) ?? 'system',
    panels: { palette: panels.palette !== false, inspector: panels.inspector !== false, dashboard: panels.dashboard !== false },
    isTourSeen: stored.isTourSeen === true,
  };
}

export function readPreferences(): Preferences {
  const tags = typeof navigator === 'undefined' ? [] : (navigator.languages ?? []);
  return parsePreferences(storageOf('localStorage')?.getItem(KEY) ?? null, tags);
}

export function writePreferences({ language, theme, panels, isTourSeen }: Preferences): void {
  try {
    storageOf('localStorage')?.setItem(KEY, JSON.stringify({ language, theme, panels, isTourSeen }));
  } catch {
    // Full or forbidden: the choice holds for this visit.
  }
}

const LEARNING_KEY = 'spillway.learning';

/** Whether the lessons were open when this tab was reloaded. */
export const wasLearning = (): boolean => storageOf('sessionStorage')?.getItem(LEARNING_KEY) === 'yes';

export function writeLearning(isLearning: boolean): void {
  try {
    storageOf('sessionStorage')?.setItem(LEARNING_KEY, isLearning ? 'yes' : 'no');
  } catch {
    // Full or forbidden: they are closed after a reload.
  }
}
