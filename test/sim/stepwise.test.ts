/**
 * Clients that work ahead against the same ones with an event for every record: whatever happens to them, every figure at every
 * sample is the same, and so is what is in the logs in the end. Seeds are fixed: requests of two clients that reach a broker in
 * the same microsecond may come in another order, and few worlds show it.
 */
import { describe, expect, it } from 'vitest';
import type { FaultSpec } from '#core/base/faults.ts';
import { createRandom } from '#core/base/random.ts';
import { instant } from '#core/base/units.ts';
import { LOG_DEFAULTS } from '#core/broker/log/partitionLog.ts';
import type { ConsumerPlan, LoadPlan, Plan, ProducerPlan } from '#core/compile/plan.ts';
import type { RunInput } from '#core/run/commands.ts';
import { Run } from '#core/run/run.ts';

const END_US = 9_000_000;
const SAMPLE_US = 137_137;

class Draw {
  readonly #random;
  constructor(seed: number) {
    this.#random = createRandom(seed).fork('stepwise');
  }
  below(n: number): number {
    return Math.floor(this.#random.unit() * n);
  }
  pick<T>(...values: readonly T[]): T {
    return values[this.below(values.length)] as T;
  }
}

const loadOf = (draw: Draw): LoadPlan =>
  draw.pick<LoadPlan>(
    { kind: 'constant', rate: draw.pick(3, 90, 900, 4_000) },
    { kind: 'spike', base: 50, peak: 3_000, atUs: 4_000_000, riseUs: 500_000, holdUs: 1_000_000, fallUs: 0 },
    { kind: 'sine', mean: 700, amplitude: 700, periodUs: 2_000_000 },
    {
      kind: 'steps',
      steps: [
        { rate: 1_500, forUs: 4_000_000 },
        { rate: 0, forUs: 1_000_000 },
        { rate: 300, forUs: 1_000_000 },
      ],
    },
  );

const sizeOf = (draw: Draw): ProducerPlan['size'] =>
  draw.pick<ProducerPlan['size']>({ kind: 'constant', value: 200 }, { kind: 'exponential', mean: 900 }, { kind: 'uniform', min: 1, max: 3_000 });

const sendOf = (draw: Draw): ProducerPlan['send'] => ({
  lingerUs: draw.pick(0, 1_000, 5_000, 5_000, 50_000),
  batchBytes: draw.pick(1_024, 16_384, 16_384, 65_536),
  acks: draw.pick(-1, -1, 1, 0),
  retries: draw.pick(0, 3, 1_000_000),
  retryBackoffUs: 100_000,
  requestTimeoutUs: draw.pick(300_000, 30_000_000),
  maxInFlight: draw.pick(1, 5, 5),
  confirmWindow: 0,
  bufferBytes: draw.pick(40_000, 2 ** 25, 2 ** 25),
  transaction: 0,
  deliveryTimeoutUs: draw.pick(700_000, 120_000_000, 120_000_000),
  maxBlockUs: draw.pick(0, 20_000, 60_000_000),
  isIdempotent: draw.pick(true, false),
  partitioner: draw.pick('murmur2', 'murmur2', 'crc32'),
});

function producerOf(draw: Draw): ProducerPlan {
  const latencyUs = draw.pick(0, 307, 20_011);
  return {
    id: 'producer',
    targets: Array.from({ length: draw.pick(1, 1, 2) }, (_, i) => ({ id: `produce${i}`, destination: i, latencyUs, share: draw.pick(1, 1, 1, 0.5) })),
    load: loadOf(draw),
    arrivals: draw.pick('even', 'poisson'),
    keys: draw.pick<ProducerPlan['keys']>(
      { kind: 'none' },
      { kind: 'uniform', count: 50 },
      { kind: 'zipf', count: 9, exponent: 1 },
      { kind: 'roundRobin', count: 7 },
    ),
    size: sizeOf(draw),
    variants: draw.pick<ProducerPlan['variants']>(
      [],
      [],
      [
        { weight: 1, properties: {} },
        { weight: 2, properties: { headers: { k: 1 } } },
      ],
    ),
    closeWhenDone: false,
    costRecordUs: draw.pick(0, 0, 3),
    send: sendOf(draw),
  };
}

const workOf = (draw: Draw): ConsumerPlan['workTime'] =>
  draw.pick<ConsumerPlan['workTime']>(
    { kind: 'constant', value: 0 },
    { kind: 'constant', value: 50 },
    { kind: 'exponential', mean: 150 },
    { kind: 'exponential', mean: 3_000 },
    { kind: 'uniform', min: 0, max: 2_000 },
  );

function consumerOf(draw: Draw, topics: number): ConsumerPlan {
  const latencyUs = draw.pick(0, 211, 9_013);
  const sources = Array.from({ length: topics }, (_, i) => ({ id: `read${i}`, destination: i, latencyUs, share: 1 }));
  return {
    id: 'group',
    sources: sources.slice(0, draw.pick(1, 2)),
    targets: draw.pick<ConsumerPlan['targets']>([], [], [], [{ id: 'forward', destination: topics, latencyUs, share: draw.pick(1, 0.3) }]),
    send: sendOf(draw),
    count: draw.pick(1, 2, 3),
    concurrency: draw.pick(1, 1, 1, 3),
    workTime: workOf(draw),
    failureProbability: draw.pick(0, 0, 0, 0.1),
    onFailure: draw.pick('retry', 'drop'),
    startUs: draw.pick(0, 1_000_000),
    prefetch: 0,
    costRecordUs: draw.pick(0, 0, 3),
    consumerPriority: 0,
    isExclusive: false,
    ack: 'afterProcessing',
    jms: null,
    group: 'group',
    assignor: draw.pick('range', 'cooperativeSticky'),
    offsetReset: draw.pick('earliest', 'latest'),
    commit: draw.pick('auto', 'auto', 'afterProcessing', 'beforeProcessing'),
    commitIntervalUs: 1_000_000,
    maxPollRecords: draw.pick(7, 500, 500),
    handOff: draw.pick(false, false, true),
    maxPollIntervalUs: draw.pick(400_000, 300_000_000, 300_000_000),
    sessionTimeoutUs: draw.pick(1_500_000, 45_000_000),
    heartbeatIntervalUs: 300_000,
    fetchMinBytes: draw.pick(1, 1, 20_000),
    fetchMaxWaitUs: 500_000,
  };
}

const faultOf = (draw: Draw): FaultSpec => {
  const forUs = draw.pick(30_011, 1_000_003, 2_500_007);
  return draw.pick<FaultSpec>(
    { kind: 'clientCrash', target: 'producer', forUs, instance: null, moment: 'now' },
    {
      kind: 'clientCrash',
      target: 'group',
      forUs,
      instance: 0,
      moment: draw.pick('now', 'beforeProcessing', 'afterProcessing', 'beforeCommit', 'afterCommit'),
    },
    { kind: 'brokerCrash', target: 'broker', forUs, mode: 'process', server: draw.pick(null, 0, 1) },
    { kind: 'brokerPause', target: 'broker', forUs, server: null },
    { kind: 'linkPartition', target: 'produce0', forUs, way: draw.pick('both', 'toBroker', 'fromBroker') },
    { kind: 'linkPartition', target: 'read0', forUs, way: 'both' },
    { kind: 'linkDelay', target: 'produce0', forUs, extraUs: 70_001 },
    { kind: 'linkLoss', target: 'read0', forUs, probability: 0.2 },
    { kind: 'poison', target: 'producer', forUs: null, messages: 3 },
    { kind: 'poisonShare', target: 'producer', forUs, probability: 0.1 },
  );
};

function planOf(draw: Draw, seed: number): Plan {
  const servers = draw.pick(1, 1, 3);
  const producer = producerOf(draw);
  const topics = 2;
  return {
    seed,
    horizonUs: END_US,
    sampleUs: SAMPLE_US,
    brokers: [
      {
        id: 'broker',
        profile: 'any',
        servers,
        interServerUs: 250,
        fsyncUs: 0,
        threads: draw.pick(1, 8),
        costRequestUs: draw.pick(0, 20, 1_000),
        costRecordUs: draw.pick(0, 0.2, 30),
        costByteUs: 0,
        nicBandwidth: 0,
        diskBandwidth: 0,
        pageCache: 0,
      },
    ],
    destinations: Array.from({ length: topics + 1 }, (_, i) => ({
      id: `topic${i}`,
      name: `topic${i}`,
      broker: 0,
      server: 0,
      kind: 'topic',
      partitions: draw.pick(1, 3, 12),
      replicationFactor: servers,
      minInsync: 1,
      allowsUnclean: false,
      ...LOG_DEFAULTS,
    })),
    producers: [producer],
    consumers: [consumerOf(draw, topics)],
    faults: Array.from({ length: draw.below(3) }, () => ({ atUs: 3_000_000 + draw.below(5_000_000), fault: faultOf(draw) })),
    objectives: [],
  };
}

/** Spikes and edits by instant; edits build on one another. */
function inputsOf(draw: Draw, plan: Plan): { atUs: number; input: RunInput }[] {
  const instants = Array.from({ length: draw.below(4) }, () => 2_000_000 + draw.below(6_000_000)).sort((a, b) => a - b);
  let now = plan;
  return instants.map((atUs) => {
    if (draw.pick(true, false, false))
      return { atUs, input: { kind: 'spike', node: 'producer', factor: draw.pick(0, 0.3, 4), forUs: draw.pick(3_003, 800_009) } };
    const [producer] = now.producers as [ProducerPlan];
    const [consumer] = now.consumers as [ConsumerPlan];
    const { lingerUs, batchBytes } = sendOf(draw);
    const edited: ProducerPlan = {
      ...producer,
      load: draw.pick(producer.load, loadOf(draw)),
      size: draw.pick(producer.size, sizeOf(draw)),
      send: { ...producer.send, ...draw.pick({}, { lingerUs, batchBytes }) },
      targets: producer.targets.map((target) => ({ ...target, share: draw.pick(target.share, 1, 0.5) })),
    };
    const worker: ConsumerPlan = {
      ...consumer,
      workTime: draw.pick(consumer.workTime, workOf(draw)),
      count: draw.pick(consumer.count, 2),
      concurrency: draw.pick(consumer.concurrency, 1, 2),
      failureProbability: draw.pick(consumer.failureProbability, consumer.failureProbability, 0.05),
      maxPollRecords: draw.pick(consumer.maxPollRecords, 50),
    };
    now = { ...now, producers: [edited], consumers: [worker] };
    return { atUs, input: { kind: 'patch', plan: now } };
  });
}

/** Rows of all figures but the number of events, the logs, and the report. */
function played(seed: number, isStepwise: boolean, looksUs: readonly number[] = []) {
  const draw = new Draw(seed);
  const plan = planOf(draw, seed);
  const run = new Run(plan, 0, undefined, isStepwise);
  const { world } = run;
  const { kernel } = world;
  const inputs = inputsOf(draw, plan);
  const apply = { fire: (now: number, i: number) => world.apply(inputs[i]!.input, instant(now)) };
  inputs.forEach(({ atUs }, i) => kernel.at(instant(atUs), 0, apply, i));
  for (const atUs of looksUs) {
    kernel.run(instant(atUs));
    world.catchUp();
  }
  kernel.run(instant(END_US));
  const { data, rows, columns, events } = run.takeFrames();
  const figures = run.schema.columns;
  const skipped = new Set(figures.flatMap(({ metric }, i) => (metric === 'events' || metric.startsWith('trace') ? [i] : [])));
  const table = Array.from({ length: rows }, (_, r) =>
    figures.flatMap(({ entity, metric }, i) => (skipped.has(i) ? [] : [`${entity} ${metric} ${data[r * columns + i]}`])),
  );
  const logs = world.destinations.map((d) =>
    d.kind !== 'topic'
      ? []
      : d.logs.map((log) => {
          const records: number[][] = [];
          for (let at = log.start; at < log.end; ) {
            const { start, count, serials, createdUs, sizes, keys } = log.read(at, 1e9, 1e9, 0, 0);
            for (let i = start; i < start + count; i++) records.push([serials[i]!, createdUs[i]!, sizes[i]!, keys[i]!]);
            at += count;
          }
          return records;
        }),
  );
  const { events: count, traceHash, ...rest } = run.report();
  return { table, logs, events, rest, count, traceHash };
}

const SEEDS = Array.from({ length: Number(process.env['STEPWISE_SEEDS'] ?? 20) }, (_, i) => i + 1);

/** The first thing told otherwise. */
function difference(a: ReturnType<typeof played>, b: ReturnType<typeof played>): string {
  const lines = ({ table, logs, events, rest }: ReturnType<typeof played>): string[] => [
    ...table.flatMap((row) => row.map((cell) => `${row[0]}: ${cell}`)),
    ...logs.flatMap((log, d) => log.flatMap((records, p) => records.map((r, i) => `log ${d}/${p} ${i}: ${r.join(' ')}`))),
    ...events.map((event) => JSON.stringify(event)),
    JSON.stringify(rest),
  ];
  const [left, right] = [lines(a), lines(b)];
  const at = left.findIndex((line, i) => line !== right[i]);
  return at < 0 ? '' : `${left[at]} | ${right[at]}`;
}

describe('clients that work ahead', () => {
  it('[U34] do what they would with an event for every record', () => {
    let saved = 0;
    const differ: string[] = [];
    for (const seed of SEEDS) {
      const [ahead, stepwise] = [played(seed, false), played(seed, true)];
      const found = difference(ahead, stepwise);
      if (found !== '') differ.push(`seed ${seed}: ${found}`);
      saved += stepwise.count - ahead.count;
    }
    expect(differ).toEqual([]);
    expect(saved).toBeGreaterThan(SEEDS.length * 1_000);
  }, 120_000);

  it('[V3] are not disturbed by being looked at', () => {
    for (const seed of SEEDS.slice(0, 12)) {
      const looks = Array.from({ length: 900 }, (_, i) => i * 9_973);
      const [unseen, seen] = [played(seed, false), played(seed, false, looks)];
      expect([seed, difference(seen, unseen), seen.traceHash]).toEqual([seed, '', unseen.traceHash]);
    }
  }, 60_000);
});
