/**
 * Figures for people, in their language: counts, rates, shares, times. Symbols of units stay international. A value that is
 * not there is a dash, never a zero.
 */
export type Language = 'en' | 'zh';

const LOCALES: Record<Language, string> = { en: 'en-US', zh: 'zh-CN' };
const DASH = '–';
const SECOND_US = 1_000_000;
const MINUTE_US = 60 * SECOND_US;
const HOUR_US = 60 * MINUTE_US;

const formats = new Map<string, Intl.NumberFormat>();
function numberFormat(language: Language, name: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language} ${name}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(LOCALES[language], options);
    formats.set(key, format);
  }
  return format;
}

/** '950', '9,876', '12.3K' or '1.2万'; small fractions keep two digits: '0.25'. */
export function formatCount(value: number, language: Language): string {
  if (!Number.isFinite(value)) return DASH;
  const size = Math.abs(value);
  if (size >= 10_000) return numberFormat(language, 'compact', { notation: 'compact', maximumFractionDigits: 1 }).format(value);
  if (size >= 100) return numberFormat(language, 'whole', { maximumFractionDigits: 0 }).format(value);
  if (size >= 1) return numberFormat(language, 'tenths', { maximumFractionDigits: 1 }).format(value);
  return numberFormat(language, 'two', { maximumSignificantDigits: 2 }).format(value);
}

/** At most four characters, for where there is no room: '0.25', '950', '1.7K', '12K', '1.2万'. */
export function formatShort(value: number, language: Language): string {
  if (!Number.isFinite(value)) return DASH;
  const size = Math.abs(value);
  if (size >= 1_000)
    return numberFormat(language, size >= 100_000 ? 'short3' : 'short2', { notation: 'compact', maximumSignificantDigits: size >= 100_000 ? 3 : 2 }).format(
      value,
    );
  if (size >= 100) return numberFormat(language, 'whole', { maximumFractionDigits: 0 }).format(value);
  return numberFormat(language, 'two', { maximumSignificantDigits: 2 }).format(size < 0.005 ? 0 : value);
}

/** Every digit, grouped: for the books. */
export const formatExact = (value: number, language: Language): string =>
  Number.isFinite(value) ? numberFormat(language, 'exact', { maximumFractionDigits: 0 }).format(value) : DASH;

/** Records per second: '1.2K/s'. A trickle that rounds to nothing shows as nothing. */
export function formatRate(perSecond: number, language: Language): string {
  if (!Number.isFinite(perSecond)) return DASH;
  return `${formatCount(perSecond < 0.005 ? 0 : perSecond, language)}/s`;
}

/** 0.873 as '87%'. */
export const formatShare = (share: number, language: Language): string =>
  Number.isFinite(share) ? numberFormat(language, 'percent', { style: 'percent', maximumFractionDigits: 0 }).format(share) : DASH;

/** A part of a whole, small ones too: '0.01%', '4.2%', '50%'. */
export const formatPart = (part: number, language: Language): string =>
  Number.isFinite(part) ? numberFormat(language, 'part', { style: 'percent', maximumSignificantDigits: 2 }).format(part) : DASH;

/** A length of time at a readable precision: '85 µs', '3.4 ms', '1.25 s', '2m 5s', '1h 3m'. */
export function formatDuration(us: number, language: Language): string {
  if (!Number.isFinite(us)) return DASH;
  const digits = (value: number) => numberFormat(language, 'digits', { maximumSignificantDigits: 3 }).format(value);
  if (us < 1_000) return `${digits(us)} µs`;
  if (us < 999_500) return `${digits(us / 1_000)} ms`;
  if (us < MINUTE_US - 50_000) return `${digits(us / SECOND_US)} s`;
  const seconds = Math.round(us / SECOND_US);
  const minutes = Math.floor(seconds / 60);
  if (us < HOUR_US) return seconds % 60 === 0 ? `${minutes}m` : `${minutes}m ${seconds % 60}s`;
  return minutes % 60 === 0 ? `${Math.floor(minutes / 60)}h` : `${Math.floor(minutes / 60)}h ${minutes % 60}m`;
}
