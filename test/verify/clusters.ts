/** Clusters that are started as they are exported: servers of several processes that must find each other. */
import type { ComposeOptions } from '#core/compose/options.ts';
import { newEdge, newNode, type NodeOf } from '#core/scenario/defaults.ts';
import { FORMAT, type EdgeDoc, type NodeDoc, type Scenario, VERSION } from '#core/scenario/scenario.ts';
import type { Started, System } from './servers.ts';

export interface Cluster {
  readonly name: string;
  readonly system: System;
  readonly scenario: Scenario;
  readonly options: ComposeOptions;
  /** Whether what was started is as large as was asked for. */
  readonly isWhole: (started: Started) => boolean;
  /** What it was compared by beside names and settings, for the table. */
  readonly compared: string;
}

const kafka = (nodes: number): Record<string, NodeDoc> => ({
  cluster: { ...newNode('broker', 'kafka'), nodes },
  orders: { ...newNode('topic', 'orders'), broker: 'cluster', partitions: 6, replicationFactor: nodes, minInsyncReplicas: nodes - 1 },
  state: { ...newNode('topic', 'state'), broker: 'cluster', partitions: 3, replicationFactor: 2, cleanup: 'compact' },
});

const queue = (name: string, more: Partial<NodeOf<'queue'>>): NodeDoc => ({ ...newNode('queue', name), broker: 'rabbit', type: 'quorum', ...more });
const bound = (to: string, key: string): EdgeDoc => ({ ...newEdge('events', to), bindings: [{ key, arguments: {}, match: 'all' }] });

const RABBIT_NODES: Record<string, NodeDoc> = {
  rabbit: { ...newNode('broker', 'rabbit'), profile: 'rabbitmq-4.3', nodes: 3 },
  events: { ...newNode('exchange', 'events'), broker: 'rabbit', type: 'topic' },
  orders: queue('orders', { deliveryLimit: 5 }),
  archive: queue('archive', { maxLength: 10_000 }),
  dead: queue('dead', {}),
  mail: queue('mail', { type: 'classic', messageTtl: '60s' }),
};
const RABBIT_EDGES: Record<string, EdgeDoc> = {
  created: bound('orders', 'order.*'),
  all: bound('archive', '#'),
  paid: bound('mail', 'order.paid'),
  letters: newEdge('orders', 'dead'),
};

const designed = (title: string, nodes: Record<string, NodeDoc>, edges: Record<string, EdgeDoc> = {}): Scenario => ({
  format: FORMAT,
  version: VERSION,
  model: { seed: 1, horizon: '10s', nodes, edges, faults: [], objectives: [] },
  view: { title, positions: {} },
});

export const CLUSTERS: readonly Cluster[] = [
  {
    name: '3 servers that vote',
    system: 'kafka',
    scenario: designed('Three servers', kafka(3)),
    options: {},
    isWhole: ({ kafka: servers }) => servers?.brokers === 3 && servers.controllers === 0,
    compared: 'replicas of each topic on 3 brokers',
  },
  {
    // As few as there can be of both: two brokers have one controller, four have three.
    name: '2 brokers, 1 controller',
    system: 'kafka',
    scenario: designed('A controller of its own', kafka(2)),
    options: { kafka: { controllers: 'separate' } },
    isWhole: ({ kafka: servers }) => servers?.brokers === 2 && servers.controllers === 1,
    compared: 'topics created by the exported script, replicas on 2 brokers',
  },
  {
    name: '3 nodes, queues on each',
    system: 'rabbitmq',
    scenario: designed('Three nodes', RABBIT_NODES, RABBIT_EDGES),
    options: {},
    isWhole: ({ rabbit }) => rabbit?.size === 3,
    compared: 'asked of each node: one cluster, 3 members of each quorum queue, every policy and binding',
  },
];
