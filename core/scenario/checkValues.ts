/** One value, one table of values, one distribution: what the checks of documents are made of. */
import { formatBandwidth, formatBytes, formatDuration, formatRate, parseBandwidth, parseBytes, parseDuration, parseRate } from '../base/quantity.ts';
import { type FieldRange, LIST_MAX, SIZE, SIZE_FIELDS, TIME, TIME_FIELDS } from './fields.ts';
import { type Issue, issue } from './issues.ts';
import type { DistributionDoc } from './scenario.ts';

type Path = Issue['path'];

const PARSE = { duration: parseDuration, rate: parseRate, bytes: parseBytes, bandwidth: parseBandwidth } as const;
const FORMAT = { duration: formatDuration, rate: formatRate, bytes: formatBytes, bandwidth: formatBandwidth } as const;

/** What is wrong with one value, if anything. The inspector asks it for a field while a person types. */
export function fieldIssue(value: unknown, range: FieldRange, path: Path): Issue | undefined {
  if (value === undefined && range.isOptional) return undefined;
  if (range.unit === 'count' || range.unit === 'ratio') {
    if (typeof value !== 'number' || Number.isNaN(value)) return issue('error', 'schema.type', path, { expected: 'number', got: typeof value });
    if (value < range.min || value > range.max) return issue('error', 'schema.range', path, { value, min: range.min, max: range.max });
    return range.unit === 'count' && !Number.isInteger(value) ? issue('error', 'quantity.count', path, { value }) : undefined;
  }
  if (typeof value !== 'string') return issue('error', 'schema.type', path, { expected: 'string', got: typeof value });
  const read = PARSE[range.unit](value);
  const text = value.slice(0, 40);
  if (read.ok && read.value >= range.min && read.value <= range.max) return undefined;
  if (read.ok || read.error.code === 'range') {
    return issue('error', 'quantity.range', path, { text, min: FORMAT[range.unit](range.min), max: FORMAT[range.unit](range.max) });
  }
  if (read.error.code === 'negative') return issue('error', 'quantity.negative', path, { text });
  return issue('error', `quantity.${range.unit}`, path, { text });
}

/** A quantity's number, for rules that compare two; undefined if it is not one (which is an issue of its own). */
export function numberOf(text: string, unit: keyof typeof PARSE): number | undefined {
  const read = PARSE[unit](text);
  return read.ok ? read.value : undefined;
}

export function checkTable(doc: object, fields: object, path: Path): Issue[] {
  return Object.entries(fields as Record<string, FieldRange>).flatMap(([field, range]) => {
    const found = fieldIssue((doc as Record<string, unknown>)[field], range, [...path, field]);
    return found === undefined ? [] : [found];
  });
}

export function checkDistribution(doc: DistributionDoc, unit: 'duration' | 'bytes', path: Path): Issue[] {
  const own = checkTable(doc, (unit === 'bytes' ? SIZE_FIELDS : TIME_FIELDS)[doc.kind], path);
  if (doc.kind === 'uniform') {
    const min = numberOf(doc.min, unit);
    const max = numberOf(doc.max, unit);
    const isReversed = min !== undefined && max !== undefined && min > max;
    return isReversed ? [...own, issue('error', 'distribution.order', path, { min: doc.min, max: doc.max })] : own;
  }
  if (doc.kind !== 'empirical') return own;
  if (doc.values.length === 0) return [issue('error', 'distribution.empty', [...path, 'values'])];
  const each = doc.values.flatMap((value, i) => fieldIssue(value, unit === 'bytes' ? SIZE : TIME, [...path, 'values', i]) ?? []);
  return [...tooMany(doc.values.length, [...path, 'values']), ...each, ...checkWeights(doc.weights, doc.values.length, [...path, 'weights'])];
}

function checkWeights(weights: readonly number[] | undefined, values: number, path: Path): Issue[] {
  if (weights === undefined) return [];
  const isUsable = weights.length === values && weights.every((w) => Number.isFinite(w) && w >= 0 && w <= 1e9) && weights.some((w) => w > 0);
  return isUsable ? [] : [issue('error', 'distribution.weights', path, { values, weights: weights.length })];
}

export const tooMany = (count: number, path: Path, max: number = LIST_MAX): Issue[] =>
  count > max ? [issue('error', 'limit.exceeded', path, { what: 'entries', count, max })] : [];
