/** Designs that the tests of the formats share: one whose names break YAML, a shell and DNS, and one of all systems. */
import { newEdge, newNode } from '#core/scenario/defaults.ts';
import { FORMAT, type NodeDoc, type Scenario, VERSION } from '#core/scenario/scenario.ts';

export function scenarioOf(nodes: Readonly<Record<string, NodeDoc>>, wires: readonly string[] = [], title = 'shop'): Scenario {
  const edges = Object.fromEntries(wires.map((wire) => [wire, newEdge(...(wire.split('>') as [string, string]))]));
  return { format: FORMAT, version: VERSION, model: { seed: 1, horizon: '60s', nodes, edges, faults: [], objectives: [] }, view: { title, positions: {} } };
}

export const nasty = scenarioOf(
  {
    p: {
      ...newNode('producer', 'on'),
      keys: { kind: 'single', key: 'k: "1"' },
      variants: [{ weight: 1, routingKey: 'a.b', headers: { on: true, 'a: b': 'x', '1:30': 5, '#': 1 } }, { weight: 1 }],
    },
    __proto: newNode('producer', '__proto__'),
    q: newNode('queue', 'q{id}/?#'),
    r: newNode('queue', 'yes'),
    s: newNode('queue', '订单 {x'),
    t: newNode('topic', 'Orders_EU'),
    u: newNode('topic', "$(touch /tmp/x)'"),
    v: newNode('topic', 'no'),
    w: newNode('topic', 'orders-eu'),
    x: newNode('exchange', '1'),
    b: newNode('broadcast', 'null'),
    c: { ...newNode('consumer', 'c"\n`'), group: 'g: $x' },
  },
  ['p>q', 'p>x', 'p>t', 'p>b', 'q>c', 'x>r', 'x>s', 'q>r', 'c>u', '__proto>v'],
  '9 "x": \n- y',
);

export const mixed = scenarioOf(
  {
    rabbit: { ...newNode('broker', 'rabbit'), profile: 'rabbitmq-4.2' },
    kafka: { ...newNode('broker', 'kafka'), profile: 'kafka-4.1', nodes: 5 },
    active: { ...newNode('broker', 'active'), profile: 'activemq-5.17' },
    web: { ...newNode('producer', 'web'), keys: { kind: 'uniform', count: 10 } },
    orders: {
      ...newNode('topic', 'orders'),
      broker: 'kafka',
      partitions: 6,
      replicationFactor: 3,
      minInsyncReplicas: 2,
      cleanup: 'compact',
      retentionTime: '1d',
    },
    billing: { ...newNode('consumer', 'billing'), group: 'bills' },
    mails: { ...newNode('queue', 'mails'), broker: 'rabbit', messageTtl: '5s' },
    dead: { ...newNode('queue', 'dead'), broker: 'rabbit' },
    sender: { ...newNode('consumer', 'sender'), ack: 'onDelivery' },
    jobs: { ...newNode('queue', 'jobs'), broker: 'active' },
    worker: newNode('consumer', 'worker'),
    pipe: newNode('channel', 'pipe'),
    zk: { ...newNode('external', 'zk'), role: 'zookeeper' },
  },
  ['web>orders', 'orders>billing', 'billing>mails', 'mails>sender', 'mails>dead', 'web>jobs', 'jobs>worker', 'web>pipe'],
);
