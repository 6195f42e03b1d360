/** The fields of a model's parts against their ranges in `fields.ts`, and the few rules that bind two fields of one part. */
import { EDGE_FIELDS, FAULT_FIELDS, KEYS_FIELDS, MODEL_FIELDS, NODE_FIELDS, SHORT_TEXT_MAX, VARIANT_FIELDS } from './fields.ts';
import { checkLoad, lastRate } from './checkLoad.ts';
import { checkDistribution, checkTable, numberOf, tooMany } from './checkValues.ts';
import { NODE_DEFAULTS } from './defaults.ts';
import { canBeIdempotent } from './idempotence.ts';
import { type Issue, issue } from './issues.ts';
import type { ConsumerDoc, EdgeDoc, FaultDoc, Model, NodeDoc, ProducerDoc, VariantDoc } from './scenario.ts';

type Path = Issue['path'];

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
  ...checkSingleKey(node, path),
  ...checkEnd(node, path),
  ...checkTransaction(node, path),
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

function checkSingleKey({ keys }: ProducerDoc, path: Path): Issue[] {
  const isLong = keys.kind === 'single' && typeof keys.key === 'string' && keys.key.length > SHORT_TEXT_MAX;
  return isLong ? [issue('error', 'schema.text', [...path, 'keys', 'key'], { max: SHORT_TEXT_MAX })] : [];
}

/** Users who wait for the commit cannot fill the transaction that waits for them. */
function checkTransaction({ load, transaction }: ProducerDoc, path: Path): Issue[] {
  if (load.kind !== 'users' || transaction <= load.users || load.users === 0) return [];
  return [issue('warning', 'load.transaction', [...path, 'transaction'], { transaction, users: load.users })];
}

/** Who closes a channel when the load is done must have one that ends. */
function checkEnd({ closeWhenDone, load }: ProducerDoc, path: Path): Issue[] {
  if (!closeWhenDone) return [];
  const last = numberOf(lastRate(load), 'rate') ?? 0;
  return last === 0 ? [] : [issue('warning', 'load.neverEnds', [...path, 'closeWhenDone'])];
}
