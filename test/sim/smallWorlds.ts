/**
 * Random small worlds for property tests: a design that validates, and edits and spikes that happen while it runs. Plain
 * data all through, so a failure prints what repeats it. Rates and times are kept small: one world is a few thousand events.
 */
import fc from 'fast-check';
import { connectionRefusal } from '#core/scenario/canConnect.ts';
import { newEdgeBetween } from '#core/scenario/newEdge.ts';
import type { DistributionDoc, LoadDoc, Model, NodeDoc } from '#core/scenario/scenario.ts';
import { node } from '../support/design.ts';

export type Change =
  | { readonly kind: 'spike'; readonly node: string; readonly factor: number; readonly forMs: number }
  | { readonly kind: 'edit'; readonly node: string; readonly fields: object }
  | { readonly kind: 'latency'; readonly edge: string; readonly latency: string };

export interface SmallWorld {
  readonly model: Model;
  readonly changes: readonly { readonly atMs: number; readonly change: Change }[];
  readonly sampleUs: number;
}

/** Changes happen before BUSY_MS; from then on a world may be left alone to drain. */
export const BUSY_MS = 12_000;
const HORIZON = '90s';

const pick = <T>(...values: T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const workTime: fc.Arbitrary<DistributionDoc> = fc.oneof(
  pick<DistributionDoc>({ kind: 'constant', value: '0s' }, { kind: 'constant', value: '300us' }, { kind: 'constant', value: '20ms' }),
  pick<DistributionDoc>({ kind: 'exponential', mean: '2ms' }, { kind: 'exponential', mean: '30ms' }, { kind: 'gamma', mean: '10ms', shape: 3 }),
  pick<DistributionDoc>({ kind: 'constant', value: '3s' }),
);
const load: fc.Arbitrary<LoadDoc> = pick<LoadDoc>(
  { kind: 'constant', rate: '10/s' },
  { kind: 'constant', rate: '120/s' },
  { kind: 'ramp', from: '0/s', to: '150/s', over: '5s' },
  {
    kind: 'steps',
    steps: [
      { rate: '200/s', for: '2s' },
      { rate: '0/s', for: '4s' },
      { rate: '30/s', for: '1s' },
    ],
  },
  {
    kind: 'steps',
    steps: [
      { rate: '100/s', for: '2s' },
      { rate: '0/s', for: '1s' },
    ],
  },
  { kind: 'spike', base: '5/s', peak: '400/s', at: '4s', rise: '100ms', hold: '1s', fall: '0s' },
);
const latency = pick('0s', '250us', '7ms', '120ms');
const count = fc.integer({ min: 1, max: 4 });

const consumerFields = {
  count,
  concurrency: fc.integer({ min: 1, max: 3 }),
  workTime,
  failureProbability: pick(0, 0.1, 0.5),
  prefetch: pick(0, 1, 3, 20),
};

/** What messages of a queue die of. */
const mortality = { messageTtl: pick(undefined, undefined, '0s', '40ms', '3s'), deliveryLimit: pick(undefined, undefined, 0, 2) };
const bandwidth = pick('0B/s', '0B/s', '200kB/s');
const broker = fc.record({
  threads: pick(1, 2),
  nicBandwidth: bandwidth,
  diskBandwidth: bandwidth,
  pageCache: pick('0B', '20KiB'),
  fsync: pick('0s', '0s', '3ms'),
  costPerRequest: pick('0us', '80us', '2ms'),
  costPerRecord: pick('0us', '5us', '1.5ms'),
});
/** Keys are names of destinations, so that direct exchanges find some of them. */
const VARIANTS = [
  { weight: 2, routingKey: 'd0' },
  { weight: 1, routingKey: 'd1', mandatory: true, ttl: '2s' },
];
const kinds: { readonly [K in NodeDoc['kind']]: fc.Arbitrary<NodeDoc> } = {
  external: fc.constant(node('external')),
  broker: broker.map((f) => node('broker', { ...f, costPerKiB: '0us' })),
  topic: fc.record({ partitions: fc.integer({ min: 1, max: 5 }) }).map((f) => node('topic', f)),
  queue: fc.record({ maxLength: pick(0, 1, 5, 50), overflow: pick<'reject' | 'dropHead'>('reject', 'dropHead'), ...mortality }).map((f) => node('queue', f)),
  exchange: fc.record({ type: pick<'direct' | 'fanout' | 'topic'>('direct', 'fanout', 'topic') }).map((f) => node('exchange', f)),
  broadcast: fc.constant(node('broadcast')),
  channel: fc.record({ capacity: pick(0, 1, 8), unbounded: pick(false, false, true), memoryLimit: pick('512MiB', '20KiB') }).map((f) => node('channel', f)),
  producer: fc
    .record({
      load,
      arrivals: pick<'even' | 'poisson'>('even', 'poisson'),
      closeWhenDone: pick(false, true),
      variants: pick<Extract<NodeDoc, { kind: 'producer' }>['variants']>([], VARIANTS),
      keys: pick<Extract<NodeDoc, { kind: 'producer' }>['keys']>({ kind: 'none' }, { kind: 'uniform', count: 20 }, { kind: 'zipf', count: 9, exponent: 1 }),
      linger: pick('0s', '5ms', '300ms'),
      batchSize: pick('2KiB', '16KiB'),
      acks: pick<'0' | '1' | 'all'>('0', '1', 'all'),
      retries: pick(0, 2, 1000),
      retryBackoff: pick('0s', '20ms'),
      requestTimeout: pick('30ms', '200ms', '30s'),
      maxInFlight: pick(1, 5),
      bufferMemory: pick('8KiB', '32MiB'),
      confirmWindow: pick(0, 0, 1, 7),
      costPerRecord: pick('0s', '0s', '2ms'),
    })
    .map((f) => node('producer', f)),
  consumer: fc
    .record({
      ...consumerFields,
      onFailure: pick<'retry' | 'drop'>('retry', 'drop'),
      startAt: pick('0s', '1s', '6s'),
      ack: pick<'onDelivery' | 'afterProcessing'>('onDelivery', 'afterProcessing'),
      group: pick('', 'shared'),
      assignor: fc.constant<'range'>('range'),
      offsetReset: pick<'earliest' | 'latest'>('earliest', 'latest'),
      commit: pick<'auto' | 'afterProcessing' | 'beforeProcessing'>('auto', 'afterProcessing', 'beforeProcessing'),
      commitInterval: pick('100ms', '5s'),
      maxPollRecords: pick(1, 10, 500),
      costPerRecord: pick('0s', '0s', '2ms'),
    })
    .map((f) => node('consumer', f)),
};

const editOf: { readonly [K in NodeDoc['kind']]?: fc.Arbitrary<object> } = {
  broker,
  queue: fc.record({ maxLength: pick(0, 2, 30), ...mortality }),
  producer: fc.record({ load }),
  consumer: fc.record(consumerFields, { requiredKeys: [] }),
};

/** Two producers and two consumers at least one of which finds something to do, and what flows between them. */
const nodes: fc.Arbitrary<[string, NodeDoc][]> = fc
  .tuple(
    fc.array(kinds.producer, { minLength: 1, maxLength: 2 }),
    fc.array(fc.oneof(kinds.topic, kinds.queue, kinds.exchange, kinds.broadcast, kinds.channel), { minLength: 1, maxLength: 4 }),
    fc.array(kinds.consumer, { minLength: 1, maxLength: 3 }),
    fc.option(kinds.broker, { nil: undefined }),
    fc.nat(7),
  )
  .map(([producers, destinations, consumers, server, placed]) => {
    const named = (letter: string, docs: readonly NodeDoc[]) => docs.map((doc, i): [string, NodeDoc] => [`${letter}${i}`, { ...doc, name: `${letter}${i}` }]);
    const served = destinations.map((doc, i) => (server !== undefined && doc.kind !== 'channel' && (placed >> i) & 1 ? { ...doc, broker: 's0' } : doc));
    return [...named('p', producers), ...named('d', served), ...named('c', consumers), ...(server === undefined ? [] : named('s', [server]))];
  });

const leads = (model: Model, from: string, to: string): boolean =>
  from === to || Object.values(model.edges).some((edge) => edge.from === from && leads(model, edge.to, to));

function connect(ids: readonly [string, NodeDoc][], pairs: readonly [number, number, string, number][], seed: number): Model {
  let model: Model = { seed, horizon: HORIZON, nodes: Object.fromEntries(ids), edges: {}, faults: [], objectives: [] };
  for (const [a, b, edgeLatency, share] of pairs) {
    const from = ids[a % ids.length]?.[0] as string;
    const to = ids[b % ids.length]?.[0] as string;
    // Copies that come round again would multiply for ever.
    if (connectionRefusal(model, from, to) !== undefined || leads(model, to, from)) continue;
    model = {
      ...model,
      edges: { ...model.edges, [`${from}>${to}`]: { ...newEdgeBetween(from, to, model.nodes[from], model.nodes[to]), latency: edgeLatency, share } },
    };
  }
  return model;
}

function changesOf(model: Model): fc.Arbitrary<SmallWorld['changes']> {
  const possible: fc.Arbitrary<Change>[] = [];
  for (const [id, doc] of Object.entries(model.nodes)) {
    const edits = editOf[doc.kind];
    if (edits !== undefined) possible.push(edits.map((fields): Change => ({ kind: 'edit', node: id, fields })));
    if (doc.kind === 'producer')
      possible.push(fc.record({ factor: pick(0, 0.5, 4), forMs: fc.integer({ min: 1, max: 4000 }) }).map((f): Change => ({ kind: 'spike', node: id, ...f })));
  }
  for (const edge of Object.keys(model.edges)) possible.push(latency.map((l): Change => ({ kind: 'latency', edge, latency: l })));
  return fc.array(fc.record({ atMs: fc.integer({ min: 0, max: BUSY_MS - 1 }), change: fc.oneof(...possible) }), { maxLength: 6 });
}

export const smallWorlds: fc.Arbitrary<SmallWorld> = fc
  .tuple(nodes, fc.array(fc.tuple(fc.nat(20), fc.nat(20), latency, pick(1, 1, 0.5)), { minLength: 30, maxLength: 60 }), fc.nat(1_000_000))
  .map(([ids, pairs, seed]) => connect(ids, pairs, seed))
  .chain((model) => fc.record({ model: fc.constant(model), changes: changesOf(model), sampleUs: pick(4_999, 50_000) }));
