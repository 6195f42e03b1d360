/** A1–A3: LinkedIn Engineering 2014, "Benchmarking Apache Kafka: 2 million writes per second (on three cheap machines)". */
import { atRate, brokerOf, constant, many, play, toAll, twoSteps } from './play.ts';
import { type Params, type System, usText } from './system.ts';
import { node } from '../support/design.ts';

const PRESET = 'kafka-2014-hdd-1gbe';
const fields = ({ request = 0, record = 0 }: Params) => ({ costPerRequest: usText(request), costPerRecord: usText(record), costPerKiB: '0us' });
const broker = (params: Params) => brokerOf(PRESET, fields(params), { profile: 'kafka-3.6', nodes: 3 });

const RECORD = constant('100B');
const producer = ({ producer: cost = 0 }: Params, acks: '1' | 'all', perSec: number) =>
  node('producer', {
    load: atRate(perSec),
    arrivals: 'even',
    size: RECORD,
    acks,
    linger: '0s',
    idempotence: 'off',
    // Settings of the article: small batches, larger ones where it waits for copies.
    batchSize: acks === 'all' ? '64000B' : '8196B',
    bufferMemory: '64MiB',
    costPerRecord: usText(cost),
  });
const consumer = ({ consumer: cost = 0 }: Params) =>
  node('consumer', { workTime: constant('0s'), costPerRecord: usText(cost), offsetReset: 'earliest', maxPollRecords: 10_000, assignor: 'roundRobin' });
const topic = (replicationFactor: number) => node('topic', { broker: 'b', partitions: 6, replicationFactor });

function producing(params: Params, producers: number, copies: number, acks: '1' | 'all'): number {
  const nodes = { b: broker(params), t: topic(copies), ...many(producers, 'p', () => producer(params, acks, 1_050_000)) };
  return play(
    nodes,
    toAll(producers, (i) => `p${i}>t`),
    { fromMs: 300, toMs: 800 },
    usText(params.link!),
  ).sent('p');
}

/** What is read was written before: a new group needs 3 s to begin. */
function reading(params: Params, consumers: number): number {
  const load = twoSteps([`${consumers * 250_000}/s`, '2900ms'], ['0/s', '1s']);
  const filler = { ...producer({}, '1', 0), load, batchSize: '64000B' };
  const nodes = { b: broker(params), t: topic(1), p: filler, c: { ...consumer(params), count: consumers } };
  return play(nodes, ['p>t', 't>c'], { fromMs: 3_150, toMs: 3_550 }, usText(params.link!)).taken('c');
}

function both(params: Params): number {
  const load = twoSteps(['20k/s', '3200ms'], ['1050k/s', '1s']);
  const nodes = { b: broker(params), t: topic(3), p: { ...producer(params, '1', 0), load }, c: consumer(params) };
  return play(nodes, ['p>t', 't>c'], { fromMs: 3_500, toMs: 3_900 }, usText(params.link!)).sent('p');
}

/** One message after another, read as soon as it may be. */
function endToEnd(params: Params): Record<string, number> {
  const load = twoSteps(['0/s', '3500ms'], ['100/s', '60s']);
  const nodes = { b: broker(params), t: topic(3), p: { ...producer(params, '1', 0), load }, c: consumer(params) };
  const { p50Us, p99Us, p999Us } = play(nodes, ['p>t', 't>c'], { fromMs: 3_500, toMs: 13_500 }, usText(params.link!)).latency('c');
  return { median: p50Us / 1_000, p99: p99Us / 1_000, 'p99.9': p999Us / 1_000 };
}

const records = { unit: 'records/s' };
export const kafka2014: System = {
  preset: PRESET,
  setups: {
    A1: 'Kafka 0.8.1, 3 servers (6 cores, 6 disks, 1 GbE), 6 partitions, 100 B, one producer: without copies, with 2 followers that are not waited for, and waited for',
    A2: 'the same with 2 followers: 3 producers; 1 and 3 consumers of what is there; one producer and one consumer',
    A3: 'the same: one message after another, from sending to reading',
  },
  start: { request: 50, record: 3, producer: 1.2, consumer: 1, link: 250 },
  fits: [
    { param: 'producer', anchor: 'A1', name: 'no copies', low: 1.15, high: 2 },
    { param: 'record', anchor: 'A1', name: '3 copies, waited for', low: 0.5, high: 10 },
    // Once more, since the servers' costs changed what a producer may be.
    { param: 'producer', anchor: 'A1', name: 'no copies', low: 1.15, high: 2 },
    { param: 'consumer', anchor: 'A2', name: '1 consumer', low: 0.8, high: 2 },
  ],
  fields,
  clients: ({ producer: p, consumer: c, link }) => `producer ${p} µs and consumer ${c} µs a record, one way ${link} µs`,
  runs: {
    single: (p) => ({ 'no copies': producing(p, 1, 1, '1') }),
    async: (p) => ({ '3 copies': producing(p, 1, 3, '1') }),
    sync: (p) => ({ '3 copies, waited for': producing(p, 1, 3, 'all') }),
    three: (p) => ({ '3 producers, 3 copies': producing(p, 3, 3, '1') }),
    read1: (p) => ({ '1 consumer': reading(p, 1) }),
    read3: (p) => ({ '3 consumers': reading(p, 3) }),
    both: (p) => ({ 'producer beside consumer': both(p) }),
    endToEnd,
  },
  figures: [
    { anchor: 'A1', name: 'no copies', published: 821_557, run: 'single', ...records },
    { anchor: 'A1', name: '3 copies', published: 786_980, run: 'async', ...records },
    { anchor: 'A1', name: '3 copies, waited for', published: 421_823, run: 'sync', ...records },
    { anchor: 'A2', name: '3 producers, 3 copies', published: 2_024_032, run: 'three', ...records },
    { anchor: 'A2', name: '1 consumer', published: 940_521, run: 'read1', ...records },
    { anchor: 'A2', name: '3 consumers', published: 2_615_968, run: 'read3', ...records },
    { anchor: 'A2', name: 'producer beside consumer', published: 795_064, run: 'both', ...records },
    { anchor: 'A3', name: 'median', published: 2, unit: 'ms', run: 'endToEnd' },
    { anchor: 'A3', name: 'p99', published: 3, unit: 'ms', run: 'endToEnd' },
    { anchor: 'A3', name: 'p99.9', published: 14, unit: 'ms', run: 'endToEnd', notCounted: 'pauses are not modelled' },
  ],
};
