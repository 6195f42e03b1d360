/**
 * The headline: five million messages through the whole engine. Twenty producers whose rate jumps twentyfold, a topic with twelve
 * partitions read by a group of twelve, a quarter of it forwarded to a queue with eight workers, one in a hundred worked on twice.
 * Batching, offsets, acknowledgements, latencies, the ledger and the sampler are all on. As in the study it is measured against,
 * broker and links take no time of their own; beside it runs the same with eight broker threads and half a millisecond each way.
 */
import { OWN_QUEUE } from '#core/compile/queues.ts';
import type { Plan, SendPlan } from '#core/compile/plan.ts';
import { LOG_DEFAULTS } from '#core/broker/log/partitionLog.ts';
import { Run } from '#core/run/run.ts';
import { type BenchCase, js, type Sample, timed } from '../benchCase.ts';

const HORIZON_US = 60_000_000;
const SAMPLE_US = 100_000;

export const BROKER_COSTS = { costRequestUs: 20, costRecordUs: 0.2, costByteUs: 0.0005 };
const NO_COSTS = { costRequestUs: 0, costRecordUs: 0, costByteUs: 0 };

/** Unlimited but for its threads; costs are added. */
export const BROKER = {
  id: 'broker',
  profile: 'any',
  servers: 1,
  interServerUs: 250,
  fsyncUs: 0,
  nicBandwidth: 0,
  diskBandwidth: 0,
  pageCache: 0,
  threads: 8,
} as const;

export const TOPIC = {
  id: 'topic',
  name: 'orders',
  broker: 0,
  server: 0,
  kind: 'topic',
  partitions: 12,
  replicationFactor: 1,
  minInsync: 1,
  allowsUnclean: false,
  ...LOG_DEFAULTS,
} as const;

export const send: SendPlan = {
  lingerUs: 5_000,
  batchBytes: 16_384,
  acks: -1,
  retries: 3,
  retryBackoffUs: 100_000,
  requestTimeoutUs: 30_000_000,
  maxInFlight: 5,
  bufferBytes: 32 * 2 ** 20,
  transaction: 0,
  confirmWindow: 0,
  deliveryTimeoutUs: 120_000_000,
  maxBlockUs: 60_000_000,
  // As it was measured from the start; batches here hold one record or two. The case of replication has numbered ones.
  isIdempotent: false,
  partitioner: 'murmur2',
};

export const consumer = {
  send,
  concurrency: 1,
  onFailure: 'retry',
  startUs: 0,
  group: 'group',
  assignor: 'range',
  offsetReset: 'earliest',
  commit: 'auto',
  commitIntervalUs: 5_000_000,
  maxPollRecords: 500,
  handOff: false,
  maxPollIntervalUs: 300_000_000,
  sessionTimeoutUs: 45_000_000,
  heartbeatIntervalUs: 3_000_000,
  fetchMinBytes: 1,
  fetchMaxWaitUs: 500_000,
  ack: 'afterProcessing',
  consumerPriority: 0,
  isExclusive: false,
} as const;

const spikePlan = ({ isModelled }: { readonly isModelled: boolean }): Plan => ({
  seed: 42,
  horizonUs: HORIZON_US,
  sampleUs: SAMPLE_US,
  brokers: [{ ...BROKER, ...(isModelled ? BROKER_COSTS : NO_COSTS) }],
  destinations: [
    TOPIC,
    {
      id: 'queue',
      name: 'payments',
      broker: 0,
      server: 0,
      kind: 'queue',
      ...OWN_QUEUE,
      deadLetter: null,
    },
  ],
  // 20 k/s in all for a minute, and 380 k/s more for the equal of ten seconds: 5 M messages.
  producers: Array.from({ length: 20 }, (_, i) => ({
    id: `producer${i}`,
    targets: [{ id: `produce${i}`, destination: 0, latencyUs: isModelled ? 500 : 0, share: 1 }],
    load: { kind: 'spike', base: 1_000, peak: 20_000, atUs: 10_000_000, riseUs: 2_000_000, holdUs: 8_000_000, fallUs: 2_000_000 },
    arrivals: 'poisson',
    keys: { kind: 'uniform', count: 10_000 },
    size: { kind: 'constant', value: 200 },
    variants: [],
    closeWhenDone: false,
    costRecordUs: 0,
    send,
  })),
  consumers: [
    {
      ...consumer,
      id: 'group',
      sources: [{ id: 'read', destination: 0, latencyUs: isModelled ? 500 : 0, share: 1 }],
      targets: [{ id: 'forward', destination: 1, latencyUs: isModelled ? 500 : 0, share: 0.25 }],
      count: 12,
      costRecordUs: 0,
      workTime: { kind: 'exponential', mean: 30 },
      failureProbability: 0,
      prefetch: 0,
      jms: null,
    },
    {
      ...consumer,
      id: 'workers',
      sources: [{ id: 'work', destination: 1, latencyUs: isModelled ? 500 : 0, share: 1 }],
      targets: [],
      count: 8,
      costRecordUs: 0,
      workTime: { kind: 'exponential', mean: 60 },
      failureProbability: 0.01,
      prefetch: 50,
      jms: null,
    },
  ],
  faults: [],
  objectives: [],
});

function runSpike(isModelled: boolean): Sample {
  const run = new Run(spikePlan({ isModelled }));
  const timedRun = timed(1, () => {
    // As a host does: in slices, taking the frames as they come.
    while (!run.ended) {
      run.advance(HORIZON_US, 100_000);
      if (run.hasFrames) run.takeFrames();
    }
  });
  const report = run.report();
  if (report.ledger.difference !== 0) throw new Error(`the books do not balance: ${report.ledger.difference}`);
  const messages = report.nodes.reduce((sum, { kind, offered }) => sum + (kind === 'producer' ? (offered ?? 0) : 0), 0);
  return {
    ...timedRun,
    operations: messages,
    check: report.traceHash,
    extra: {
      messages,
      eventsPerMessage: report.events / messages,
      wallSec: timedRun.wallNs / 1e9,
      rssMB: (process.resourceUsage().maxRSS * 1024) / 1e6,
      lagMax: report.nodes.find(({ id }) => id === 'topic')?.lagMax ?? Number.NaN,
    },
  };
}

export const benchCase: BenchCase = {
  name: 'spike',
  operation: 'message',
  programs: { 'whole engine': js(() => runSpike(false)), 'with broker threads and links': js(() => runSpike(true)) },
  same: [['whole engine'], ['with broker threads and links']],
  goals: [
    { text: 'processor time of 5 M messages', measured: (m) => (m.cpu('whole engine') * 5e6) / 1e9, want: 'at most', must: 8, stretch: 3, unit: ' s' },
    { text: 'memory', measured: (m) => m.extra('whole engine', 'rssMB'), want: 'at most', must: 300, stretch: 200, unit: ' MB' },
  ],
};
