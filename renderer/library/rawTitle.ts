/** The title in a text that is no scenario of this version: a broken file, or one of a newer build. */
import type { LocalText } from '#core/scenario/scenario.ts';

export function rawTitle(text: string): LocalText {
  try {
    const value = JSON.parse(text) as { readonly view?: { readonly title?: unknown } } | null;
    const title = value?.view?.title;
    if (typeof title === 'string') return title;
    const { en, zh } = (title ?? {}) as { readonly en?: unknown; readonly zh?: unknown };
    return typeof en === 'string' && typeof zh === 'string' ? { en, zh } : '';
  } catch {
    return '';
  }
}
