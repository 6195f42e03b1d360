/**
 * One step of a value by arrow key. A count moves by 1, coarsely by 10; a ratio by 0.01 or 0.1; a quantity by one in its
 * second significant digit, coarsely in its first: 300/s → 310/s or 400/s. Steps stay within the field's range.
 */
import { formatBandwidth, formatBytes, formatDuration, formatRate, parseBandwidth, parseBytes, parseDuration, parseRate } from '#core/base/quantity.ts';
import type { FieldRange } from '#core/scenario/fields.ts';

const PARSE = { duration: parseDuration, rate: parseRate, bytes: parseBytes, bandwidth: parseBandwidth } as const;
const FORMAT = { duration: formatDuration, rate: formatRate, bytes: formatBytes, bandwidth: formatBandwidth } as const;

export function stepText(text: string, range: FieldRange, direction: 1 | -1, isCoarse: boolean): string | undefined {
  const clamp = (n: number) => Math.min(range.max, Math.max(range.min, n));
  if (range.unit === 'count' || range.unit === 'ratio') {
    const value = Number(text);
    if (text.trim() === '' || Number.isNaN(value)) return undefined;
    const step = (range.unit === 'count' ? 1 : 0.01) * (isCoarse ? 10 : 1);
    return String(clamp(Number((value + direction * step).toFixed(range.unit === 'count' ? 0 : 4))));
  }
  const read = PARSE[range.unit](text);
  if (!read.ok) return undefined;
  return FORMAT[range.unit](clamp(stepQuantity(read.value, direction, isCoarse, range.unit === 'bytes')));
}

function stepQuantity(value: number, direction: 1 | -1, isCoarse: boolean, isBinary: boolean): number {
  // Sizes are thought of in powers of two: twice or half, or a quarter of the power below.
  if (isBinary) {
    if (value < 4) return value + direction;
    if (isCoarse) return direction > 0 ? value * 2 : Math.floor(value / 2);
    const power = 2 ** Math.floor(Math.log2(direction > 0 ? value : value - 1));
    return Math.round(value + (direction * power) / 4);
  }
  if (value < 1) return direction > 0 ? 1 : 0;
  // Down from an even power of ten belongs to the smaller decade: 100 → 99, not 90.
  let decade = 1;
  while (direction > 0 ? decade * 10 <= value : decade * 10 < value) decade *= 10;
  const step = Math.max(1, isCoarse ? decade : decade / 10);
  return Math.round(value + direction * step);
}
