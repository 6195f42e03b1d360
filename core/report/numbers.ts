/** Figures in a report for people: three digits of what was measured tell enough; counts are exact. */
import { formatDuration, formatRate } from '../base/quantity.ts';

export const DASH = '–';
const rounded = (value: number): number => Number(value.toPrecision(3));
const orDash =
  (format: (value: number) => string) =>
  (value: number | null | undefined): string =>
    value === undefined || value === null || !Number.isFinite(value) ? DASH : format(value);

export const time = orDash((us) => formatDuration(rounded(us)));
export const rate = orDash((perSec) => formatRate(rounded(perSec)));
/** '1,234,567'; a part of one to two digits. */
export const count = orDash((n) => {
  const [whole = '', part] = String(Math.round(n * 100) / 100).split('.');
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (part === undefined ? '' : `.${part}`);
});
export const share = orDash((part) => `${(part * 100).toFixed(1)}%`);
