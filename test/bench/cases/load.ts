/**
 * What a load costs: 60 simulated seconds of 100 k messages/s through a topic with twelve partitions and a group of twelve, with
 * the settings Kafka has unless somebody changes them. Then ten minutes and five million messages, the run whose exact state at
 * a cursor is a repeat of it.
 */
import type { Plan } from '#core/compile/plan.ts';
import { Run } from '#core/run/run.ts';
import { type BenchCase, js, type Sample, timed } from '../benchCase.ts';
import { BROKER, BROKER_COSTS, consumer, send, TOPIC } from './spike.ts';

interface Load {
  readonly producers: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** Without keys a producer sticks to a partition until a batch is full, as Kafka's does. */
  readonly isKeyed?: boolean;
}

export const minute: Load = { producers: 4, seconds: 60, perSecond: 100_000 };
const tenMinutes: Load = { producers: 1, seconds: 600, perSecond: 5e6 / 600 };

export const loadPlan = ({ producers, seconds, perSecond, isKeyed = true }: Load): Plan => ({
  seed: 42,
  horizonUs: seconds * 1e6,
  sampleUs: 100_000,
  brokers: [{ ...BROKER, ...BROKER_COSTS }],
  destinations: [TOPIC],
  producers: Array.from({ length: producers }, (_, i) => ({
    id: `producer${i}`,
    targets: [{ id: `produce${i}`, destination: 0, latencyUs: 500, share: 1 }],
    load: { kind: 'constant', rate: perSecond / producers },
    arrivals: 'poisson',
    keys: isKeyed ? { kind: 'uniform', count: 10_000 } : { kind: 'none' },
    size: { kind: 'constant', value: 200 },
    variants: [],
    closeWhenDone: false,
    costRecordUs: 0,
    send: { ...send, isIdempotent: true },
  })),
  consumers: [
    {
      ...consumer,
      id: 'group',
      sources: [{ id: 'read', destination: 0, latencyUs: 500, share: 1 }],
      targets: [],
      count: 12,
      workTime: { kind: 'exponential', mean: 50 },
      failureProbability: 0,
      prefetch: 0,
      costRecordUs: 0,
      jms: null,
    },
  ],
  faults: [],
  objectives: [],
});

export function runLoad(load: Load): Sample {
  const run = new Run(loadPlan(load));
  const timedRun = timed(load.seconds * load.perSecond, () => {
    while (!run.ended) {
      run.advance(run.end, 100_000);
      if (run.hasFrames) run.takeFrames();
    }
  });
  const report = run.report();
  if (report.ledger.difference !== 0) throw new Error(`the books do not balance: ${report.ledger.difference}`);
  const messages = report.nodes.reduce((sum, { kind, offered }) => sum + (kind === 'producer' ? (offered ?? 0) : 0), 0);
  const processed = report.nodes.find(({ id }) => id === 'group')?.processed ?? Number.NaN;
  return {
    ...timedRun,
    check: report.traceHash,
    extra: {
      messages,
      processed,
      eventsPerMessage: report.events / messages,
      wallSec: timedRun.wallNs / 1e9,
      rssMB: (process.resourceUsage().maxRSS * 1024) / 1e6,
    },
  };
}

export const benchCase: BenchCase = {
  name: 'load',
  operation: 'message',
  programs: {
    '100 k/s for a minute': js(() => runLoad(minute)),
    'the same without keys': js(() => runLoad({ ...minute, isKeyed: false })),
    '5 M in ten minutes': js(() => runLoad(tenMinutes)),
  },
  same: [['100 k/s for a minute'], ['5 M in ten minutes']],
  goals: [
    {
      text: 'processor time of a minute at 100 k/s',
      measured: (m) => (m.cpu('100 k/s for a minute') * 6e6) / 1e9,
      want: 'at most',
      must: 3,
      stretch: 2,
      unit: ' s',
    },
    {
      text: 'the same without keys, on the engine’s thread',
      measured: (m) => m.extra('the same without keys', 'wallSec'),
      want: 'at most',
      must: 3,
      stretch: 2,
      unit: ' s',
    },
    {
      text: 'processor time of 5 M in ten minutes',
      measured: (m) => (m.cpu('5 M in ten minutes') * 5e6) / 1e9,
      want: 'at most',
      must: 3,
      stretch: 2,
      unit: ' s',
    },
    { text: 'memory of a minute at 100 k/s', measured: (m) => m.extra('100 k/s for a minute', 'rssMB'), want: 'at most', must: 300, stretch: 200, unit: ' MB' },
  ],
};
