/** Changes to a design that must change nothing, or everything alike [I18]. */
import { describe, expect, it } from 'vitest';
import { newNode } from '#core/scenario/defaults.ts';
import type { Model, NodeDoc } from '#core/scenario/scenario.ts';
import { Run } from '#core/run/run.ts';
import { finish, modelOf, node, nodeOf, planOf } from '../support/design.ts';
import { randomWorld } from './randomWorld.ts';

const SEEDS = Array.from({ length: 12 }, (_, i) => 100 + i);

/** Every number of a run that has one, by node and edge; time is cut short, for nothing more comes. */
const played = (model: Model) => finish(new Run({ ...planOf({ ...model, horizon: '30s' }), sampleUs: 1_000_000 }));

describe('worlds that differ in what does not matter', () => {
  it.each(SEEDS)('[I18] an idle broker, topic and queue more change nothing (seed %i)', (seed) => {
    const model = randomWorld(seed);
    const idle = { zBroker: newNode('broker', 'zBroker'), zTopic: newNode('topic', 'zTopic'), zQueue: { ...newNode('queue', 'zQueue'), broker: 'zBroker' } };
    const [plain, more] = [played(model), played({ ...model, nodes: { ...model.nodes, ...idle } })];
    expect(more.traceHash).toBe(plain.traceHash);
    expect(more.nodes.filter(({ id }) => !Object.hasOwn(idle, id))).toEqual(plain.nodes);
  });

  it('[I18] renaming ids changes only names', () => {
    const line = (rename: (id: string) => string) => {
      const nodes: Record<string, NodeDoc> = {
        [rename('b')]: node('broker', { costPerRequest: '1ms' }),
        [rename('q')]: node('queue', { broker: rename('b') }),
        [rename('p')]: node('producer', { load: { kind: 'ramp', from: '10/s', to: '200/s', over: '5s' }, arrivals: 'even' }),
        [rename('c')]: node('consumer', { workTime: { kind: 'constant', value: '7ms' }, prefetch: 3 }),
      };
      return played(modelOf(nodes, [`${rename('p')}>${rename('q')}`, `${rename('q')}>${rename('c')}`], {}, '1ms'));
    };
    const [plain, renamed] = [line((id) => id), line((id) => `x${id}`)];
    expect(renamed.traceHash).toBe(plain.traceHash);
    expect(renamed.nodes.map(({ id: _id, ...figures }) => figures)).toEqual(plain.nodes.map(({ id: _id, ...figures }) => figures));
  });

  it.each([3, 10])('[I18] all times %i times as long make all latencies so', (k) => {
    const line = (by: number) => {
      const nodes = {
        b: node('broker', { costPerRequest: `${by}ms`, costPerRecord: '0s', costPerKiB: '0s', threads: 2 }),
        q: node('queue', { broker: 'b' }),
        p: node('producer', { load: { kind: 'constant', rate: `${120 / by}/s` }, arrivals: 'even', variants: [] }),
        c: node('consumer', { workTime: { kind: 'empirical', values: [`${3 * by}ms`, `${20 * by}ms`] }, prefetch: 5, count: 2 }),
      };
      const model = modelOf(nodes, ['p>q', 'q>c'], { horizon: `${8 * by}s` }, `${2 * by}ms`);
      const run = new Run({ ...planOf(model), sampleUs: 1_000_000 * by });
      return nodeOf(finish(run), 'c').latency!;
    };
    const [once, longer] = [line(1), line(k)];
    expect(longer.count).toBe(once.count);
    expect(longer.meanUs / k).toBeCloseTo(once.meanUs, 0);
    expect(longer.maxUs).toBe(once.maxUs * k);
  });
});
