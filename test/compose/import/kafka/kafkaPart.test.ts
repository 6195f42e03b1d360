import { expect, it } from 'vitest';
import type { TopicDoc } from '#core/scenario/scenario.ts';
import { codesOf, edited, importText, nodesOf } from '../importing.ts';

const KAFKA = `services:
  kafka:
    image: apache/kafka:4.1.0
    environment: {KAFKA_NUM_PARTITIONS: "4", KAFKA_LOG_RETENTION_HOURS: "24", KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: "1"}
`;
const topics = (compose: string, files: Record<string, string> = {}) => nodesOf(importText(compose, files).scenario, 'topic');

it('gives a topic what its command says, else what the servers do', () => {
  const init = `  init: {image: apache/kafka:4.1.0, command: [kafka-topics.sh, --create, --topic, orders, --partitions=6, --config, retention.ms=3600000, --config, cleanup.policy=compact]}
  later: {image: apache/kafka:4.1.0, command: "kafka-topics.sh --create --topic plain"}
  alter: {image: apache/kafka:4.1.0, command: "kafka-configs.sh --alter --entity-type topics --entity-name plain --add-config segment.ms=60000,retention.bytes=1048576"}
`;
  expect(topics(KAFKA + init)).toMatchObject({
    orders: { partitions: 6, retentionTime: '1h', cleanup: 'compact', broker: 'kafka' },
    plain: { partitions: 4, retentionTime: '1d', cleanup: 'delete', segmentTime: '1m', retentionBytes: '1MiB' },
  });
});

it('lets a broker hold no more copies than it has servers, and says so', () => {
  const { scenario, findings } = importText(
    `${KAFKA}  init: {image: apache/kafka:4.1.0, command: "kafka-topics.sh --create --topic t --partitions 100000 --replication-factor 3 --config min.insync.replicas=2"}\n`,
  );
  expect(nodesOf(scenario, 'topic')).toMatchObject({ t: { partitions: 1_000, replicationFactor: 1, minInsyncReplicas: 1 } });
  expect(codesOf(findings)).toEqual(expect.arrayContaining(['kafka.replicas', 'kafka.minInsync', 'kafka.partitions']));
});

it('writes a change back where the word stands: in a list, a text, a loop, a variable', () => {
  const compose = `${KAFKA}  list: {image: apache/kafka:4.1.0, command: [kafka-topics.sh, --create, --topic, a, --partitions, "3", --replication-factor, "1"]}
  text:
    image: apache/kafka:4.1.0
    environment: {COUNT: "5"}
    entrypoint: [/bin/sh, -c]
    command:
      - |
        kafka-topics.sh --create --topic b --partitions 2
        for t in c d; do
          kafka-topics.sh --create --topic $$t --partitions 7
        done
        kafka-topics.sh --create --topic e --partitions $$COUNT
`;
  const { scenario, spots } = importText(compose);
  const said = (nodes: Record<string, Partial<TopicDoc>>) => {
    const next = edited(scenario, nodes);
    return spots.flatMap((spot) => {
      const [before, after] = [spot.say(scenario), spot.say(next)];
      return before === after
        ? []
        : [
            after
              ?.trim()
              .split('\n')
              .find((line) => !before?.includes(line)) ?? after,
          ];
    });
  };
  for (const id of ['a', 'b', 'c', 'd', 'e']) expect(said({ [id]: {} })).toEqual([]);
  expect(said({ a: { partitions: 9 } })).toEqual(['9']);
  expect(said({ a: { name: 'orders' } })).toEqual(['orders']);
  expect(said({ b: { partitions: 9, name: 'bb' } })).toEqual(['kafka-topics.sh --create --topic bb --partitions 9']);
  expect(said({ c: { name: 'cc' } })).toEqual(['for t in cc d; do']);
  // One word says it of both: alone it cannot be said.
  expect(said({ c: { partitions: 9 } })).toEqual([undefined]);
  expect(said({ c: { partitions: 9 }, d: { partitions: 9 } })).toEqual(['  kafka-topics.sh --create --topic $t --partitions 9']);
  expect(said({ e: { partitions: 6 } })).toEqual(['6']);
  const covered = (id: string, field: string) => spots.some((spot) => spot.covers({ kind: 'changed', node: id, doc: scenario.model.nodes[id]!, field }));
  expect([covered('a', 'partitions'), covered('a', 'replicationFactor'), covered('b', 'replicationFactor'), covered('a', 'retentionTime')]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

it('keeps a list with line ends a list with line ends', () => {
  const compose = `services:
  kafka:
    image: wurstmeister/kafka
    environment:
      KAFKA_CREATE_TOPICS_SEPARATOR: "$$'\\\\n'"
      KAFKA_CREATE_TOPICS: |
        a:1:1
        b:2:1
`;
  const { scenario, spots } = importText(compose);
  const { a } = nodesOf(scenario, 'topic');
  expect(spots[0]!.say(edited(scenario, { c: { ...a!, name: 'c' }, b: { partitions: 5 } }))).toBe('a:1:1\nb:5:1\nc:1:1\n');
});

it('has one broker for a cluster, and as many as there are clusters', () => {
  const brokers = (compose: string) => Object.values(nodesOf(importText(compose).scenario, 'broker')).map(({ name, nodes }) => `${name} ×${nodes}`);
  const zk = (name: string, connect: string) =>
    `  ${name}: {image: "confluentinc/cp-kafka:7.0.0", environment: {KAFKA_ZOOKEEPER_CONNECT: "${connect}", KAFKA_ADVERTISED_LISTENERS: "PLAINTEXT://${name}:9092"}}\n`;
  expect(brokers(`services:\n${zk('k1', 'zk:2181')}${zk('k2', 'zk:2181,zk2:2181')}${zk('k3', 'zk:2181/other')}`)).toEqual(['k ×2', 'k3 ×1']);
  expect(brokers('services: {kafka: {image: wurstmeister/kafka, deploy: {replicas: 3}, environment: {KAFKA_ZOOKEEPER_CONNECT: zk}}}')).toEqual(['kafka ×3']);
});

it('holds no more than a design may', () => {
  const list = Array.from({ length: 5_000 }, (_, i) => `t${i}:1:1`).join(',');
  const { scenario, findings, spots } = importText(`services: {kafka: {image: wurstmeister/kafka, environment: {KAFKA_CREATE_TOPICS: "${list}"}}}`);
  expect(Object.keys(scenario.model.nodes).length).toBeLessThanOrEqual(2_000);
  expect(codesOf(findings)).toContain('kafka.tooMany');
  expect(spots[0]!.say(scenario)).toBe(list);
});
