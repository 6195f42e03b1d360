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
/** Every digit: of what a person wrote. */
export const exactTime = (us: number): string => formatDuration(us);
export const share = orDash((part) => `${(part * 100).toFixed(1)}%`);

/** '01:02.345' or '1:00:02.345'. */
export function clock(us: number): string {
  const ms = Math.floor(us / 1_000);
  const two = (n: number): string => String(n).padStart(2, '0');
  const hours = Math.floor(ms / 3_600_000);
  const rest = `${two(Math.floor(ms / 60_000) % 60)}:${two(Math.floor(ms / 1_000) % 60)}.${String(ms % 1_000).padStart(3, '0')}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}
