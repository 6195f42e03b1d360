import { describe, expect, it } from 'vitest';
import { exportCompose } from '#core/compose/exportCompose.ts';
import type { ComposeOptions } from '#core/compose/options.ts';
import { documentOf, modelOf, node } from '../../support/design.ts';
import { composeProblems, kafkaProblems, parseCompose, schemaProblems } from '../composeCheck.ts';

const drawn = documentOf(
  modelOf({ k: node('broker', { nodes: 3 }), t: node('topic', { broker: 'k', partitions: 6, replicationFactor: 3, minInsyncReplicas: 2 }) }, []),
  'shop',
);
const exported = (kafka: ComposeOptions['kafka']) => exportCompose(drawn, { kafka });
const composeOf = (kafka: ComposeOptions['kafka']): string => exported(kafka).files.get('compose.yaml') ?? '';

const sizes = [1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((servers) => (['auto', 'combined', 'separate'] as const).map((controllers) => ({ servers, controllers })));

describe.each(sizes)('$servers brokers, controllers $controllers', (options) => {
  const project = exported(options);
  const compose = project.files.get('compose.yaml') ?? '';

  it('is a cluster whose listeners, voters, volumes and ports agree', () => {
    expect([...schemaProblems(compose), ...composeProblems(compose, project.files), ...kafkaProblems(compose)]).toEqual([]);
  });

  it('waits for every broker before the topics are made', () => {
    const { services } = parseCompose(compose);
    const brokers = Object.keys(services).filter((name) => /^kafka(?:-\d)?$/.test(name));
    expect(brokers).toHaveLength(options.servers);
    expect(services['kafka-init']?.depends_on).toEqual(Object.fromEntries(brokers.map((name) => [name, { condition: 'service_healthy' }])));
  });
});

it('has controllers of their own beyond three brokers, which nobody outside can reach', () => {
  const { services, volumes } = parseCompose(composeOf({ servers: 4 }));
  expect(Object.keys(services)).toEqual([
    ...[1, 2, 3].map((n) => `kafka-controller-${n}`),
    ...[1, 2, 3, 4].map((n) => `kafka-${n}`),
    'kafka-init',
    'kafka-tools',
  ]);
  expect(Object.keys(volumes ?? {})).toContain('kafka-controller-3-data');
  expect(services['kafka-controller-1']?.ports).toBeUndefined();
  expect(services['kafka-controller-1']?.environment).not.toHaveProperty('KAFKA_ADVERTISED_LISTENERS');
  expect(services['kafka-2']?.environment?.KAFKA_PROCESS_ROLES).toBe('broker');
});

it('asks for no more copies in sync than there are', () => {
  expect(composeOf({ servers: 3 })).toContain("topic 't' 6 3 --config min.insync.replicas=2");
  expect(composeOf({ servers: 2 })).toContain("topic 't' 6 2 --config min.insync.replicas=2");
  expect(composeOf({ servers: 1 })).toContain("topic 't' 6\n");
  expect(exported({ servers: 1 }).notes.map(({ code }) => code)).toEqual(expect.arrayContaining(['servers', 'replication']));
});

it('says how much memory the services may take', () => {
  expect(exported({ servers: 1 }).files.get('README.md')).toContain('up to 1 GB');
  expect(exported({ servers: 5 }).files.get('README.md')).toContain('up to 7 GB');
});
