/** A4: Confluent 2020, "Benchmarking Apache Kafka, Apache Pulsar, and RabbitMQ". A5: J. Vanlightly 2023-05-15, part 5 of his comparison. */
import type { PresetName } from '#core/base/presetNames.ts';
import { atRate, brokerOf, constant, many, play, type Result, toAll, twoSteps } from './play.ts';
import { bandwidthText, type Params, type System, usText } from './system.ts';
import { node } from '../support/design.ts';

const costs = ({ request = 0, record = 0 }: Params) => ({ costPerRequest: usText(request), costPerRecord: usText(record), costPerKiB: '0.3us' });

const TOPIC = node('topic', { broker: 'b', partitions: 100, replicationFactor: 3, minInsyncReplicas: 2 });

/** 1 KB records over many partitions and producers; reading is left out where only writing is told. */
function writing(preset: PresetName, fields: object, acks: '1' | 'all', perSec: number, toMs: number): Result {
  const producers = 8;
  const producer = node('producer', {
    load: atRate(perSec / producers),
    arrivals: 'even',
    size: constant('1000B'),
    acks,
    linger: '1ms',
    batchSize: '128KiB',
    bufferMemory: '64MiB',
    costPerRecord: '1.2us',
  });
  const nodes = {
    // A page cache that is full at once, so that the stretch that is measured is as all that follow.
    b: brokerOf(preset, fields, { profile: 'kafka-3.6', nodes: 3, pageCache: '256MiB' }),
    t: TOPIC,
    ...many(producers, 'p', () => producer),
  };
  return play(
    nodes,
    toAll(producers, (i) => `p${i}>t`),
    { fromMs: toMs / 2, toMs },
    '100us',
  );
}

/** The most at which the copies keep up, though nobody waits for them: MB/s. */
function sustained(preset: PresetName, fields: object): number {
  let [low, high] = [1_000, 3_000];
  while (high / low > 1.02) {
    const middle = Math.round((low + high) / 2);
    const { run } = writing(preset, fields, '1', middle * 1_000, 300);
    const behind = run.world.topic(0)!.partitions!.reduce((sum, { log, highWatermark }) => sum + log.end - highWatermark, 0);
    // Records of some milliseconds are always on their way.
    if (behind < middle * 1_000 * 0.01) low = middle;
    else high = middle;
  }
  return low;
}

/** At 200 MB/s, from sending to reading. */
function tail(preset: PresetName, fields: object): number {
  const load = twoSteps(['100/s', '3200ms'], ['50k/s', '10s']);
  const producer = node('producer', { load, size: constant('1000B'), linger: '1ms', batchSize: '128KiB', costPerRecord: '1.2us' });
  const nodes = {
    b: brokerOf(preset, fields, { profile: 'kafka-3.6', nodes: 3 }),
    t: TOPIC,
    ...many(4, 'p', () => producer),
    c: node('consumer', { count: 4, workTime: constant('0s'), costPerRecord: '1us', maxPollRecords: 10_000 }),
  };
  return play(nodes, [...toAll(4, (i) => `p${i}>t`), 't>c'], { fromMs: 3_300, toMs: 4_000 }, '100us').latency('c').p99Us / 1_000;
}

const SMALL = 'kafka-i3en-2xlarge';
const small = (params: Params) => ({ ...costs(params), diskBandwidth: bandwidthText(params.disk!) });
export const kafkaSmall: System = {
  preset: SMALL,
  setups: {
    A4: 'Kafka 2.6 on 3 × i3en.2xlarge (2 NVMe drives), 100 partitions with 3 copies, 1 KB, all waited for: most that is written, and the tail at 200 MB/s. The article’s Pulsar and RabbitMQ with mirrored queues are systems the engine does not have',
  },
  start: { request: 100, record: 0.2, disk: 700e6 },
  fits: [{ param: 'disk', anchor: 'A4', name: 'peak', low: 400e6, high: 1_500e6 }],
  fields: small,
  runs: {
    peak: (p) => ({ peak: writing(SMALL, small(p), 'all', 1_000_000, 600).sent('p') / 1_000 }),
    tail: (p) => ({ 'p99 at 200 MB/s': tail(SMALL, small(p)) }),
  },
  figures: [
    { anchor: 'A4', name: 'peak', unit: 'MB/s', published: 605, run: 'peak' },
    { anchor: 'A4', name: 'p99 at 200 MB/s', unit: 'ms', published: 5, run: 'tail' },
  ],
};

const LARGE = 'kafka-i3en-6xlarge';
export const kafkaLarge: System = {
  preset: LARGE,
  setups: {
    A5: 'Kafka on 3 × i3en.6xlarge, 100 partitions with 3 copies, 1 KB, only the leader waited for; the drives take 2 GB/s: the most at which the copies keep up',
  },
  start: { request: 50, record: 0.2 },
  fits: [],
  fields: costs,
  runs: { peak: (p) => ({ peak: sustained(LARGE, costs(p)) }) },
  figures: [{ anchor: 'A5', name: 'peak', unit: 'MB/s', published: 1_900, run: 'peak' }],
};
