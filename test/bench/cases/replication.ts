/**
 * A million messages through a cluster of three servers: twelve partitions with three copies each, acknowledged by all, idempotent, read
 * by a group of twelve; beside it the same with one copy. Followers fetch over links of their own, so every batch crosses three.
 */
import { Run } from '#core/run/run.ts';
import { modelOf, node, planOf } from '../../support/design.ts';
import { type BenchCase, js, type Sample, timed } from '../benchCase.ts';

const planWith = (copies: number) =>
  planOf(
    modelOf(
      {
        kafka: node('broker', { profile: 'kafka-4.1', nodes: 3, costPerRequest: '20us', costPerRecord: '0.2us' }),
        orders: node('topic', { broker: 'kafka', partitions: 12, replicationFactor: copies, minInsyncReplicas: Math.min(2, copies) }),
        shops: node('producer', {
          load: { kind: 'constant', rate: '50k/s' },
          keys: { kind: 'uniform', count: 10_000 },
          size: { kind: 'constant', value: '200B' },
        }),
        group: node('consumer', { count: 12, workTime: { kind: 'constant', value: '30us' }, offsetReset: 'earliest' }),
      },
      ['shops>orders', 'orders>group'],
      { horizon: '20s' },
      '250us',
    ),
  );

function run(copies: number): Sample {
  const world = new Run(planWith(copies));
  const sample = timed(1, () => {
    while (!world.ended) {
      world.advance(world.end, 100_000);
      if (world.hasFrames) world.takeFrames();
    }
  });
  const { ledger, traceHash } = world.report();
  if (ledger.difference !== 0) throw new Error(`the books do not balance: ${ledger.difference}`);
  return { ...sample, operations: ledger.offered, check: traceHash };
}

export const benchCase: BenchCase = {
  name: 'replication',
  operation: 'message',
  programs: { 'three copies': js(() => run(3)), 'one copy': js(() => run(1)) },
  goals: [
    {
      text: 'processor time of a million messages with three copies',
      measured: (m) => m.cpu('three copies') / 1e3,
      want: 'at most',
      must: 5,
      stretch: 2,
      unit: ' s',
    },
    { text: 'three copies beside one', measured: (m) => m.cpu('three copies') / m.cpu('one copy'), want: 'at most', must: 3, stretch: 2 },
  ],
};
