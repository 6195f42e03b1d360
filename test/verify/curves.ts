/** A design with one producer of each load shape, and what each should send in each second: the integral of its curve (core/load). */
import { must } from '#core/base/assert.ts';
import { compile } from '#core/compile/compile.ts';
import { profileOfRun } from '#core/load/loadProfile.ts';
import { newEdge, newNode } from '#core/scenario/defaults.ts';
import { type EdgeDoc, FORMAT, type LoadDoc, type NodeDoc, type Scenario, VERSION } from '#core/scenario/scenario.ts';
import type { System } from './servers.ts';

export const CURVE_SECONDS = 20;

export const SHAPES = {
  constant: { kind: 'constant', rate: '400/s' },
  ramp: { kind: 'ramp', from: '100/s', to: '900/s', over: '20s' },
  spike: { kind: 'spike', base: '200/s', peak: '1500/s', at: '8s', rise: '1s', hold: '4s', fall: '1s' },
  sine: { kind: 'sine', mean: '500/s', amplitude: '300/s', period: '10s' },
} as const satisfies Record<string, LoadDoc>;
export type ShapeName = keyof typeof SHAPES;

const BROKERS: Readonly<Record<System, NodeDoc>> = {
  kafka: newNode('broker', 'kafka'),
  rabbitmq: { ...newNode('broker', 'rabbit'), profile: 'rabbitmq-4.3' },
  artemis: { ...newNode('broker', 'mq'), profile: 'activemq-5.17' },
};

export function curvesDesign(system: System): Scenario {
  const nodes: Record<string, NodeDoc> = { broker: BROKERS[system] };
  const edges: Record<string, EdgeDoc> = {};
  for (const [shape, load] of Object.entries(SHAPES)) {
    nodes[shape] = { ...newNode('producer', shape), load, arrivals: 'even', size: { kind: 'constant', value: '512B' } };
    nodes[destinationOf(shape)] =
      system === 'kafka'
        ? { ...newNode('topic', destinationOf(shape)), broker: 'broker', partitions: 3 }
        : { ...newNode('queue', destinationOf(shape)), broker: 'broker' };
    nodes[readerOf(shape)] = {
      ...newNode('consumer', readerOf(shape)),
      workTime: { kind: 'constant', value: '1ms' },
      concurrency: 8,
      prefetch: system === 'kafka' ? 0 : 100,
      ...(system === 'kafka' ? { group: shape, offsetReset: 'earliest' } : {}),
    };
    edges[`${shape}-out`] = newEdge(shape, destinationOf(shape));
    edges[`${shape}-in`] = newEdge(destinationOf(shape), readerOf(shape));
  }
  const model = { seed: 1, horizon: `${CURVE_SECONDS}s`, nodes, edges, faults: [], objectives: [] } as const;
  return { format: FORMAT, version: VERSION, model, view: { title: `Load shapes on ${system}`, positions: {} } };
}

export const destinationOf = (shape: string): string => `${shape}-messages`;
export const readerOf = (shape: string): string => `${shape}-reader`;

/** Messages a producer owes in each second of the run. */
export function curveOf({ model }: Scenario, producer: string, seconds: number): number[] {
  const plan = must(compile(model).plan, 'a design that can run');
  const { load } = must(
    plan.producers.find(({ id }) => id === producer),
    producer,
  );
  const profile = profileOfRun(load, model.seed, producer);
  return Array.from({ length: seconds }, (_, s) => profile.cumulative((s + 1) * 1e6) - profile.cumulative(s * 1e6));
}

/** The largest difference of one second from what it should be, as a part of that. */
export function worstError(actual: readonly number[], expected: readonly number[]): number {
  return Math.max(...expected.map((owed, s) => Math.abs((actual[s] ?? 0) - owed) / Math.max(1, owed)));
}
