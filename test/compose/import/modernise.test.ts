import { expect, it } from 'vitest';
import { exportCompose } from '#core/compose/exportCompose.ts';
import { compile } from '#core/compile/compile.ts';
import { modernise } from '#core/compose/import/modernise.ts';
import { edited, importText } from './importing.ts';

const OLD = `version: '2'
services:
  zoo: {image: zookeeper:3.5}
  kafka:
    image: wurstmeister/kafka
    ports: ["9092:9092"]
    environment:
      KAFKA_ZOOKEEPER_CONNECT: zoo:2181
      KAFKA_ADVERTISED_HOST_NAME: localhost
      KAFKA_CREATE_TOPICS: "orders:3:1,audit:1:1:compact"
  init: {image: wurstmeister/kafka, command: "kafka-topics.sh --create --topic late --partitions 2 --zookeeper zoo:2181"}
  app: {build: ./app, environment: {BROKER: "kafka:9092"}, depends_on: [zoo, kafka]}
`;

it('keeps topics and programs, and takes away files, ZooKeeper and set-up', () => {
  const { scenario } = importText(OLD);
  const modern = modernise(scenario);
  const { nodes } = modern.scenario.model;
  expect(modern.scenario.imported).toBeUndefined();
  expect(Object.keys(nodes).toSorted()).toEqual(['app', 'audit', 'kafka', 'late', 'orders']);
  expect(nodes['kafka']).toMatchObject({ profile: 'kafka-4.1' });
  expect(nodes['orders']).toEqual(scenario.model.nodes['orders']);
  expect(nodes['app']).toMatchObject({ role: 'client', uses: ['kafka'] });
  expect(Object.keys(modern.scenario.view.positions).toSorted()).toEqual(Object.keys(nodes).toSorted());
  expect(compile(modern.scenario.model).issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(modern.notes.map(({ en }) => en).join('\n')).toMatch(/“zoo” is gone[\s\S]*“init” is gone[\s\S]*“app” stays[\s\S]*Kafka 4\.1 instead of Kafka 3\.6/);
  for (const { zh } of modern.notes) expect(zh).toMatch(/\p{Script=Han}.*。$/u);
});

it('is exported to the target of today, with the same topics and the same port of the host', () => {
  const { files } = exportCompose(modernise(importText(OLD).scenario).scenario);
  const compose = files.get('compose.yaml') ?? '';
  for (const text of ['apache/kafka:', '9092:9092', 'orders', 'audit', 'cleanup.policy=compact', '/var/lib/kafka/data']) expect(compose).toContain(text);
  expect(compose).not.toMatch(/wurstmeister|zookeeper/i);
});

it('leaves things where somebody put them', () => {
  const { scenario } = importText(OLD);
  const moved = { ...scenario, view: { ...scenario.view, positions: { ...scenario.view.positions, orders: { x: 4_000, y: 8 } } } };
  const { positions } = modernise(moved).scenario.view;
  expect(positions['orders']).toEqual({ x: 4_000, y: 8 });
  expect(positions['zoo']).toBeUndefined();
});

it('changes nothing else of a design that has nothing old', () => {
  const { scenario } = importText('services: {mq: {image: "rabbitmq:4.3"}}');
  const { imported: _imported, ...rest } = scenario;
  expect(modernise(scenario).scenario).toEqual(rest);
  expect(modernise(edited(scenario, {})).notes).toHaveLength(1);
});
