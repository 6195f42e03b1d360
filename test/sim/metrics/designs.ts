/** Small designs of every system, in which everything that is measured happens at least once. */
import type { Model } from '#core/scenario/scenario.ts';
import { modelOf, node } from '../../support/design.ts';

const rate = (perSecond: string) => ({ kind: 'constant', rate: perSecond }) as const;
const work = (value: string) => ({ kind: 'constant', value }) as const;
const keys = { kind: 'uniform', count: 5 } as const;

/** Two consumers in one group, one that fails and one that crashes, and a slow group beside them; a queue is forwarded to. */
const kafka = modelOf(
  {
    orders: node('producer', { load: rate('40/s'), arrivals: 'poisson', keys, linger: '20ms' }),
    topic: node('topic', { partitions: 3 }),
    quick: node('consumer', {
      group: 'shop',
      offsetReset: 'earliest',
      workTime: { kind: 'exponential', mean: '12ms' },
      failureProbability: 0.1,
      commitInterval: '400ms',
    }),
    doomed: node('consumer', {
      group: 'shop',
      offsetReset: 'earliest',
      workTime: work('20ms'),
      commitInterval: '1s',
      sessionTimeout: '6s',
      maxPollRecords: 20,
    }),
    slow: node('consumer', { offsetReset: 'earliest', workTime: work('40ms'), commit: 'afterProcessing', onFailure: 'drop', failureProbability: 0.05 }),
    next: node('queue'),
    last: node('consumer', { workTime: work('3ms'), prefetch: 2 }),
  },
  ['orders>topic', 'topic>quick', 'topic>doomed', 'topic>slow', 'quick>next', 'next>last'],
  { horizon: '16s', faults: [{ kind: 'clientCrash', target: 'doomed', at: '6s', moment: 'now' }] },
  '2ms',
);

/** Three servers of which one crashes and comes back; what only that one has is away meanwhile. Nobody reads one of the topics. */
const cluster = modelOf(
  {
    kafka: node('broker', { nodes: 3, interNodeLatency: '15ms', profile: 'kafka-4.0', costPerRequest: '0us', costPerRecord: '0us', costPerKiB: '0us' }),
    orders: node('producer', { load: rate('30/s'), keys, linger: '5ms' }),
    topic: node('topic', { broker: 'kafka', partitions: 4, replicationFactor: 3 }),
    reader: node('consumer', { offsetReset: 'earliest', workTime: work('5ms') }),
    few: node('producer', { load: rate('3/s') }),
    single: node('topic', { broker: 'kafka', partitions: 3, replicationFactor: 1 }),
  },
  ['orders>topic', 'topic>reader', 'few>single'],
  { horizon: '24s', faults: [{ kind: 'brokerCrash', target: 'kafka', at: '7.018s', for: '12s', mode: 'process', server: 2 }] },
  '1ms',
);

/** An exchange, queues that refuse, expire and give up, dead letters, and a message nobody wants. */
const rabbit = modelOf(
  {
    mq: node('broker', { profile: 'rabbitmq-4.2', threads: 2, costPerRequest: '200us', costPerRecord: '100us' }),
    shop: node('producer', {
      load: rate('120/s'),
      arrivals: 'poisson',
      keys,
      retries: 0,
      variants: [
        { weight: 4, routingKey: 'pay' },
        { weight: 2, routingKey: 'mail' },
        { weight: 1, routingKey: 'lost', mandatory: true },
        { weight: 1, routingKey: 'nowhere' },
      ],
    }),
    router: node('exchange', { broker: 'mq', type: 'direct' }),
    pay: node('queue', { broker: 'mq', maxLength: 40, overflow: 'reject', deliveryLimit: 2 }),
    mail: node('queue', { broker: 'mq', messageTtl: '700ms' }),
    dead: node('queue', { broker: 'mq' }),
    payer: node('consumer', { workTime: work('25ms'), prefetch: 3, count: 2, failureProbability: 0.3 }),
    mailer: node('consumer', { workTime: work('50ms'), prefetch: 1, failureProbability: 0.2, onFailure: 'drop' }),
    mourner: node('consumer', { workTime: work('1ms'), prefetch: 0 }),
  },
  [
    'shop>router',
    ['router>pay', { bindings: [{ key: 'pay' }] }],
    ['router>mail', { bindings: [{ key: 'mail' }] }],
    'pay>dead',
    'mail>dead',
    'pay>payer',
    'mail>mailer',
    'dead>mourner',
  ],
  { horizon: '6s' },
  '1ms',
);

/** Consumers that acknowledge before they work, and one that crashes with what it had: messages are lost. */
const careless = modelOf(
  {
    p: node('producer', { load: rate('40/s'), keys }),
    q: node('queue'),
    c: node('consumer', { workTime: work('40ms'), ack: 'onDelivery' }),
  },
  ['p>q', 'q>c'],
  { horizon: '5s', faults: [{ kind: 'clientCrash', target: 'c', at: '2s', moment: 'now' }] },
);

/** A rendezvous that makes its sender wait. */
const go = modelOf(
  { p: node('producer', { load: rate('50/s') }), ch: node('channel', { capacity: 3 }), c: node('consumer', { workTime: work('30ms'), concurrency: 1 }) },
  ['p>ch', 'ch>c'],
  { horizon: '3s' },
);

/** Subscribers, one of them durable and away for a while; what is not wanted goes to the server's own dead letters. */
const jms = modelOf(
  {
    mq: node('broker', { profile: 'activemq-5.17', costPerRequest: '0us', costPerRecord: '0us', costPerKiB: '0us' }),
    p: node('producer', { load: rate('30/s'), variants: [{ weight: 1, persistent: true }] }),
    news: node('broadcast', { broker: 'mq' }),
    here: node('consumer', { workTime: work('10ms'), failureProbability: 0.3, maximumRedeliveries: 1, redeliveryDelay: '20ms' }),
    away: node('consumer', { workTime: work('5ms'), subscription: 'durable', subscriptionName: 'inbox', startAt: '1s' }),
  },
  ['p>news', 'news>here', 'news>away'],
  { horizon: '6s', faults: [{ kind: 'clientCrash', target: 'away', at: '3s', for: '1s', moment: 'now' }] },
  '1ms',
);

export const DESIGNS: Readonly<Record<string, Model>> = { kafka, cluster, rabbit, careless, go, jms };
