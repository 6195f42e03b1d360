/** The words of metrics, derived figures and the panel that shows them, in both languages; loaded with that panel. */
import { useMemo } from 'react';
import { metrics as en } from '../../i18n/en/metrics.ts';
import { metrics as zh } from '../../i18n/zh/metrics.ts';
import { useUi } from '../../ui/uiStore.ts';
import { formatCount, formatDuration, formatRate, formatShare, type Language } from '../format.ts';
import type { Unit } from './figures.ts';

const TEXTS: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = { en, zh };
type TextKey = keyof typeof en;

/** Of everything that has a name: a recorded metric or a derived figure. */
type Named<Key> = Key extends `metric.${infer Name}.name` ? Name : never;
export type TextName = Named<TextKey>;
type Word = Extract<TextKey, `ops.${string}`>;
export type Words = (key: Word, params?: Readonly<Record<string, string | number>>) => string;

export const metricText = (language: Language, name: TextName, part: 'name' | 'what' | 'help'): string => TEXTS[language][`metric.${name}.${part}` as TextKey];

export function useWords(): Words {
  const language = useUi((s) => s.language);
  return useMemo(
    () =>
      (key, params = {}) =>
        TEXTS[language][key].replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? '')),
    [language],
  );
}

/** A figure in its unit; a time that never comes is a word. */
export function formatFigure(value: number, unit: Unit, language: Language, never: string): string {
  switch (unit) {
    case 'perSecond':
      return formatRate(value, language);
    case 'growth':
      return `${value > 0 ? '+' : value < 0 ? '−' : ''}${formatRate(Math.abs(value), language)}`;
    case 'time':
      return value === Number.POSITIVE_INFINITY ? never : formatDuration(value, language);
    case 'share':
      return formatShare(value, language);
    default:
      return formatCount(value, language);
  }
}
