import { expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { exportFormat } from '#core/compose/formats/exportFormat.ts';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import type { ComposeOptions } from '#core/compose/options.ts';
import type { Scenario } from '#core/scenario/scenario.ts';
import { mixed, nasty, scenarioOf } from './designs.ts';
import { newNode } from '#core/scenario/defaults.ts';

interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  readonly spec: Readonly<Record<string, unknown>>;
}
const objectsOf = (scenario: Scenario): KubernetesObject[] =>
  parseAllDocuments(exportFormat(scenario, 'strimzi').files.get('strimzi.yaml') ?? '').flatMap((document) => {
    expect(document.errors).toEqual([]);
    const value = document.toJS() as KubernetesObject | null;
    return value === null ? [] : [value];
  });
const topicsOf = (scenario: Scenario) => objectsOf(scenario).filter(({ kind }) => kind === 'KafkaTopic');

it('every example has objects of one cluster with names that Kubernetes takes, none twice', () => {
  for (const scenario of [...EXAMPLES.map((e) => e.scenario), nasty, mixed]) {
    const objects = objectsOf(scenario);
    if (objects.length === 0) continue;
    const cluster = objects.find(({ kind }) => kind === 'Kafka')?.metadata.name ?? '';
    expect(cluster).toMatch(/^[a-z][a-z0-9-]{0,39}$/);
    for (const { apiVersion, kind, metadata } of objects) {
      expect(apiVersion).toBe('kafka.strimzi.io/v1');
      expect(metadata.name).toMatch(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/);
      expect(metadata.labels?.['strimzi.io/cluster']).toBe(kind === 'Kafka' ? undefined : cluster);
    }
    expect(new Set(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).size).toBe(objects.length);
  }
});

it('a topic keeps its name where its object cannot have it, and a good name stays with its owner', () => {
  expect(topicsOf(nasty).map(({ metadata, spec }) => [metadata.name, spec.topicName])).toEqual([
    ['orders-eu-2', 'Orders_EU'],
    ['touch-tmp-x', undefined],
    ['no', undefined],
    ['orders-eu', undefined],
  ]);
  const notes = exportFormat(nasty, 'strimzi').notes.filter(({ code }) => code === 'formatObjectName');
  expect(notes.map(({ nodes }) => nodes)).toEqual([['t']]);
});

it('a name of dots and dashes alone is a DNS name too', () => {
  const [topic] = topicsOf(scenarioOf({ a: newNode('topic', 'a-._.-B') }));
  expect([topic?.metadata.name, topic?.spec.topicName]).toEqual(['a.b', 'a-._.-B']);
});

it('has controllers within the brokers or beside them, as asked for', () => {
  const pools = (kafka: ComposeOptions['kafka']) => {
    const text = exportFormat(mixed, 'strimzi', { kafka }).files.get('strimzi.yaml') ?? '';
    return text.match(/replicas: \d\n {2}roles:(?:\n {4}- .*)+/g)?.map((found) => found.replaceAll(/\s+(?:- )?/g, ' '));
  };
  expect(pools({ servers: 3 })).toEqual(['replicas: 3 roles: "controller" "broker"']);
  expect(pools({ servers: 9, controllers: 'combined' })).toEqual(['replicas: 3 roles: "controller" "broker"', 'replicas: 6 roles: "broker"']);
  expect(pools({ servers: 3, controllers: 'separate' })).toEqual(['replicas: 3 roles: "controller"', 'replicas: 3 roles: "broker"']);
});

it('has pools for the servers, and settings as numbers', () => {
  const objects = objectsOf(mixed);
  const pools = objects.filter(({ kind }) => kind === 'KafkaNodePool').map(({ spec }) => [spec.replicas, spec.roles]);
  expect(pools).toEqual([
    [3, ['controller']],
    [5, ['broker']],
  ]);
  expect(topicsOf(mixed)[0]?.spec).toEqual({
    partitions: 6,
    replicas: 3,
    config: { 'cleanup.policy': 'compact', 'retention.ms': 86_400_000, 'min.insync.replicas': 2 },
  });
});

it('says of the cluster what is Kafka’s, and nothing of RabbitMQ’s', () => {
  const two = scenarioOf({
    b: { ...newNode('broker', 'b'), profile: 'rabbitmq-4.2', nodes: 2 },
    q: { ...newNode('queue', 'q'), broker: 'b' },
    t: newNode('topic', 't'),
  });
  const said = (options: ComposeOptions) =>
    exportFormat(two, 'strimzi', options).notes.flatMap(({ code, text }) => (code === 'servers' || code === 'controllers' ? [text.en] : []));
  expect(said({})).toEqual([]);
  expect(said({ kafka: { servers: 3, controllers: 'separate' } })).toEqual([
    expect.stringContaining('3 controllers'),
    'Kafka has 3 servers, and 1 in the design.',
  ]);
});

it('says what is not in it', () => {
  const about = exportFormat(mixed, 'strimzi').notes.find(({ code }) => code === 'formatOthers');
  expect(about?.nodes).toEqual(['dead', 'jobs', 'mails', 'pipe', 'zk']);
});
