import { describe, expect, test } from 'vitest';
import { LIMITS } from '#core/base/limits.ts';
import { newEdge, newNode } from '#core/scenario/defaults.ts';
import { formatPath, type Issue } from '#core/scenario/issues.ts';
import type { Model, NodeDoc, ObjectiveDoc } from '#core/scenario/scenario.ts';
import { boundsOf, measureOf, metricsOf } from '#core/scenario/objectives.ts';
import { validate } from '#core/scenario/validate.ts';
import { BASE } from './baseModel.ts';

const model = (changes: Partial<Model>): Model => ({ ...BASE, ...changes });
const withNode = (id: string, node: NodeDoc) => model({ nodes: { ...BASE.nodes, [id]: node } });
const withEdge = (from: string, to: string) => model({ edges: { ...BASE.edges, x: newEdge(from, to) } });
const withObjective = (objective: ObjectiveDoc) => model({ objectives: [objective] });
const found = (m: Model) => validate(m).map(line);
const line = (i: Issue) => `${i.severity} ${i.code} ${formatPath(i.path)}`;

const producer = newNode('producer', 'shop');
const consumer = newNode('consumer', 'worker');
const topic = newNode('topic', 'orders');

describe('validate', () => {
  test('a sound model has no issues', () => {
    expect(validate(BASE)).toEqual([]);
  });

  test.each<[string, Model, string]>([
    ['a seed beyond 32 bits', model({ seed: 2 ** 32 }), 'error schema.range model.seed'],
    [
      'a channel closed at the end of a load that has none',
      withNode('p', { ...producer, closeWhenDone: true }),
      'warning load.neverEnds model.nodes.p.closeWhenDone',
    ],
    ['no memory', withNode('c', { ...newNode('channel', 'ch'), memoryLimit: '0B' }), 'error quantity.range model.nodes.c.memoryLimit'],
    ['half a seed', model({ seed: 0.5 }), 'error quantity.count model.seed'],
    ['no horizon', model({ horizon: '0s' }), 'error quantity.range model.horizon'],
    ['a horizon that is no duration', model({ horizon: 'soon' }), 'error quantity.duration model.horizon'],
    ['an endless horizon', model({ horizon: '99999999d' }), 'error quantity.range model.horizon'],
    ['an empty name', withNode('t', { ...topic, name: ' ' }), 'error name.empty model.nodes.t.name'],
    ['a long name', withNode('t', { ...topic, name: 'x'.repeat(LIMITS.nameLength + 1) }), 'error schema.text model.nodes.t.name'],
    ['a name that moves the cursor', withNode('t', { ...topic, name: 'a\u001b[2J' }), 'error name.characters model.nodes.t.name'],
    ['two topics of one name', withNode('u', { ...topic, name: 'orders ' }), 'error name.duplicate model.nodes.u.name'],
    ['two producers of one name', withNode('q', producer), 'warning name.duplicate model.nodes.q.name'],
    ['no partition', withNode('t', { ...topic, partitions: 0 }), 'error schema.range model.nodes.t.partitions'],
    ['partitions that are not a number', withNode('t', { ...topic, partitions: Number.NaN }), 'error schema.type model.nodes.t.partitions'],
    ['more copies than servers', withNode('t', { ...topic, replicationFactor: 3 }), 'error topic.replication model.nodes.t.replicationFactor'],
    ['more in sync than copies', withNode('t', { ...topic, minInsyncReplicas: 2 }), 'error topic.minInsync model.nodes.t.minInsyncReplicas'],
    ['[KP10] idempotence with acks 1', withNode('p', { ...producer, idempotence: 'on', acks: '1' }), 'error producer.idempotence model.nodes.p.idempotence'],
    [
      '[KP10] idempotence with 6 in flight',
      withNode('p', { ...producer, idempotence: 'on', maxInFlight: 6 }),
      'error producer.idempotence model.nodes.p.idempotence',
    ],
    [
      '[KP10] idempotence without retries',
      withNode('p', { ...producer, idempotence: 'on', retries: 0 }),
      'error producer.idempotence model.nodes.p.idempotence',
    ],
    [
      '[KP7] too little time to deliver',
      withNode('p', { ...producer, deliveryTimeout: '20s' }),
      'error producer.deliveryTimeout model.nodes.p.deliveryTimeout',
    ],
    ['a broker that is not there', withNode('t', { ...topic, broker: 'zoo1' }), 'error broker.unknown model.nodes.t.broker'],
    [
      'a topic on RabbitMQ',
      model({ nodes: { ...BASE.nodes, r: { ...newNode('broker', 'r'), profile: 'rabbitmq-4.3' }, t: { ...topic, broker: 'r' } } }),
      'error broker.cannotHold model.nodes.t.broker',
    ],
    ['ten servers', withNode('r', { ...newNode('broker', 'r'), nodes: 10 }), 'error schema.range model.nodes.r.nodes'],
    ['a broker that is a producer', withNode('t', { ...topic, broker: 'p' }), 'error broker.notABroker model.nodes.t.broker'],
    ['a failure more than certain', withNode('c', { ...consumer, failureProbability: 1.5 }), 'error schema.range model.nodes.c.failureProbability'],
    ['a negative linger', withNode('p', { ...producer, linger: '-1ms' }), 'error quantity.negative model.nodes.p.linger'],
    ['a batch size that is a time', withNode('p', { ...producer, batchSize: '5ms' }), 'error quantity.bytes model.nodes.p.batchSize'],
    ['a record of 1 GiB', withNode('p', { ...producer, size: { kind: 'constant', value: '1GiB' } }), 'error quantity.range model.nodes.p.size.value'],
    ['no keys', withNode('p', { ...producer, keys: { kind: 'uniform', count: 0 } }), 'error schema.range model.nodes.p.keys.count'],
    ['a load without steps', withNode('p', { ...producer, load: { kind: 'steps', steps: [] } }), 'error load.empty model.nodes.p.load.steps'],
    [
      'a broken second step',
      withNode('p', {
        ...producer,
        load: {
          kind: 'steps',
          steps: [
            { rate: '1/s', for: '1s' },
            { rate: 'fast', for: '1s' },
          ],
        },
      }),
      'error quantity.rate model.nodes.p.load.steps.1.rate',
    ],
    [
      'a wave below zero',
      withNode('p', { ...producer, load: { kind: 'sine', mean: '10/s', amplitude: '11/s', period: '1m' } }),
      'error load.amplitude model.nodes.p.load.amplitude',
    ],
    [
      'a ramp in no time',
      withNode('p', { ...producer, load: { kind: 'ramp', from: '1/s', to: '2/s', over: '0s' } }),
      'error quantity.range model.nodes.p.load.over',
    ],
    [
      'a reversed range',
      withNode('c', { ...consumer, workTime: { kind: 'uniform', min: '2ms', max: '1ms' } }),
      'error distribution.order model.nodes.c.workTime',
    ],
    ['no values', withNode('c', { ...consumer, workTime: { kind: 'empirical', values: [] } }), 'error distribution.empty model.nodes.c.workTime.values'],
    [
      'a missing weight',
      withNode('c', { ...consumer, workTime: { kind: 'empirical', values: ['1ms', '2ms'], weights: [1] } }),
      'error distribution.weights model.nodes.c.workTime.weights',
    ],
    [
      'weights of nothing',
      withNode('c', { ...consumer, workTime: { kind: 'empirical', values: ['1ms'], weights: [0] } }),
      'error distribution.weights model.nodes.c.workTime.weights',
    ],
    ['an edge from nowhere', withEdge('ghost', 't'), 'error edge.dangling model.edges.x.from'],
    ['an edge to nowhere', withEdge('p', 'ghost'), 'error edge.dangling model.edges.x.to'],
    ['an edge to itself', withEdge('c', 'c'), 'error edge.self model.edges.x'],
    ['the same edge again', withEdge('p', 't'), 'error edge.duplicate model.edges.x'],
    ['a producer to a consumer', withEdge('p', 'c'), 'error edge.notAllowed model.edges.x'],
    [
      'a topic to a topic',
      model({ ...withNode('u', newNode('topic', 'u')), edges: { ...BASE.edges, x: newEdge('t', 'u') } }),
      'error edge.notAllowed model.edges.x',
    ],
    ['an edge from a broker', withEdge('b', 'c'), 'error edge.notAllowed model.edges.x'],
    ['a share above all', model({ edges: { ...BASE.edges, pt: { ...newEdge('p', 't'), share: 2 } } }), 'error schema.range model.edges.pt.share'],
    [
      'a topic and a queue read by one',
      model({ ...withNode('q', newNode('queue', 'q')), edges: { ...BASE.edges, x: newEdge('q', 'c') } }),
      'error consumer.mixedSources model.edges.x',
    ],
    [
      'heartbeats as rare as the session is short',
      withNode('c', { ...consumer, heartbeatInterval: '10s', sessionTimeout: '10s' }),
      'error consumer.heartbeat model.nodes.c.heartbeatInterval',
    ],
    ['a session Kafka does not take', withNode('c', { ...consumer, sessionTimeout: '5s' }), 'error quantity.range model.nodes.c.sessionTimeout'],
    ['a segment too small', withNode('t', { ...topic, segmentBytes: '1KiB' }), 'error quantity.range model.nodes.t.segmentBytes'],
    ['messages without a key for a compacted topic', withNode('t', { ...topic, cleanup: 'compact' }), 'warning topic.unkeyed model.nodes.p.keys'],
    ['a node alone', withNode('q', newNode('queue', 'idle')), 'warning node.unconnected model.nodes.q'],
    ['an objective about nobody', withObjective({ metric: 'dropped', node: 'ghost', below: 1 }), 'error objective.unknownNode model.objectives.0.node'],
    ['the lag of a producer', withObjective({ metric: 'lagMax', node: 'p', below: 1 }), 'error objective.notMeasured model.objectives.0.metric'],
    ['the throughput of a broker', withObjective({ metric: 'throughput', node: 'b', above: '1/s' }), 'error objective.notMeasured model.objectives.0.metric'],
    ['an objective without a bound', withObjective({ metric: 'lost', node: '' }), 'error objective.bound model.objectives.0.metric'],
    ['an objective with two', withObjective({ metric: 'lost', node: '', below: 1, atMost: 0 }), 'error objective.bound model.objectives.0.below'],
    ['a latency that is to be long', withObjective({ metric: 'latencyP99', node: '', above: '1s' }), 'error objective.bound model.objectives.0.above'],
    ['a latency without unit', withObjective({ metric: 'latencyP99', node: '', below: '250' }), 'error quantity.duration model.objectives.0.below'],
    ['a throughput below zero', withObjective({ metric: 'throughput', node: 'c', above: '-1/s' }), 'error quantity.negative model.objectives.0.above'],
  ])('%s', (_, broken, expected) => {
    expect(found(broken)).toContain(expected);
  });

  test('members of one group agree on how partitions are shared, if they read a topic', () => {
    const nodes = { ...BASE.nodes, c: { ...consumer, group: 'g' }, d: { ...newNode('consumer', 'other'), group: 'g', assignor: 'roundRobin' as const } };
    const both = { ...BASE.edges, td: newEdge('t', 'd') };
    expect(found(model({ nodes, edges: both }))).toEqual(['error consumer.groupDisagrees model.nodes.d.assignor']);
    expect(found(model({ nodes }))).toEqual(['warning node.unconnected model.nodes.d']);
  });

  test('an external service needs no connection: it takes none', () => {
    expect(found(model({ nodes: { ...BASE.nodes, zoo: newNode('external', 'zoo1') } }))).toEqual(found(BASE));
  });

  test('a consumer may read several destinations of one family, and forward to any other', () => {
    const nodes = { ...BASE.nodes, u: newNode('topic', 'returns'), q: newNode('queue', 'q') };
    expect(found(model({ nodes, edges: { ...BASE.edges, uc: newEdge('u', 'c'), cq: newEdge('c', 'q') } }))).toEqual([]);
  });

  test('too many nodes are refused at once', () => {
    const nodes = Object.fromEntries(Array.from({ length: LIMITS.nodes + 1 }, (_, i) => [`q${i}`, newNode('queue', '')]));
    expect(found(model({ nodes, edges: {} }))).toEqual(['error limit.exceeded model.nodes']);
  });

  test('each topic may be large, all of them together are limited; so are instances', () => {
    const many = (node: NodeDoc, n: number) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`n${i}`, { ...node, name: `n${i}` }]));
    const topics = validate(model({ nodes: many({ ...topic, partitions: 1_000 }, 101), edges: {} }));
    expect(topics[0]).toMatchObject({ code: 'limit.exceeded', params: { what: 'partitions', count: 101_000 } });
    const consumers = validate(model({ nodes: many({ ...consumer, count: 1_000 }, 51), edges: {} }));
    expect(consumers[0]).toMatchObject({ code: 'limit.exceeded', params: { what: 'instances', count: 51_000 } });
  });

  test('the objective form offers what validate accepts', () => {
    for (const metric of metricsOf('topic')) {
      const value = { duration: '1s', count: 1, rate: '1/s' }[measureOf(metric).unit];
      for (const bound of boundsOf(metric)) expect(found(withObjective({ metric, node: 't', [bound]: value }))).toEqual([]);
    }
    expect(metricsOf('run')).toContain('latencyP99');
    expect(metricsOf('broker')).toEqual([]);
  });
});
