import { describe, expect, test } from 'vitest';
import { parseObjective } from '#core/scenario/parseObjective.ts';
import type { ObjectiveDoc } from '#core/scenario/scenario.ts';
import { modelOf, node } from '../support/design.ts';

const drawn = modelOf({ p: node('producer'), q: node('queue'), w: node('consumer'), t: node('topic'), c: node('channel') }, ['p>q', 'q>w']);
const NAMES: Readonly<Record<string, string>> = { q: '订单: 队列', w: 'workers', t: 'same', c: 'same' };
const MODEL = { ...drawn, nodes: Object.fromEntries(Object.entries(drawn.nodes).map(([id, doc]) => [id, { ...doc, name: NAMES[id] ?? id }])) };

describe('an objective as people write it', () => {
  test.each<[string, ObjectiveDoc]>([
    ['p99 < 500ms', { metric: 'latencyP99', node: '', below: '500ms' }],
    ['p99.9<=2s', { metric: 'latencyP999', node: '', atMost: '2s' }],
    ['lag.seconds.max < 30', { metric: 'lagSecondsMax', node: '', below: '30s' }],
    ['lag.seconds.max < 30ms', { metric: 'lagSecondsMax', node: '', below: '30ms' }],
    ['loss = 0', { metric: 'lost', node: '', atMost: 0 }],
    ['drainTime < 5m', { metric: 'drainTime', node: '', below: '5m' }],
    ['w: p50 ≤ 1s', { metric: 'latencyP50', node: 'w', atMost: '1s' }],
    ['workers:duplicates == 0', { metric: 'duplicates', node: 'w', atMost: 0 }],
    ['订单: 队列: depth.max < 1000', { metric: 'depthMax', node: 'q', below: 1000 }],
    ['throughput >= 1k/s', { metric: 'throughput', node: '', above: '1k/s' }],
    ['GOODPUT ≥ 50/s', { metric: 'goodput', node: '', above: '50/s' }],
  ])('%s', (text, objective) => expect(parseObjective(text, MODEL)).toEqual({ ok: true, value: objective }));

  test.each<[string, string, number]>([
    ['', 'shape', 0],
    ['p99', 'shape', 0],
    ['p99 < ', 'issue', 6],
    ['p98 < 1s', 'metric', 0],
    ['ghost: p99 < 1s', 'place', 0],
    ['same: lag < 1', 'place', 0],
    ['w: lag.max > 5', 'sign', 11],
    ['throughput < 5/s', 'sign', 11],
    ['throughput > 5/s', 'sign', 11],
    ['loss = 1', 'sign', 5],
    ['p99 < 500', 'issue', 6],
    ['p: p99 < 5s', 'issue', 3],
    ['lost < many', 'issue', 7],
  ])('%s is refused with its place', (text, code, at) => {
    const read = parseObjective(text, MODEL);
    expect(read.ok ? 'ok' : { code: read.error.code, at: read.error.at }).toEqual({ code, at });
  });
});
