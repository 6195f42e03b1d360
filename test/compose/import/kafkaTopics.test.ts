import { describe, expect, it } from 'vitest';
import type { ImportResult } from '#core/compose/import/imported.ts';
import { importKafkaTopics, isTopicList } from '#core/compose/import/kafkaTopics.ts';
import { readScenario } from '#core/scenario/parse.ts';
import type { NodeDoc } from '#core/scenario/scenario.ts';

function imported(text: string): Extract<ImportResult, { isOk: true }> {
  const result = importKafkaTopics({ path: 'topics.txt', text });
  if (!result.isOk) throw new Error(result.faults[0]?.text.en);
  return result;
}
const node = ({ scenario }: Extract<ImportResult, { isOk: true }>, name: string): NodeDoc | undefined =>
  Object.values(scenario.model.nodes).find((doc) => doc.name === name);

/** As Kafka 0.8 to 2.7 print it. */
const OLD = `Topic:orders\tPartitionCount:2\tReplicationFactor:3\tConfigs:retention.ms=3600000,cleanup.policy=compact,delete,min.insync.replicas=2,max.message.bytes=9
\tTopic: orders\tPartition: 0\tLeader: 1\tReplicas: 1,2,3\tIsr: 1,2,3
\tTopic: orders\tPartition: 1\tLeader: 2\tReplicas: 2,3,1\tIsr: 2,1
`;
/** As Kafka 4 does, one topic in trouble and one of the cluster's own. */
const NEW = `Topic: stream-in\tTopicId: YXGd3RkFSdKDGqLEXJ-Ouw\tPartitionCount: 1\tReplicationFactor: 1\tConfigs: 
\tTopic: stream-in\tPartition: 0\tLeader: 1\tReplicas: 1\tIsr: 1\tElr: \tLastKnownElr: 
Topic: gone\tTopicId: wXsmmX1KS8GHsSWShmXUBQ\tPartitionCount: 1\tReplicationFactor: 2\tConfigs: segment.bytes=1073741824
\tTopic: gone\tPartition: 0\tLeader: none\tReplicas: 2,1\tIsr: \tElr: 2\tLastKnownElr: 
Topic: __consumer_offsets\tTopicId: k34\tPartitionCount: 50\tReplicationFactor: 1\tConfigs: cleanup.policy=compact
`;

describe('what kafka-topics.sh --describe prints', () => {
  it('is a cluster with its topics, as old versions print it', () => {
    const read = imported(OLD);
    expect(node(read, 'orders')).toMatchObject({
      kind: 'topic',
      broker: 'kafka',
      partitions: 2,
      replicationFactor: 3,
      retentionTime: '1h',
      cleanup: 'compact',
      minInsyncReplicas: 2,
    });
    expect(node(read, 'kafka')).toMatchObject({ kind: 'broker', nodes: 3 });
    expect(read.findings.map(({ code, place }) => [code, place.line, place.column])).toEqual([
      ['kafkaTopics.config', 1, 51],
      ['kafkaTopics.underReplicated', 3, 2],
    ]);
    expect(read.findings[1]?.text.en).toContain('partition 1 ');
  });
  it('as new ones do', () => {
    const read = imported(NEW);
    expect(node(read, 'stream-in')).toMatchObject({ partitions: 1, replicationFactor: 1, retentionTime: '7d' });
    expect(node(read, 'kafka')).toMatchObject({ nodes: 2 });
    expect(node(read, '__consumer_offsets')).toBeUndefined();
    expect(read.findings.map(({ code, severity }) => [code, severity])).toEqual([
      ['kafkaTopics.leaderless', 'error'],
      ['kafkaTopics.underReplicated', 'warning'],
      ['kafkaTopics.internal', 'info'],
    ]);
  });
  it('is the same with line feeds of Windows and blanks for tabs', () => {
    expect(imported(OLD.replaceAll('\n', '\r\n')).scenario.model).toEqual(imported(OLD).scenario.model);
    expect(imported(OLD.replaceAll('\t', '    ')).scenario.model).toEqual(imported(OLD).scenario.model);
  });
  it('says when a cluster or a topic is larger than a design', () => {
    const read = imported('Topic: t\tPartitionCount: 5000\tReplicationFactor: 12\tConfigs: min.insync.replicas=20\n');
    expect(node(read, 't')).toMatchObject({ partitions: 1_000, replicationFactor: 9, minInsyncReplicas: 9 });
    expect(read.findings.map(({ code }) => code)).toEqual(['kafkaTopics.servers', 'kafkaTopics.size', 'kafkaTopics.minInsync']);
  });
  it('leaves out what there is no room for', () => {
    const read = imported(Array.from({ length: 150 }, (_, i) => `Topic: t${i}\tPartitionCount: 1000\tReplicationFactor: 1\tConfigs: \n`).join(''));
    expect(Object.keys(read.scenario.model.nodes)).toHaveLength(101);
    expect(read.findings.map(({ code }) => code)).toEqual(['limit']);
    expect(readScenario(read.scenario).scenario).toBeDefined();
  });
  it('is recognised by its lines, and nothing else is', () => {
    expect([OLD, NEW].map(isTopicList)).toEqual([true, true]);
    expect(['', 'Topic: x', 'services:\n  Topic: x\n'].map(isTopicList)).toEqual([false, false, false]);
    expect(importKafkaTopics({ path: 'a.txt', text: 'Topic: x' })).toMatchObject({ isOk: false });
  });
});
