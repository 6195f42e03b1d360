/**
 * The shape of a scenario, strictly: unknown fields and kinds are issues, missing optional ones are filled from
 * `defaults.ts`. Ranges and meaning are `validate`'s. The only file that knows zod (its small build: the app loads it before anything can be shown).
 */
import * as z from 'zod/mini';
import { CRASH_MOMENTS } from '../base/faults.ts';
import { LIMITS } from '../base/limits.ts';
import { EXCHANGE_TYPES, HEADERS_MODES } from '../base/routing.ts';
import { PRESET_NAMES } from '../base/presetNames.ts';
import { PROFILES } from '../base/profiles.ts';
import { EDGE_DEFAULTS, MODEL_DEFAULTS, NODE_DEFAULTS, NOTE_DEFAULTS, VIEW_DEFAULTS } from './defaults.ts';
import { NOTE_MAX, TITLE_MAX } from './fields.ts';
import { type Issue, issue } from './issues.ts';
import { OBJECTIVE_METRICS } from './objectives.ts';
import { EXTERNAL_ROLES, FORMAT, IMPORT_FORMATS, NOTE_COLORS, type Scenario, VERSION } from './scenario.ts';
import { distribution, headers, keys, load, variant } from './schemaTraffic.ts';
import { flag, kind, list, NAME_MAX, number, quantity, text } from './schemaParts.ts';
import { valueAt } from './valueAt.ts';

// Compiled checks need `new Function`, which the app's content security policy forbids.
z.config({ jitless: true });

const ADDRESS_MAX = 2_000;
/** Ids reach file paths, container names and CSS: letters, digits and . : _ - only. */
const ID = /^[\w.:-]{1,64}$/;

/** From the project's folder, and never out of it. */
const IMPORT_PATH = /^(?!\/)(?!.*(?:^|\/)\.\.?(?:\/|$))[^\\\0:]{1,400}$/;

const id = z.string().check(z.regex(ID));
const localText = (max: number) => {
  const one = z.string().check(z.maxLength(max));
  return z.union([one, z.strictObject({ en: one, zh: one })]);
};

/** Each field of `shape` may be missing and then takes its value from `defaults`. */
function optional<S extends Readonly<Record<string, z.ZodMiniType>>>(
  shape: S,
  defaults: { readonly [F in keyof S]: unknown },
): { [F in keyof S]: z.ZodMiniDefault<S[F]> } {
  const filled = Object.entries(shape).map(([field, type]) => [field, z._default(type, defaults[field])]);
  return Object.fromEntries(filled) as { [F in keyof S]: z.ZodMiniDefault<S[F]> };
}

/** A destination on a message server. */
const served = { name: text, broker: z.optional(text) };

const node = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: kind('broker'),
    name: text,
    ...optional(
      {
        profile: z.enum(PROFILES),
        nodes: number,
        interNodeLatency: quantity,
        threads: number,
        fsync: quantity,
        costPerRequest: quantity,
        costPerRecord: quantity,
        costPerKiB: quantity,
        nicBandwidth: quantity,
        diskBandwidth: quantity,
        pageCache: quantity,
      },
      NODE_DEFAULTS.broker,
    ),
    preset: z.optional(z.enum(PRESET_NAMES)),
  }),
  z.strictObject({
    kind: kind('topic'),
    ...served,
    ...optional(
      {
        partitions: number,
        replicationFactor: number,
        minInsyncReplicas: number,
        uncleanElection: flag,
        retentionTime: quantity,
        segmentBytes: quantity,
        segmentTime: quantity,
        cleanup: z.enum(['delete', 'compact']),
      },
      NODE_DEFAULTS.topic,
    ),
    retentionBytes: z.optional(quantity),
  }),
  z.strictObject({
    kind: kind('queue'),
    ...served,
    ...optional(
      {
        maxLength: number,
        overflow: z.enum(['reject', 'dropHead', 'rejectDeadLetter']),
        type: z.enum(['classic', 'quorum']),
        durable: flag,
        singleActive: flag,
        exclusive: flag,
        deadLetterStrategy: z.enum(['atMostOnce', 'atLeastOnce']),
      },
      NODE_DEFAULTS.queue,
    ),
    maxBytes: z.optional(quantity),
    messageTtl: z.optional(quantity),
    deliveryLimit: z.optional(number),
    maxPriority: z.optional(number),
    expires: z.optional(quantity),
  }),
  z.strictObject({ kind: kind('exchange'), ...served, ...optional({ type: z.enum(EXCHANGE_TYPES) }, NODE_DEFAULTS.exchange) }),
  z.strictObject({ kind: kind('broadcast'), ...served }),
  z.strictObject({ kind: kind('channel'), name: text, ...optional({ capacity: number, unbounded: flag, memoryLimit: quantity }, NODE_DEFAULTS.channel) }),
  z.strictObject({
    kind: kind('producer'),
    name: text,
    ...optional(
      {
        load,
        arrivals: z.enum(['even', 'poisson']),
        keys,
        size: distribution,
        variants: list(variant),
        closeWhenDone: flag,
        linger: quantity,
        batchSize: quantity,
        acks: z.enum(['0', '1', 'all']),
        idempotence: z.enum(['auto', 'on', 'off']),
        retries: number,
        retryBackoff: quantity,
        requestTimeout: quantity,
        deliveryTimeout: quantity,
        maxInFlight: number,
        bufferMemory: quantity,
        transaction: number,
        confirmWindow: number,
        costPerRecord: quantity,
        maxBlock: quantity,
        partitioner: z.enum(['murmur2', 'crc32']),
      },
      NODE_DEFAULTS.producer,
    ),
  }),
  z.strictObject({
    kind: kind('consumer'),
    name: text,
    ...optional(
      {
        count: number,
        concurrency: number,
        workTime: distribution,
        costPerRecord: quantity,
        failureProbability: number,
        onFailure: z.enum(['retry', 'fail', 'drop']),
        startAt: quantity,
        prefetch: number,
        ack: z.enum(['onDelivery', 'afterProcessing', 'client', 'dupsOk', 'transacted']),
        consumerPriority: number,
        exclusive: flag,
        ackEvery: number,
        selector: text.check(z.maxLength(LIMITS.selectorLength)),
        subscription: z.enum(['nonDurable', 'durable']),
        subscriptionName: text.check(z.maxLength(NAME_MAX)),
        maximumRedeliveries: number,
        redeliveryDelay: quantity,
        backOffMultiplier: number,
        group: text,
        assignor: z.enum(['range', 'roundRobin', 'sticky', 'cooperativeSticky']),
        offsetReset: z.enum(['earliest', 'latest']),
        commit: z.enum(['auto', 'afterProcessing', 'beforeProcessing']),
        commitInterval: quantity,
        maxPollRecords: number,
        handOff: flag,
        maxPollInterval: quantity,
        sessionTimeout: quantity,
        heartbeatInterval: quantity,
        fetchMinBytes: quantity,
        fetchMaxWait: quantity,
      },
      NODE_DEFAULTS.consumer,
    ),
    maximumRedeliveryDelay: z.optional(quantity),
  }),
  z.strictObject({
    kind: kind('external'),
    name: text,
    ...optional({ role: z.enum(EXTERNAL_ROLES), image: z.string().check(z.maxLength(ADDRESS_MAX)), uses: list(text) }, NODE_DEFAULTS.external),
  }),
]);

const binding = z.strictObject({
  key: z._default(text, ''),
  arguments: z.optional(headers),
  match: z.optional(z.enum(HEADERS_MODES)),
});
const edge = z.strictObject({
  from: text,
  to: text,
  ...optional({ latency: quantity, share: number }, EDGE_DEFAULTS),
  bindings: z.optional(list(binding)),
  role: z.optional(kind('alternate')),
  deadLetterKey: z.optional(text),
});

const about = z._default(text, '');
const bound = z.optional(z.union([quantity, number]));
const objective = z.strictObject({ metric: z.enum(OBJECTIVE_METRICS), node: about, below: bound, atMost: bound, above: bound });

/** What every fault has; `for` left out is to the end. */
const breaks = { at: quantity, target: text, for: z.optional(quantity) };
const ofServer = { ...breaks, server: z.optional(number) };
const fault = z.discriminatedUnion('kind', [
  z.strictObject({ kind: kind('brokerCrash'), ...ofServer, mode: z._default(z.enum(['process', 'power']), 'process') }),
  z.strictObject({ kind: kind('brokerPause'), ...ofServer }),
  z.strictObject({ kind: kind('slowDisk'), ...ofServer, factor: number }),
  z.strictObject({ kind: kind('linkDelay'), ...breaks, extra: quantity }),
  z.strictObject({ kind: kind('linkLoss'), ...breaks, probability: number }),
  z.strictObject({ kind: kind('linkDuplicate'), ...breaks, probability: number }),
  z.strictObject({ kind: kind('linkPartition'), ...breaks, way: z._default(z.enum(['both', 'toBroker', 'fromBroker']), 'both') }),
  z.strictObject({ kind: kind('clientCrash'), ...breaks, instance: z.optional(number), moment: z._default(z.enum(CRASH_MOMENTS), 'now') }),
  z.strictObject({ kind: kind('poison'), ...breaks, messages: number }),
  z.strictObject({ kind: kind('poisonShare'), ...breaks, probability: number }),
]);

const model = z.strictObject(
  optional(
    {
      seed: number,
      horizon: quantity,
      nodes: z.record(id, node),
      edges: z.record(id, edge),
      faults: z.array(fault).check(z.maxLength(LIMITS.faults)),
      objectives: z.array(objective),
    },
    MODEL_DEFAULTS,
  ),
);

const note = z.strictObject({
  kind: z._default(z.enum(['note', 'frame']), NOTE_DEFAULTS.kind),
  text: z._default(localText(NOTE_MAX), NOTE_DEFAULTS.text),
  color: z._default(z.enum(NOTE_COLORS), NOTE_DEFAULTS.color),
  x: number,
  y: number,
  width: number,
  height: number,
});

const view = z.strictObject({
  title: z._default(localText(TITLE_MAX), VIEW_DEFAULTS.title),
  note: z.optional(localText(NOTE_MAX)),
  positions: z._default(z.record(id, z.strictObject({ x: number, y: number })), {}),
  sizes: z.optional(z.record(id, z.strictObject({ width: number, height: number }))),
  notes: z.optional(z.record(id, note)),
});

const imported = z.strictObject({
  format: z.enum(IMPORT_FORMATS),
  files: z
    .array(z.strictObject({ path: z.string().check(z.regex(IMPORT_PATH)), lines: z.array(z.string()).check(z.maxLength(LIMITS.importLines)) }))
    .check(z.maxLength(LIMITS.importFiles)),
});

/** The annotation proves that what the schema accepts is the document's type. Exported for the JSON Schema in docs. */
export const scenario: z.ZodMiniType<Scenario> = z.strictObject({
  $schema: z.optional(z.string().check(z.maxLength(ADDRESS_MAX))),
  format: kind(FORMAT),
  version: z.literal(VERSION),
  model,
  view: z._default(view, VIEW_DEFAULTS as never),
  imported: z.optional(imported),
});

/** A value of the current version as a Scenario, or what is wrong with its shape. */
export function readShape(value: unknown): { readonly scenario?: Scenario; readonly issues: readonly Issue[] } {
  const read = scenario.safeParse(value);
  const issues = [...hiddenIds(value), ...(read.success ? [] : read.error.issues.flatMap((found) => toIssues(found, value, [])))];
  return read.success && issues.length === 0 ? { scenario: read.data, issues } : { issues };
}

type Path = readonly (string | number)[];

/** zod passes over an entry called `__proto__` in a record; here it is an id like any other that is not allowed. */
function hiddenIds(value: unknown): Issue[] {
  const records: Path[] = [
    ['model', 'nodes'],
    ['model', 'edges'],
    ['view', 'positions'],
    ['view', 'sizes'],
    ['view', 'notes'],
  ];
  return records.filter((path) => valueAt(value, [...path, '__proto__']) !== undefined).map((path) => badId([...path, '__proto__']));
}

const badId = (path: Path) => issue('error', 'id.invalid', path, { id: String(path.at(-1) ?? '') });

/** One of zod's issues in our terms. `root` is the whole value: what stands at a path is looked up there. */
function toIssues(found: z.core.$ZodIssue, root: unknown, base: Path): Issue[] {
  const path = [...base, ...found.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  const value = valueAt(root, path);
  const fault = (code: Issue['code'], params: Issue['params']) => [issue('error', code, path, params)];
  const missing = () => fault('schema.missing', { field: String(path.at(-1) ?? '') });
  const unknownKind = (allowed: readonly unknown[]) => fault('schema.unknownKind', { got: short(value), allowed: allowed.map(String).join(', ') });
  switch (found.code) {
    case 'unrecognized_keys':
      return found.keys.map((field) => issue('error', 'schema.unknownField', [...path, field], { field }));
    case 'invalid_type':
      return value === undefined ? missing() : fault('schema.type', { expected: found.expected, got: typeOf(value) });
    case 'invalid_value':
      return value === undefined ? missing() : unknownKind(found.values);
    case 'invalid_union':
      if (found.discriminator !== undefined)
        return value === undefined ? missing() : unknownKind('options' in found && Array.isArray(found.options) ? found.options : []);
      // Text in one language or in both: only an object can be a broken one of the second.
      if (typeof value !== 'object' || value === null) return fault('schema.type', { expected: 'text', got: typeOf(value) });
      return (found.errors.at(-1) ?? []).flatMap((inner) => toIssues(inner, root, path));
    case 'invalid_key':
      return [badId(path)];
    case 'too_big':
      return found.origin === 'string'
        ? fault('schema.text', { max: Number(found.maximum) })
        : fault('limit.exceeded', { what: 'entries', count: Array.isArray(value) ? value.length : 0, max: Number(found.maximum) });
    default:
      return fault('schema.type', { expected: found.code, got: typeOf(value) });
  }
}

const typeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);
/** A value as shown inside a sentence. */
function short(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
