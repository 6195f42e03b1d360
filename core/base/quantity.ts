/**
 * Quantities as people write them: '250ms', '10k/s', '1.5MiB'. Parsing forgives spaces, full-width characters of an input
 * method and missing '/s'; formatting gives the shortest text that parses back to the very same number.
 *
 * A unit is a factor times a power of ten. The power goes into the text before it becomes a number ('1.1ms' is read as
 * '1.1e3'), so a decimal unit costs no rounding.
 */
import { LIMITS } from './limits.ts';
import { err, ok, type Result } from './result.ts';

export interface QuantityFault {
  /** `number`: it does not begin with one. `unit`: what follows the number is none of the units, or a needed one is missing. */
  readonly code: 'empty' | 'number' | 'unit' | 'negative' | 'range';
  /** The unit as understood, for `unit`. */
  readonly unit?: string;
}

/** One unit of text = times · 10^ten ÷ per units of the value. */
interface UnitScale {
  readonly times: number;
  readonly ten: number;
  readonly per: number;
}
type Units = Readonly<Record<string, UnitScale>>;
const scaleOf = (times: number, ten: number, per = 1): UnitScale => ({ times, ten, per });

// Read without regard to case. Micro is the Greek letter, which NFKC makes of the micro sign.
const DURATIONS: Units = {
  us: scaleOf(1, 0),
  μs: scaleOf(1, 0),
  ms: scaleOf(1, 3),
  s: scaleOf(1, 6),
  m: scaleOf(6, 7),
  min: scaleOf(6, 7),
  h: scaleOf(36, 8),
  d: scaleOf(864, 8),
};
const BYTES: Units = {
  '': scaleOf(1, 0),
  b: scaleOf(1, 0),
  kib: scaleOf(1024, 0),
  mib: scaleOf(1024 ** 2, 0),
  gib: scaleOf(1024 ** 3, 0),
  kb: scaleOf(1, 3),
  mb: scaleOf(1, 6),
  gb: scaleOf(1, 9),
};
// Case counts here: 2m/s is not two million.
const RATES = rateUnits();

function rateUnits(): Units {
  const units: Record<string, UnitScale> = {};
  const periods = { '': 1, '/s': 1, '/sec': 1, '/m': 60, '/min': 60, '/h': 3600, '/d': 86400 };
  for (const [period, seconds] of Object.entries(periods)) {
    for (const [prefix, ten] of Object.entries({ '': 0, k: 3, K: 3, M: 6 })) units[prefix + period] = scaleOf(1, ten, seconds);
  }
  return units;
}

/** Networks are told in bits, disks in bytes; a plain number is bytes. All per second. */
const BANDWIDTHS = bandwidthUnits();

function bandwidthUnits(): Units {
  const units: Record<string, UnitScale> = {};
  for (const [name, scale] of Object.entries(BYTES)) {
    units[name] = scale;
    units[`${name === '' ? 'b' : name}/s`] = scale;
  }
  for (const [prefix, ten] of Object.entries({ '': 0, k: 3, m: 6, g: 9 })) units[`${prefix}bit/s`] = scaleOf(1, ten, 8);
  return units;
}

/** Text to µs, not rounded. A unit is needed, except after 0. */
export const parseDuration = (text: string): Result<number, QuantityFault> => parse(text.toLowerCase(), DURATIONS, LIMITS.horizonUs);
/** Text to records per second; without '/…' it is per second. */
export const parseRate = (text: string): Result<number, QuantityFault> => parse(text, RATES, LIMITS.ratePerSec);
/** Text to whole bytes, the nearest; a plain number is bytes. */
export function parseBytes(text: string): Result<number, QuantityFault> {
  const parsed = parse(text.toLowerCase(), BYTES, LIMITS.quantityBytes);
  return parsed.ok ? ok(Math.round(parsed.value)) : parsed;
}

/** Text to bytes per second; bits are told as bit/s. */
export const parseBandwidth = (text: string): Result<number, QuantityFault> => parse(text.toLowerCase(), BANDWIDTHS, LIMITS.quantityBytes);

/** Shortest text of a duration in µs, ≥ 0. */
export const formatDuration = (us: number): string => format(us, DURATIONS, [['s', 'ms', 'us', 'm', 'h', 'd']]);
/** Shortest text of a rate in records per second, ≥ 0; per second unless another period saves many digits. */
export const formatRate = (perSec: number): string =>
  format(perSec, RATES, [['/s', 'k/s', 'M/s'], [], [], ['/min', 'k/min', 'M/min'], ['/h', 'k/h', 'M/h'], ['/d', 'k/d', 'M/d']]);
/** Shortest text of a whole number of bytes, ≥ 0. */
export const formatBytes = (n: number): string => format(n, BYTES, [['B', 'KiB', 'MiB', 'GiB', 'kB', 'MB', 'GB']]);

/** Shortest text of bytes per second, ≥ 0; in bits where that saves digits. */
export const formatBandwidth = (perSec: number): string =>
  format(perSec, BANDWIDTHS, [
    ['B/s', 'KiB/s', 'MiB/s', 'GiB/s', 'kB/s', 'MB/s', 'GB/s'],
    ['Mbit/s', 'Gbit/s'],
  ]);

const NUMBER = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:e([+-]?\d{1,3}))?/i;

function parse(text: string, units: Units, max: number): Result<number, QuantityFault> {
  const plain = text.normalize('NFKC').replaceAll(/\s/g, '');
  if (plain === '') return err({ code: 'empty' });
  const found = NUMBER.exec(plain);
  if (found === null) return err({ code: 'number' });
  const [all, digits = '', exponent = '0'] = found;
  const unit = plain.slice(all.length);
  const scale = Object.hasOwn(units, unit) ? units[unit] : undefined;
  // Nothing but a zero: the same in every unit.
  if (scale === undefined && (unit !== '' || Number(digits) !== 0)) return err({ code: 'unit', unit });
  const value = scale === undefined ? 0 : scaled(digits, Number(exponent), scale);
  if (digits.startsWith('-') && value !== 0) return err({ code: 'negative' });
  return value <= max ? ok(Math.abs(value)) : err({ code: 'range' });
}

const scaled = (digits: string, exponent: number, { times, ten, per }: UnitScale): number => (Number(`${digits}e${exponent + ten}`) * times) / per;

/**
 * Tries every unit; the fewest characters of number win, a bare '0.' counting as one more. `names[i]` are units that cost i
 * characters extra; among equals the first named wins.
 */
function format(value: number, units: Units, names: readonly (readonly string[])[]): string {
  let best = '';
  let least = Infinity;
  names.forEach((tier, extra) => {
    for (const name of tier) {
      const text = textIn(value, units[name] ?? (units[name.toLowerCase()] as UnitScale));
      const cost = text === undefined ? Infinity : text.length + extra + (text.startsWith('0.') ? 1 : 0) + (text.includes('e') ? 40 : 0);
      if (cost >= least) continue;
      best = text + name;
      least = cost;
    }
  });
  return best;
}

/** The number to write before a unit so that parsing gives exactly `value`; undefined if there is none near. */
function textIn(value: number, scale: UnitScale): string | undefined {
  const quotient = (value * scale.per) / scale.times;
  // Dividing may have cost the last digit: the value rounded to 15 digits is tried too.
  for (const near of [quotient, Number(quotient.toPrecision(15))]) {
    // The decimal point moves in the text, where it costs no rounding.
    const [digits = '', exponent = '0'] = `${near}`.split('e');
    const text = `${Number(`${digits}e${Number(exponent) - scale.ten}`)}`;
    const [textDigits = '', textExponent = '0'] = text.split('e');
    if (scaled(textDigits, Number(textExponent), scale) === value) return text;
  }
  return undefined;
}
