/** Instants as tables write them: seconds, durations with units, or dates. All of one table are of one kind. */
import { parseDuration } from '../base/quantity.ts';

/** Whole µs. */
export type Instants = readonly number[];

/** Numbers from here on are no times of a run but dates, in seconds or in milliseconds since 1970. */
const EPOCH_SECONDS = 3.2e8;
const EPOCH_MILLISECONDS = 1e11;

/** Undefined if they cannot be read, or not together. `isLone`: only whether each can be read is asked, not what it counts from. */
export function instantsOf(texts: readonly string[], isLone: boolean): Instants | undefined {
  return numbers(texts, isLone) ?? durations(texts) ?? dates(texts);
}

function numbers(texts: readonly string[], isLone: boolean): Instants | undefined {
  if (!texts.every((text) => /^[+]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text))) return undefined;
  const values = texts.map(Number);
  const first = values[0] ?? 0;
  if (isLone || first < EPOCH_SECONDS) return values.map((value) => Math.round(value * 1e6));
  const unit = first >= EPOCH_MILLISECONDS ? 1e3 : 1e6;
  return values.map((value) => Math.round((value - first) * unit));
}

function durations(texts: readonly string[]): Instants | undefined {
  const values: number[] = [];
  for (const text of texts) {
    const read = parseDuration(text);
    if (!read.ok) return undefined;
    values.push(Math.round(read.value));
  }
  return values;
}

const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d\d:?\d\d)?$/i;

/** Of ISO 8601. Without a zone it is any zone's: only differences count. */
function dates(texts: readonly string[]): Instants | undefined {
  const values: number[] = [];
  for (const text of texts) {
    const us = dateUs(text);
    if (us === undefined) return undefined;
    values.push(us - (values.length === 0 ? 0 : (values[0] as number)));
  }
  if (values.length > 0) values[0] = 0;
  return values;
}

function dateUs(text: string): number | undefined {
  const found = DATE.exec(text);
  if (found === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1, 7).map((part) => Number(part ?? 0));
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60) return undefined;
  const zone = found[8]?.toUpperCase() ?? 'Z';
  const away = zone === 'Z' ? 0 : (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))) * (zone.startsWith('-') ? -1 : 1);
  const minutes = (daysSince1970(year, month, day) * 24 + hour) * 60 + minute - away;
  return (minutes * 60 + second) * 1e6 + Math.round(Number(`0.${found[7] ?? 0}`) * 1e6);
}

/** Of the Gregorian calendar, whose years here begin in March: then the leap day is a year's last. */
function daysSince1970(year: number, month: number, day: number): number {
  const y = month > 2 ? year : year - 1;
  const m = month > 2 ? month - 3 : month + 9;
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + Math.floor((153 * m + 2) / 5) + day - 1 - 719_468;
}
