/**
 * Every number and quantity of a model against its range in `fields.ts`, and the few rules that bind two fields of one
 * load or distribution. Editors write any number into a document, so nothing is taken for granted but its types.
 */
import { unreachable } from '../base/assert.ts';
import { formatBytes, formatDuration, formatRate, parseBytes, parseDuration, parseRate } from '../base/quantity.ts';
import {
  EDGE_FIELDS,
  FAULT_FIELDS,
  type FieldRange,
  KEYS_FIELDS,
  LIST_MAX,
  LOAD_FIELDS,
  MODEL_FIELDS,
  NODE_FIELDS,
  SHORT_TEXT_MAX,
  SIZE,
  SIZE_FIELDS,
  STEP_FIELDS,
  TIME,
  TIME_FIELDS,
  VARIANT_FIELDS,
} from './fields.ts';
import { NODE_DEFAULTS } from './defaults.ts';
import { canBeIdempotent } from './idempotence.ts';
import { type Issue, issue } from './issues.ts';
import type { ConsumerDoc, DistributionDoc, EdgeDoc, FaultDoc, LoadDoc, Model, NodeDoc, ProducerDoc, Quantity, VariantDoc } from './scenario.ts';

type Path = Issue['path'];

const PARSE = { duration: parseDuration, rate: parseRate, bytes: parseBytes } as const;
const FORMAT = { duration: formatDuration, rate: formatRate, bytes: formatBytes } as const;

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
  const bounds = { text, min: FORMAT[range.unit](range.min), max: FORMAT[range.unit](range.max) };
  if (read.ok) return read.value < range.min || read.value > range.max ? issue('error', 'quantity.range', path, bounds) : undefined;
  if (read.error.code === 'negative') return issue('error', 'quantity.negative', path, { text });
  if (read.error.code === 'range') return issue('error', 'quantity.range', path, bounds);
  return issue('error', `quantity.${range.unit}`, path, { text });
}

/** A quantity's number, for rules that compare two; undefined if it is not one (which is an issue of its own). */
function numberOf(text: string, unit: keyof typeof PARSE): number | undefined {
  const read = PARSE[unit](text);
  return read.ok ? read.value : undefined;
}

function checkTable(doc: object, fields: object, path: Path): Issue[] {
  return Object.entries(fields as Record<string, FieldRange>).flatMap(([field, range]) => {
    const found = fieldIssue((doc as Record<string, unknown>)[field], range, [...path, field]);
    return found === undefined ? [] : [found];
  });
}

export const checkModelFields = (model: Model): Issue[] => checkTable(model, MODEL_FIELDS, ['model']);
export const checkFaultFields = (fault: FaultDoc, path: Path): Issue[] => checkTable(fault, FAULT_FIELDS[fault.kind], path);
export const checkEdgeFields = (edge: EdgeDoc, path: Path): Issue[] => checkTable(edge, EDGE_FIELDS, path);

export function checkNodeFields(node: NodeDoc, path: Path): Issue[] {
  const own = checkTable(node, NODE_FIELDS[node.kind], path);
  if (node.kind === 'producer') return [...own, ...checkProducer(node, path)];
  if (node.kind === 'consumer') return [...own, ...checkConsumer(node, path)];
  return own;
}

const checkProducer = (node: ProducerDoc, path: Path): Issue[] => [
  ...checkLoad(node.load, [...path, 'load']),
  ...checkTable(node.keys, KEYS_FIELDS[node.keys.kind], [...path, 'keys']),
  ...checkDistribution(node.size, 'bytes', [...path, 'size']),
  ...checkVariants(node.variants, [...path, 'variants']),
  ...checkEnd(node, path),
  ...checkSending(node, path),
];
const checkConsumer = (node: ConsumerDoc, path: Path): Issue[] => [
  ...checkDistribution(node.workTime, 'duration', [...path, 'workTime']),
  ...checkHeartbeat(node, path),
];

/** Kafka's consumer does not start otherwise. */
function checkHeartbeat({ heartbeatInterval, sessionTimeout }: ConsumerDoc, path: Path): Issue[] {
  const heartbeat = numberOf(heartbeatInterval, 'duration');
  const session = numberOf(sessionTimeout, 'duration');
  if (heartbeat === undefined || session === undefined || heartbeat < session) return [];
  return [issue('error', 'consumer.heartbeat', [...path, 'heartbeatInterval'], { heartbeat: heartbeatInterval, session: sessionTimeout })];
}

function checkLoad(load: LoadDoc, path: Path): Issue[] {
  const own = checkTable(load, LOAD_FIELDS[load.kind], path);
  switch (load.kind) {
    case 'constant':
    case 'ramp':
    case 'spike':
      return own;
    case 'steps':
      if (load.steps.length === 0) return [issue('error', 'load.empty', [...path, 'steps'])];
      return [...tooMany(load.steps.length, [...path, 'steps']), ...load.steps.flatMap((step, i) => checkTable(step, STEP_FIELDS, [...path, 'steps', i]))];
    case 'sine': {
      const mean = numberOf(load.mean, 'rate');
      const amplitude = numberOf(load.amplitude, 'rate');
      const isNegative = mean !== undefined && amplitude !== undefined && amplitude > mean;
      return isNegative ? [...own, issue('error', 'load.amplitude', [...path, 'amplitude'], { amplitude: load.amplitude, mean: load.mean })] : own;
    }
    default:
      return unreachable(load);
  }
}

/** Kinds of message: at least one can be drawn, and every text fits where brokers put it. */
function checkVariants(variants: readonly VariantDoc[], path: Path): Issue[] {
  if (variants.length === 0) return [];
  const isDrawn = variants.some(({ weight }) => weight > 0);
  return [
    ...tooMany(variants.length, path),
    ...(isDrawn ? [] : [issue('error', 'variants.weights', path)]),
    ...variants.flatMap((variant, i) => [...checkTable(variant, VARIANT_FIELDS, [...path, i]), ...checkTexts(variant, [...path, i])]),
  ];
}

function checkTexts({ routingKey, group, headers }: VariantDoc, path: Path): Issue[] {
  const texts: [unknown, Path][] = [
    [routingKey, [...path, 'routingKey']],
    [group, [...path, 'group']],
    ...Object.entries(headers ?? {}).map(([name, value]): [unknown, Path] => [value, [...path, 'headers', name]]),
  ];
  return texts.flatMap(([text, at]) =>
    typeof text === 'string' && text.length > SHORT_TEXT_MAX ? [issue('error', 'schema.text', at, { max: SHORT_TEXT_MAX })] : [],
  );
}

/** What Kafka's producer refuses to start with [KP7] [KP10]; a delivery timeout that nobody chose gives way. */
function checkSending(node: ProducerDoc, path: Path): Issue[] {
  const { deliveryTimeout, linger, requestTimeout } = node;
  const issues: Issue[] = [];
  if (node.idempotence === 'on' && !canBeIdempotent(node)) issues.push(issue('error', 'producer.idempotence', [...path, 'idempotence']));
  const [timeout, wait, answer] = [deliveryTimeout, linger, requestTimeout].map((text) => numberOf(text, 'duration') ?? 0) as [number, number, number];
  if (timeout < wait + answer && deliveryTimeout !== NODE_DEFAULTS.producer.deliveryTimeout)
    issues.push(issue('error', 'producer.deliveryTimeout', [...path, 'deliveryTimeout'], { timeout: deliveryTimeout }));
  return issues;
}

/** Who closes a channel when the load is done must have one that ends. */
function checkEnd({ closeWhenDone, load }: ProducerDoc, path: Path): Issue[] {
  if (!closeWhenDone) return [];
  const last = numberOf(lastRate(load), 'rate') ?? 0;
  return last === 0 ? [] : [issue('warning', 'load.neverEnds', [...path, 'closeWhenDone'])];
}

/** The rate that goes on for ever; of a wave its mean, since no part of it is below zero. */
function lastRate(load: LoadDoc): Quantity {
  switch (load.kind) {
    case 'constant':
      return load.rate;
    case 'ramp':
      return load.to;
    case 'steps':
      return load.steps.at(-1)?.rate ?? '';
    case 'spike':
      return load.base;
    case 'sine':
      return load.mean;
    default:
      return unreachable(load);
  }
}

function checkDistribution(doc: DistributionDoc, unit: 'duration' | 'bytes', path: Path): Issue[] {
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

const tooMany = (count: number, path: Path): Issue[] =>
  count > LIST_MAX ? [issue('error', 'limit.exceeded', path, { what: 'entries', count, max: LIST_MAX })] : [];
