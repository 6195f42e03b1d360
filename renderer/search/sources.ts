/**
 * What the palette finds besides commands and components: examples, templates, lessons. An area registers what it has and
 * fetches it only when the palette is opened.
 */
import type { LocalText } from '#core/scenario/scenario.ts';
import type { MessageKey } from '../i18n/i18n.ts';

export interface FoundItem {
  /** 'examples.flash-sale': unique in the palette. */
  readonly id: string;
  readonly title: LocalText;
  /** Words it is found by that are not shown. */
  readonly words?: readonly LocalText[];
  run(): void;
}

export interface Source {
  readonly group: MessageKey;
  load(): Promise<readonly FoundItem[]>;
}

const sources: Source[] = [];

export function registerSource(source: Source): void {
  sources.push(source);
}

export const allSources = (): readonly Source[] => sources;
