import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newEdge, newNode } from '#core/scenario/defaults.ts';
import { NODE_FIELDS } from '#core/scenario/fields.ts';
import { FIX_RULES } from '#core/scenario/fixRules.ts';
import { applyFix, type FixWord } from '#core/scenario/issueFix.ts';
import { fixAll, fixesOf } from '#core/scenario/issueFixes.ts';
import type { IssueCode } from '#core/scenario/issues.ts';
import type { BrokerDoc, ConsumerDoc, EdgeDoc, FaultDoc, Model, NodeDoc, ObjectiveDoc, ProducerDoc, QueueDoc, TopicDoc } from '#core/scenario/scenario.ts';
import { validate } from '#core/scenario/validate.ts';
import { scenarios } from './arbitrary.ts';
import { BASE } from './baseModel.ts';

const producer = (change: Partial<ProducerDoc>): Model => withNodes({ p: { ...newNode('producer', 'shop'), ...change } });
const consumer = (change: Partial<ConsumerDoc>): Model => withNodes({ c: { ...newNode('consumer', 'worker'), ...change } });
const topic = (change: Partial<TopicDoc>): Model => withNodes({ t: { ...newNode('topic', 'orders'), broker: 'b', ...change } });
const withNodes = (nodes: Record<string, NodeDoc>, edges: Record<string, EdgeDoc> = {}): Model => ({
  ...BASE,
  nodes: { ...BASE.nodes, ...nodes },
  edges: { ...BASE.edges, ...edges },
});
const wire = (from: string, to: string): Model => withNodes({}, { x: newEdge(from, to) });
const fault = (one: FaultDoc, model = BASE): Model => ({ ...model, faults: [one] });
const objective = (one: ObjectiveDoc): Model => ({ ...BASE, objectives: [one] });
/** A queue with a producer and a consumer, on a broker of the profile. */
const queue = (change: Partial<QueueDoc>, reader: Partial<ConsumerDoc> = {}, profile: BrokerDoc['profile'] = 'rabbitmq-4.3'): Model => ({
  ...BASE,
  nodes: {
    b: { ...newNode('broker', 'server'), profile },
    c: { ...newNode('consumer', 'worker'), ...reader },
    p: newNode('producer', 'shop'),
    q: { ...newNode('queue', 'jobs'), broker: 'b', ...change },
  },
  edges: { pq: newEdge('p', 'q'), qc: newEdge('q', 'c') },
});
const jmsBroadcast = (reader: Partial<ConsumerDoc>): Model => {
  const { nodes, ...rest } = queue({}, { subscription: 'durable', subscriptionName: 's', ...reader }, 'activemq-5.17');
  return { ...rest, nodes: { ...nodes, q: { ...newNode('broadcast', 'news'), broker: 'b' } } };
};
/** Two exchanges and two queues around them. */
const exchanges = (edges: Record<string, Partial<EdgeDoc>>): Model => ({
  ...BASE,
  nodes: { p: newNode('producer', 'p'), e: newNode('exchange', 'e'), f: newNode('exchange', 'f'), g: newNode('exchange', 'g'), q: newNode('queue', 'q') },
  edges: Object.fromEntries(Object.entries({ pe: {}, ...edges }).map(([id, change]) => [id, { ...newEdge(id[0] ?? '', id[1] ?? ''), ...change }])),
});

const BROKEN: readonly [code: IssueCode, model: Model, words: readonly FixWord[]][] = [
  ['schema.type', topic({ partitions: Number.NaN }), ['set']],
  ['schema.range', topic({ partitions: 0 }), ['raise']],
  ['schema.range', consumer({ failureProbability: 1.5 }), ['lower']],
  ['schema.text', topic({ name: 'x'.repeat(200) }), ['rename']],
  ['schema.text', producer({ keys: { kind: 'single', key: 'k'.repeat(300) } }), ['shorten']],
  ['quantity.duration', { ...BASE, horizon: 'soon' }, ['set']],
  ['quantity.rate', producer({ load: { kind: 'constant', rate: 'often' } }), ['set']],
  ['quantity.bytes', producer({ batchSize: '5ms' }), ['set']],
  ['quantity.bandwidth', withNodes({ b: { ...newNode('broker', 'kafka1'), nicBandwidth: 'fast' } }), ['set']],
  ['quantity.count', { ...BASE, seed: 1.5 }, ['set']],
  ['quantity.negative', producer({ linger: '-1ms' }), ['set', 'set']],
  ['quantity.range', consumer({ sessionTimeout: '5s' }), ['raise']],
  ['quantity.range', producer({ size: { kind: 'constant', value: '1GiB' } }), ['lower']],
  ['name.empty', topic({ name: ' ' }), ['rename']],
  ['name.duplicate', withNodes({ u: newNode('topic', 'orders') }, { pu: newEdge('p', 'u') }), ['rename']],
  ['name.characters', topic({ name: 'a\u001b' }), ['rename']],
  ['edge.dangling', wire('ghost', 't'), ['removeEdge']],
  ['edge.self', wire('c', 'c'), ['removeEdge']],
  ['edge.duplicate', wire('p', 't'), ['removeEdge']],
  ['edge.notAllowed', wire('p', 'c'), ['removeEdge']],
  ['edge.secondDeadLetter', exchangesOfQueue(), ['removeEdge']],
  ['edge.deadLetterBroker', deadLettersAbroad(), ['removeEdge']],
  ['edge.bindingBroker', withNodes({ e: { ...newNode('exchange', 'e'), broker: 'b' }, q: newNode('queue', 'q') }, { eq: newEdge('e', 'q') }), ['removeEdge']],
  ['edge.fieldMisplaced', withNodes({}, { pt: { ...newEdge('p', 't'), role: 'alternate' } }), ['leaveOut']],
  ['binding.ignored', exchanges({ eq: { bindings: [{ key: '', match: 'any' }] } }), ['leaveOut']],
  ['exchange.secondAlternate', exchanges({ ef: { role: 'alternate' }, eg: { role: 'alternate' } }), ['removeEdge']],
  ['exchange.alternateRing', exchanges({ ef: { role: 'alternate' }, fe: { role: 'alternate' } }), ['removeEdge']],
  ['broker.unknown', topic({ broker: 'ghost' }), ['takeOffBroker']],
  ['broker.notABroker', topic({ broker: 'p' }), ['takeOffBroker']],
  ['broker.cannotHold', withNodes({ b: { ...newNode('broker', 'r'), profile: 'rabbitmq-4.3' } }), ['takeOffBroker']],
  ['topic.replication', topic({ replicationFactor: 3, minInsyncReplicas: 2 }), ['lower', 'moreServers']],
  ['topic.minInsync', topic({ minInsyncReplicas: 2 }), ['lower']],
  ['producer.idempotence', producer({ idempotence: 'on', acks: '1', retries: 0, maxInFlight: 9 }), ['settle', 'auto']],
  ['producer.deliveryTimeout', producer({ deliveryTimeout: '20s' }), ['raise']],
  ['consumer.mixedSources', withNodes({ q: newNode('queue', 'q') }, { x: newEdge('q', 'c') }), ['removeEdge']],
  ['consumer.groupDisagrees', groups(), ['align']],
  ['consumer.heartbeat', consumer({ heartbeatInterval: '10s', sessionTimeout: '10s' }), ['lower']],
  ['consumer.exclusiveInstances', queue({}, { exclusive: true, count: 3 }), ['fewerInstances', 'notExclusive']],
  ['jms.only', consumer({ ack: 'transacted' }), ['afterProcessing']],
  ['jms.only', consumer({ selector: 'a = 1' }), ['clear']],
  ['jms.only', producer({ transaction: 5 }), ['set']],
  ['jms.onDelivery', queue({}, { ack: 'onDelivery' }, 'activemq-5.17'), ['afterProcessing']],
  ['jms.durableName', jmsBroadcast({ subscriptionName: ' ' }), ['rename']],
  ['jms.durableInstances', jmsBroadcast({ count: 2 }), ['fewerInstances']],
  ['jms.servers', withNodes({ m: { ...newNode('broker', 'm'), profile: 'activemq-5.17', nodes: 3 } }), ['lower']],
  ['jms.notInActiveMq', queue({ maxLength: 5 }, {}, 'activemq-5.17'), ['set']],
  ['jms.notInActiveMq', queue({ messageTtl: '5s' }, {}, 'activemq-5.17'), ['leaveOut']],
  ['topic.unkeyed', topic({ cleanup: 'compact' }), ['giveKeys']],
  ['load.amplitude', producer({ load: { kind: 'sine', mean: '10/s', amplitude: '11/s', period: '1m' } }), ['lower']],
  ['load.empty', producer({ load: { kind: 'steps', steps: [] } }), ['addOne']],
  ['load.empty', producer({ load: { kind: 'drawn', points: [] } }), ['addOne']],
  ['load.order', producer({ load: { kind: 'diurnal', low: '9/s', high: '1/s', day: '1d' } }), ['raise']],
  ['load.noCycle', producer({ load: { kind: 'cyclic', min: '1/s', max: '2/s', up: '0s', hold: '0s', down: '0s', rest: '0s' } }), ['raise']],
  ['load.backwards', producer({ load: { kind: 'drawn', points: [2, 1].map((s) => ({ at: `${s}s`, rate: '1/s' })) } }), ['sort']],
  ['load.transaction', inTransactions(), ['lower']],
  ['load.neverEnds', producer({ closeWhenDone: true }), ['keepOpen']],
  [
    'variants.weights',
    producer({
      variants: [{ weight: 0 }, { weight: 0 }],
    }),
    ['equalWeights'],
  ],
  ['distribution.order', consumer({ workTime: { kind: 'uniform', min: '2ms', max: '1ms' } }), ['swap']],
  ['distribution.empty', consumer({ workTime: { kind: 'empirical', values: [] } }), ['addOne']],
  ['distribution.weights', consumer({ workTime: { kind: 'empirical', values: ['1ms', '2ms'], weights: [1] } }), ['equalWeights']],
  ['queue.quorumNeverTransient', queue({ type: 'quorum', durable: false }), ['durable']],
  ['queue.quorumNeverExclusive', queue({ type: 'quorum', exclusive: true }), ['notExclusive']],
  ['queue.quorumNoPriorities', queue({ type: 'quorum', maxPriority: 5 }), ['leaveOut']],
  ['queue.quorumOverflow', queue({ type: 'quorum', overflow: 'rejectDeadLetter' }), ['refuseNew']],
  ['queue.quorumSystem', queue({ type: 'quorum' }, {}, 'activemq-5.17'), ['classic']],
  ['queue.atLeastOnce', queue({ deadLetterStrategy: 'atLeastOnce' }), ['atMostOnce']],
  ['queue.ownedByOne', queue({ exclusive: true }, { count: 2 }), ['notExclusive']],
  ['fault.unknownTarget', fault({ kind: 'brokerPause', at: '1s', target: 'ghost' }), ['removeFault']],
  ['fault.wrongTarget', fault({ kind: 'brokerPause', at: '1s', target: 'p' }), ['removeFault']],
  ['fault.channelClient', fault({ kind: 'clientCrash', at: '1s', target: 'x', moment: 'now' }, inProcess()), ['removeFault']],
  ['fault.noServer', fault({ kind: 'brokerPause', at: '1s', target: 'b', server: 4 }), ['lower']],
  ['fault.noServer', fault({ kind: 'brokerPause', at: '1s', target: 'b', server: 0 }), ['set']],
  ['fault.noInstance', fault({ kind: 'clientCrash', at: '1s', target: 'c', instance: 4, moment: 'now' }), ['lower']],
  ['fault.moment', fault({ kind: 'clientCrash', at: '1s', target: 'p', moment: 'afterAck' }), ['crashAtOnce']],
  ['fault.tooLate', fault({ kind: 'brokerPause', at: '20s', target: 'b' }), ['runLonger']],
  ['objective.unknownNode', objective({ metric: 'dropped', node: 'ghost', below: 1 }), ['removeObjective', 'wholeRun']],
  ['objective.notMeasured', objective({ metric: 'lagMax', node: 'p', below: 1 }), ['wholeRun', 'removeObjective']],
  ['objective.bound', objective({ metric: 'lost', node: '', below: 1, atMost: 0 }), ['leaveOut', 'removeObjective']],
  ['objective.bound', objective({ metric: 'lost', node: '' }), ['removeObjective']],
];

function exchangesOfQueue(): Model {
  const { nodes, edges, ...rest } = queue({});
  return {
    ...rest,
    nodes: { ...nodes, r: { ...newNode('queue', 'r'), broker: 'b' }, s: { ...newNode('queue', 's'), broker: 'b' } },
    edges: { ...edges, qr: newEdge('q', 'r'), qs: newEdge('q', 's') },
  };
}
function deadLettersAbroad(): Model {
  const { nodes, edges, ...rest } = queue({});
  return { ...rest, nodes: { ...nodes, r: newNode('queue', 'r') }, edges: { ...edges, qr: newEdge('q', 'r') } };
}
function groups(): Model {
  const other: ConsumerDoc = { ...newNode('consumer', 'other'), group: 'g', assignor: 'roundRobin' };
  return withNodes({ c: { ...newNode('consumer', 'worker'), group: 'g' }, d: other }, { td: newEdge('t', 'd') });
}
function inProcess(): Model {
  return withNodes(
    { x: newNode('producer', 'task'), h: newNode('channel', 'pipe'), y: newNode('consumer', 'sink') },
    { xh: newEdge('x', 'h'), hy: newEdge('h', 'y') },
  );
}
function inTransactions(): Model {
  const { nodes, ...rest } = queue({}, {}, 'activemq-5.17');
  const users = { kind: 'users' as const, users: 3, thinkTime: { kind: 'constant' as const, value: '1s' }, rampUp: '0s' };
  return { ...rest, nodes: { ...nodes, p: { ...newNode('producer', 'shop'), load: users, transaction: 9 } } };
}

const errors = (model: Model): string[] => validate(model).flatMap(({ severity, code }) => (severity === 'error' ? [code] : []));

describe('a fix', () => {
  test.each(BROKEN)('of %s', (code, model, words) => {
    const before = validate(model).filter((one) => one.code === code);
    const [issue] = before;
    expect(issue?.code).toBe(code);
    const fixes = fixesOf(model, issue!);
    expect(fixes.map(({ word }) => word)).toEqual(words);
    for (const fix of fixes) {
      const after = applyFix(model, fix);
      expect(validate(after).filter((one) => one.code === code).length).toBeLessThan(before.length);
      expect(errors(after).length).toBeLessThanOrEqual(errors(model).length - (issue!.severity === 'error' ? 1 : 0));
    }
  });

  test('there is a broken design above for every code that has one', () => {
    expect(new Set(BROKEN.map(([code]) => code))).toEqual(new Set(Object.keys(FIX_RULES)));
  });

  test('that would make another error is none: no cluster has twenty servers', () => {
    const model = topic({ broker: 'b', replicationFactor: 20 });
    const issue = validate(model).find(({ code }) => code === 'topic.replication')!;
    expect(fixesOf(model, issue).map(({ word }) => word)).toEqual(['lower']);
  });

  test('leaves the design it was asked about as it is', () => {
    const model = topic({ replicationFactor: 3 });
    const text = JSON.stringify(model);
    fixAll(model);
    expect(JSON.stringify(model)).toBe(text);
  });
});

describe('fixing all', () => {
  test('a design with many problems', () => {
    const model: Model = {
      ...topic({ replicationFactor: 5, minInsyncReplicas: 4, name: '' }),
      edges: { ...BASE.edges, x: newEdge('ghost', 't'), y: newEdge('c', 'c') },
      faults: [
        { kind: 'brokerPause', at: '1s', target: 'ghost' },
        { kind: 'linkLoss', at: '1s', target: 'x', probability: 2 },
        { kind: 'brokerPause', at: '1s', target: 'b' },
      ],
    };
    const { model: mended } = fixAll(model);
    expect(validate(mended)).toEqual([]);
    expect(mended.faults).toEqual([{ kind: 'brokerPause', at: '1s', target: 'b' }]);
  });

  test('any broken design: no more errors than before, and nothing left that could be fixed', () => {
    const wrong = fc.constantFrom<unknown>(-1, 1.5, 1e12, Number.NaN, '', '-5ms', 'soon', '9999999d', 'ghost');
    const breaks = fc.array(fc.tuple(fc.nat(), fc.nat(), wrong), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(scenarios, breaks, ({ model }, changes) => {
        const nodes = structuredClone(model.nodes) as unknown as Record<string, Record<string, unknown>>;
        for (const [a, b, value] of changes) {
          const node = Object.values(nodes)[a % Object.keys(nodes).length]!;
          const fields = Object.entries(node).filter(
            ([name, now]) => (name in NODE_FIELDS[node.kind as NodeDoc['kind']] || name === 'name' || name === 'broker') && typeof now === typeof value,
          );
          const field = fields[b % Math.max(1, fields.length)];
          if (field !== undefined) node[field[0]] = value;
        }
        const broken = { ...model, nodes: nodes as unknown as Model['nodes'] };
        const { model: mended } = fixAll(broken);
        const left = validate(mended);
        expect(errors(mended).length).toBeLessThanOrEqual(errors(broken).length);
        expect(left.flatMap((issue) => fixesOf(mended, issue, left))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});
