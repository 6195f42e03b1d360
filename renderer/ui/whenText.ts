/** An instant as people say it: '5 minutes ago', 'yesterday', then the date. */
import type { Language } from './preferences.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export function whenText(atMs: number, language: Language, nowMs = Date.now()): string {
  const tag = language === 'zh' ? 'zh-CN' : 'en';
  const age = Math.max(0, nowMs - atMs);
  const ago = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  if (age < HOUR) return ago.format(-Math.floor(age / MINUTE), 'minute');
  if (age < DAY) return ago.format(-Math.floor(age / HOUR), 'hour');
  if (age < 7 * DAY) return ago.format(-Math.floor(age / DAY), 'day');
  return new Intl.DateTimeFormat(tag, { dateStyle: 'medium' }).format(atMs);
}

/** To the minute, for lists of several in one day. */
export const instantText = (atMs: number, language: Language): string =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en', { dateStyle: 'medium', timeStyle: 'short' }).format(atMs);
