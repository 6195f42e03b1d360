/**
 * A seed as a world: a small design with something of everything the engine knows, and what breaks in it. The seed alone
 * decides, so a number is enough to see it again. The first part of a run is busy and faulty, then it is left alone.
 */
import { createRandom, type Random } from '#core/base/random.ts';
import { FAULT_KINDS, FAULT_TARGETS, faultTargetOf, momentsOf } from '#core/scenario/checkFaults.ts';
import { newEdge, newNode } from '#core/scenario/defaults.ts';
import { hasErrors } from '#core/scenario/issues.ts';
import type { EdgeDoc, FaultDoc, FaultKind, LoadDoc, Model, NodeDoc, NodeKind } from '#core/scenario/scenario.ts';
import { validate } from '#core/scenario/validate.ts';

/** Loads and faults are over by now. */
export const BUSY_S = 12;
/** By now everything must have come to rest: a member that vanished holds its group up for minutes. */
export const HORIZON_S = 900;

type NodeOf<K extends NodeKind> = Extract<NodeDoc, { kind: K }>;

/** Draws and builds; ids are given in turn, so a world reads from left to right. */
class Draft {
  readonly nodes: Record<string, NodeDoc> = {};
  readonly edges: Record<string, EdgeDoc> = {};
  readonly #random: Random;
  #last = 0;

  constructor(random: Random) {
    this.#random = random;
  }
  /** Whole, 0 … n − 1. */
  below(n: number): number {
    return Math.floor(this.#random.unit() * n);
  }
  chance(p: number): boolean {
    return this.#random.unit() < p;
  }
  pick<T>(...values: readonly T[]): T {
    return values[this.below(values.length)] as T;
  }
  add<K extends NodeKind>(kind: K, fields: Partial<NodeOf<K>>): string {
    const id = `${kind}${++this.#last}`;
    this.nodes[id] = { ...newNode(kind, id), ...fields };
    return id;
  }
  connect(from: string, to: string): void {
    this.edges[`${from}-${to}`] = { ...newEdge(from, to), latency: this.pick('0s', '250us', '250us', '7ms', '90ms'), share: this.pick(1, 1, 1, 0.5) };
  }
}

const work = (draft: Draft) =>
  draft.pick<NodeOf<'consumer'>['workTime']>(
    { kind: 'constant', value: '0s' },
    { kind: 'constant', value: '1ms' },
    { kind: 'exponential', mean: '5ms' },
    { kind: 'exponential', mean: '40ms' },
    { kind: 'constant', value: '1s' },
  );

const LOADS: readonly LoadDoc[] = [
  { kind: 'constant', rate: '8/s' },
  { kind: 'constant', rate: '60/s' },
  { kind: 'spike', base: '5/s', peak: '300/s', at: '3s', rise: '100ms', hold: '1s', fall: '0s' },
  {
    kind: 'steps',
    steps: [
      { rate: '80/s', for: '2s' },
      { rate: '0/s', for: '3s' },
      { rate: '20/s', for: '1s' },
    ],
  },
  { kind: 'users', users: 12, thinkTime: { kind: 'exponential', mean: '300ms' }, rampUp: '1s' },
  { kind: 'flashSale', base: '5/s', countdown: '1s', at: '3s', peak: '200/s', decay: '500ms', retryShare: 0.4, retryAfter: '1s' },
  { kind: 'bursts', rates: ['4/s', '120/s'], holds: ['2s', '500ms'] },
];

const producer = (draft: Draft, own: Partial<NodeOf<'producer'>> = {}): string =>
  draft.add('producer', {
    load: draft.pick(...LOADS),
    arrivals: draft.pick('even', 'poisson'),
    keys: draft.pick<NodeOf<'producer'>['keys']>({ kind: 'none' }, { kind: 'uniform', count: 20 }, { kind: 'zipf', count: 9, exponent: 1 }),
    variants: draft.pick<NodeOf<'producer'>['variants']>(
      [],
      [],
      [{ weight: 3 }, { weight: 1, ttl: '2s' }],
      [{ weight: 9 }, { weight: 1, poison: true }],
      [{ weight: 2, persistent: true }, { weight: 1 }],
      [
        { weight: 3, persistent: true, priority: 1 },
        { weight: 1, persistent: true, priority: 9 },
        { weight: 1, persistent: true },
      ],
    ),
    linger: draft.pick('0s', '5ms', '200ms'),
    batchSize: draft.pick('2KiB', '16KiB'),
    acks: draft.pick('0', '1', 'all', 'all'),
    retries: draft.pick(0, 3, 2_147_483_647, 2_147_483_647),
    retryBackoff: draft.pick('5ms', '20ms', '100ms'),
    requestTimeout: draft.pick('200ms', '5s', '30s'),
    maxInFlight: draft.pick(1, 5),
    bufferMemory: draft.pick('16KiB', '32MiB', '32MiB'),
    idempotence: 'auto',
    deliveryTimeout: draft.pick('2m', '40s'),
    maxBlock: draft.pick('0s', '60s'),
    confirmWindow: draft.pick(0, 0, 1, 20),
    costPerRecord: draft.pick('0s', '0s', '300us'),
    ...own,
  });

const consumer = (draft: Draft, own: Partial<NodeOf<'consumer'>> = {}): string =>
  draft.add('consumer', {
    count: 1 + draft.below(3),
    concurrency: draft.pick(1, 1, 3),
    workTime: work(draft),
    failureProbability: draft.pick(0, 0, 0.1, 0.4),
    // Poison that is tried for ever never drains.
    onFailure: 'drop',
    startAt: draft.pick('0s', '0s', '2s'),
    prefetch: draft.pick(0, 1, 5, 50),
    ack: draft.pick('onDelivery', 'afterProcessing', 'afterProcessing'),
    offsetReset: draft.pick('earliest', 'earliest', 'latest'),
    commit: draft.pick('auto', 'afterProcessing', 'beforeProcessing'),
    commitInterval: draft.pick('200ms', '5s'),
    maxPollRecords: draft.pick(1, 10, 500),
    costPerRecord: draft.pick('0s', '0s', '300us'),
    ...own,
  });

const jmsProducer = (draft: Draft): string => {
  const id = producer(draft);
  const variants = draft.pick<NodeOf<'producer'>['variants']>(
    [],
    [{ weight: 2 }, { weight: 1, headers: { k: 1 } }],
    [{ weight: 2, group: 'a' }, { weight: 1, group: 'b', headers: { k: 1 } }, { weight: 1 }],
    [{ weight: 4, persistent: false }, { weight: 4 }, { weight: 1, ttl: '300ms' }, { weight: 1, poison: true }],
  );
  draft.nodes[id] = { ...(draft.nodes[id] as NodeOf<'producer'>), variants, transaction: draft.pick(0, 0, 1, 7) };
  return id;
};

const jmsConsumer = (draft: Draft, fields: Partial<NodeOf<'consumer'>>): string => {
  const id = consumer(draft);
  const jms: Partial<NodeOf<'consumer'>> = {
    onFailure: draft.pick('retry', 'drop'),
    prefetch: draft.pick(0, 1, 5, 50),
    ack: draft.pick('afterProcessing', 'client', 'dupsOk', 'transacted'),
    ackEvery: draft.pick(1, 4, 20),
    maximumRedeliveries: draft.below(3),
    // A poisoned message in two must still drain in time.
    redeliveryDelay: draft.pick('0s', '20ms', '200ms'),
    backOffMultiplier: draft.pick(1, 2),
  };
  draft.nodes[id] = { ...(draft.nodes[id] as NodeOf<'consumer'>), ...jms, ...fields };
  return id;
};

const server = (draft: Draft, most: number, ...profiles: readonly NodeOf<'broker'>['profile'][]): string | undefined =>
  draft.chance(0.2)
    ? undefined
    : draft.add('broker', {
        profile: draft.pick('any', ...profiles),
        nodes: 1 + draft.below(most),
        threads: draft.pick(1, 2, 8),
        costPerRequest: draft.pick('0us', '60us', '1ms'),
        costPerRecord: draft.pick('0us', '5us', '500us'),
        costPerKiB: '0us',
        fsync: draft.pick('0s', '0s', '4ms'),
        nicBandwidth: draft.pick('0B/s', '0B/s', '2MB/s'),
        diskBandwidth: draft.pick('0B/s', '0B/s', '1MB/s'),
        pageCache: draft.pick('0B', '64KiB'),
      });

/** A queue of RabbitMQ's two kinds; without servers there are no members. */
const anyQueue = (draft: Draft, broker: string | undefined): Partial<NodeOf<'queue'>> => ({
  ...placed(broker),
  singleActive: draft.chance(0.2),
  ...(broker !== undefined && draft.chance(0.4)
    ? { type: 'quorum', deadLetterStrategy: draft.pick('atMostOnce', 'atLeastOnce') }
    : { durable: !draft.chance(0.15), maxPriority: draft.pick(undefined, undefined, 1, 4) }),
});

const placed = (broker: string | undefined) => (broker === undefined ? {} : { broker });

interface People {
  /** Where what is done goes. */
  readonly beyond?: string | undefined;
  readonly sends?: () => Partial<NodeOf<'producer'>>;
  readonly reads?: () => Partial<NodeOf<'consumer'>>;
}

/** Producers at all of `into`, consumers at all of `from`, one of which may pass on what it has done. */
function people(draft: Draft, into: readonly string[], from: readonly string[], { beyond, sends, reads }: People = {}): void {
  for (let n = 1 + draft.below(2); n > 0; n--) {
    const id = producer(draft, sends?.());
    into.forEach((target, i) => (i === 0 || draft.chance(0.5)) && draft.connect(id, target));
  }
  for (let n = 1 + draft.below(2); n > 0; n--) {
    const id = consumer(draft, reads?.());
    from.forEach((source, i) => (i === 0 || draft.chance(0.5)) && draft.connect(source, id));
    if (beyond !== undefined && n === 1) draft.connect(id, beyond);
  }
}

const PARTS: readonly ((draft: Draft) => void)[] = [
  function topics(draft) {
    const broker = server(draft, 3, 'kafka-3.6', 'kafka-3.9', 'kafka-4.1');
    const doc = broker === undefined ? undefined : draft.nodes[broker];
    const servers = doc?.kind === 'broker' ? doc.nodes : 1;
    const cleanup = draft.pick('delete', 'delete', 'delete', 'compact');
    const copies = () => {
      const replicationFactor = 1 + draft.below(servers);
      return { replicationFactor, minInsyncReplicas: 1 + draft.below(replicationFactor), uncleanElection: draft.chance(0.2) };
    };
    const keeps = draft.pick({}, {}, { segmentTime: '1s', retentionTime: '3s' }, { segmentBytes: '1MiB', segmentTime: '2s' });
    const ids = Array.from({ length: 1 + draft.below(2) }, () =>
      draft.add('topic', { ...placed(broker), partitions: 1 + draft.below(4), cleanup, ...keeps, ...copies() }),
    );
    const assignor = draft.pick('range', 'roundRobin', 'sticky', 'cooperativeSticky');
    people(draft, ids, ids, {
      sends: () => (cleanup === 'compact' ? { keys: { kind: 'uniform', count: 20 } } : {}),
      reads: () => ({
        assignor,
        sessionTimeout: draft.pick('6s', '45s'),
        maxPollInterval: draft.pick('5m', '5m', '2s'),
        handOff: draft.chance(0.2),
        fetchMinBytes: draft.pick('1B', '1B', '20KiB'),
      }),
    });
  },
  function queues(draft) {
    const broker = server(draft, 3, 'rabbitmq-3.13', 'rabbitmq-4.2', 'rabbitmq-4.3');
    // Where every queue has a limit, what fails may be given back.
    const isLimited = draft.chance(0.4);
    const limit = () => (isLimited ? draft.below(3) : draft.pick(undefined, undefined, 0, 2));
    const queue = () =>
      draft.add('queue', {
        ...anyQueue(draft, broker),
        maxLength: draft.pick(0, 0, 0, 3, 40),
        overflow: draft.pick('reject', 'dropHead'),
        messageTtl: draft.pick(undefined, undefined, undefined, '0s', '300ms', '5s'),
        deliveryLimit: limit(),
      });
    const ids = Array.from({ length: 1 + draft.below(2) }, queue);
    const dead = draft.chance(0.5)
      ? draft.add('queue', { ...anyQueue(draft, broker), deliveryLimit: limit(), maxLength: draft.pick(0, 0, 2), overflow: 'reject' })
      : undefined;
    if (dead !== undefined) draft.edges[`${ids[0]}-${dead}`] = newEdge(ids[0]!, dead);
    people(draft, ids, dead === undefined ? ids : [...ids, dead], {
      beyond: draft.chance(0.3) ? draft.add('queue', anyQueue(draft, broker)) : undefined,
      reads: () => ({ consumerPriority: draft.pick(0, 0, 1), onFailure: isLimited ? draft.pick('drop', 'fail') : 'drop' }),
    });
  },
  function exchanges(draft) {
    const broker = server(draft, 3, 'rabbitmq-3.13', 'rabbitmq-4.2', 'rabbitmq-4.3');
    const exchange = () => draft.add('exchange', { ...placed(broker), type: draft.pick('direct', 'fanout', 'topic') });
    const queue = () => draft.add('queue', { ...anyQueue(draft, broker), maxLength: draft.pick(0, 0, 5), overflow: draft.pick('reject', 'dropHead') });
    const [first, second, a, b] = [exchange(), exchange(), queue(), queue()];
    const bind = (from: string, to: string) => {
      draft.edges[`${from}-${to}`] = { ...newEdge(from, to), bindings: [{ key: draft.pick('a', 'a.*', '#') }, { key: draft.pick('b', '#.c') }] };
    };
    bind(first, a);
    bind(second, b);
    if (draft.chance(0.3)) draft.edges[`${first}-${second}`] = { ...newEdge(first, second), role: 'alternate' };
    else if (draft.chance(0.7)) bind(first, second);
    // In a ring what is rejected goes round and is rejected again.
    const also = draft.pick('ring', 'deadLetters', 'nothing', 'nothing');
    if (also === 'ring') bind(second, first);
    if (also === 'deadLetters') draft.edges[`${a}-${second}`] = { ...newEdge(a, second), deadLetterKey: draft.pick(undefined, 'b') };
    const before = new Set(Object.keys(draft.nodes));
    people(draft, [first], [a, b], {
      beyond: draft.chance(0.2) ? exchange() : undefined,
      // What one queue refuses is doubled in the others each time it is tried again.
      sends: () => ({ retryBackoff: '100ms', retries: draft.pick(0, 3, 20) }),
    });
    const variants = [
      { weight: 2, routingKey: 'a' },
      { weight: 1, routingKey: 'b.c' },
      { weight: 1, routingKey: 'nowhere', mandatory: draft.chance(0.5) },
    ];
    for (const [id, doc] of Object.entries(draft.nodes)) if (doc.kind === 'producer' && !before.has(id)) draft.nodes[id] = { ...doc, variants };
  },
  function broadcasts(draft) {
    const id = draft.add('broadcast', placed(server(draft, 3, 'rabbitmq-4.3')));
    people(draft, [id], [id], { beyond: draft.chance(0.3) ? draft.add('topic', {}) : undefined });
  },
  function jms(draft) {
    const broker = draft.add('broker', { profile: 'activemq-5.17', threads: draft.pick(1, 4), costPerRequest: draft.pick('0us', '60us'), costPerKiB: '0us' });
    const jobs = draft.add('queue', { broker });
    const news = draft.add('broadcast', { broker });
    for (let n = 1 + draft.below(2); n > 0; n--) {
      const id = jmsProducer(draft);
      draft.connect(id, jobs);
      if (draft.chance(0.7)) draft.connect(id, news);
    }
    draft.connect(jobs, jmsConsumer(draft, {}));
    if (draft.chance(0.6)) draft.connect(jobs, jmsConsumer(draft, { selector: 'k = 1' }));
    for (let n = 1 + draft.below(2); n > 0; n--) {
      draft.connect(
        news,
        jmsConsumer(draft, {
          count: 1,
          // Lazily acknowledged, the last of a topic's messages stay unsettled.
          ack: draft.pick('afterProcessing', 'client', 'transacted'),
          selector: draft.pick('', 'k = 1', 'k IS NULL OR JMSPriority > 3'),
          ...(draft.chance(0.6) ? { subscription: 'durable', subscriptionName: 'inbox' } : {}),
        }),
      );
    }
  },
  function channels(draft) {
    const id = draft.add('channel', { capacity: draft.pick(0, 1, 8), unbounded: draft.pick(false, false, true), memoryLimit: draft.pick('512MiB', '20KiB') });
    people(draft, [id], [id]);
  },
];

/** The design and its faults; what is wrong with a world is a bug of this file. */
export function randomWorld(seed: number): Model {
  const random = createRandom(seed);
  const draft = new Draft(random.fork('design'));
  for (let parts = draft.pick(1, 1, 2); parts > 0; parts--) draft.pick(...PARTS)(draft);
  const bare: Model = { seed, horizon: `${HORIZON_S}s`, nodes: draft.nodes, edges: draft.edges, faults: [], objectives: [] };
  const model = { ...bare, faults: randomFaults(bare, new Draft(random.fork('faults'))) };
  const issues = validate(model);
  if (hasErrors(issues)) throw new Error(`the world of seed ${seed} is none: ${JSON.stringify(issues)}`);
  return model;
}

function randomFaults(model: Model, draft: Draft): FaultDoc[] {
  const targets = [...Object.keys(model.nodes), ...Object.keys(model.edges)].flatMap((id) => {
    const is = faultTargetOf(model, id);
    return is === undefined ? [] : [{ id, kinds: FAULT_KINDS.filter((kind) => FAULT_TARGETS[kind].includes(is)) }];
  });
  if (targets.length === 0) return [];
  const any = Array.from({ length: draft.below(6) }, () => {
    const { id, kinds } = draft.pick(...targets);
    return randomFault(model, draft, id, draft.pick(...kinds));
  });
  // What is promised over a crash needs crashes: among all kinds and targets they would be rare.
  const brokers = Object.keys(model.nodes).filter((id) => model.nodes[id]!.kind === 'broker');
  return [...any, ...brokers.flatMap((id) => (draft.chance(0.5) ? [randomFault(model, draft, id, 'brokerCrash')] : []))];
}

function randomFault(model: Model, draft: Draft, target: string, kind: FaultKind): FaultDoc {
  const node = Object.hasOwn(model.nodes, target) ? model.nodes[target] : undefined;
  const lasts = draft.pick(undefined, '30ms', '1s', '4s', '35s', '50s');
  const common = { at: `${draft.below(BUSY_S * 1000)}ms`, target, ...(lasts === undefined ? {} : { for: lasts }) };
  const servers = node?.kind === 'broker' ? node.nodes : 1;
  const server = draft.chance(0.6) ? { server: 1 + draft.below(servers) } : {};
  switch (kind) {
    case 'brokerCrash':
      return { kind, ...common, ...server, mode: draft.pick('process', 'power') };
    case 'brokerPause':
      return { kind, ...common, ...server };
    case 'slowDisk':
      return { kind, ...common, ...server, factor: draft.pick(3, 40) };
    case 'linkDelay':
      return { kind, ...common, extra: draft.pick('3ms', '400ms') };
    case 'linkLoss':
    case 'linkDuplicate':
    case 'poisonShare':
      return { kind, ...common, probability: draft.pick(0.05, 0.5, 1) };
    case 'linkPartition':
      return { kind, ...common, way: draft.pick('both', 'toBroker', 'fromBroker') };
    case 'clientCrash': {
      const count = node?.kind === 'consumer' ? node.count : 1;
      const instance = draft.chance(0.5) ? { instance: 1 + draft.below(count) } : {};
      return { kind, ...common, ...instance, moment: draft.pick(...momentsOf(model, target)) };
    }
    case 'poison':
      return { kind, ...common, messages: 1 + draft.below(5) };
  }
}
