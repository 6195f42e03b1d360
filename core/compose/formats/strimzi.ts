/**
 * A Kafka cluster and its topics as objects of the Strimzi operator (kafka.strimzi.io/v1, the only API since 1.0; Kafka 4.2.0 from 0.51
 * on). As many servers vote as in the compose project. A topic whose name Kubernetes does not take as an object's has it in
 * spec.topicName.
 */
import { topicSettings } from '../clientSettings.ts';
import { place } from '../design.ts';
import { clusterNotes } from '../kafkaCluster.ts';
import { dnsName, uniqueDns } from '../names.ts';
import { yamlText } from '../yamlText.ts';
import type { FormatExport, FormatInput } from './format.ts';
import { formatNote } from './formatNotes.ts';
import { plainValue, topicFileNotes, topicSizes } from './kafkaTopics.ts';

const FILE = 'strimzi.yaml';
const API = 'kafka.strimzi.io/v1';
/** Strimzi 0.51 to 1.3 have it (its CHANGELOG). */
const KAFKA_VERSION = '4.2.0';
/** Copies of what Kafka keeps for itself: losing one leaves enough. */
const COPIES = 3;
const STORAGE = '10Gi';
/** Names of services the operator derives have 63 characters in all. */
const CLUSTER_MAX = 40;

const HEAD = {
  en: 'Kafka of a Spillway design, for the Strimzi operator. kubectl apply -f strimzi.yaml',
  zh: 'Spillway 设计中的 Kafka，供 Strimzi operator 使用。kubectl apply -f strimzi.yaml',
} as const;

export function strimziFormat({ scenario, design, name, language }: FormatInput): FormatExport {
  if (design.topics.length === 0) return { files: new Map(), notes: [formatNote.empty('Kafka')] };
  const cluster = clusterName(name);
  const labels = { 'strimzi.io/cluster': cluster };
  const { servers, voters, isSeparate } = design.kafka;
  const objects = place(
    design.topics.map(({ id, name: topic, doc }) => [id, { name: topic, doc }] as const),
    dnsName,
    uniqueDns(),
  );
  const topics = objects.map(({ name: object, doc: { name: topic, doc } }) => {
    const { partitions, replicas } = topicSizes(doc, design);
    const settings = topicSettings(doc).map(([key, value]) => [key, plainValue(value)] as const);
    const spec = {
      ...(object === topic ? {} : { topicName: topic }),
      partitions,
      replicas,
      ...(settings.length > 0 ? { config: Object.fromEntries(settings) } : {}),
    };
    return { apiVersion: API, kind: 'KafkaTopic', metadata: { name: object, labels }, spec };
  });
  const documents = [
    pool('controllers', voters, isSeparate ? ['controller'] : ['controller', 'broker'], labels),
    ...(isSeparate || servers > voters ? [pool('brokers', isSeparate ? servers : servers - voters, ['broker'], labels)] : []),
    kafka(cluster, servers),
    ...topics,
  ];
  const text = documents.map((document, i) => yamlText(document, i === 0 ? ` ${HEAD[language]}` : '')).join('---\n');
  const named = objects.flatMap(({ id, name: object, doc }) => (object === doc.name ? [] : [formatNote.objectName({ id, name: doc.name }, object)]));
  return {
    files: new Map([[FILE, text]]),
    notes: [
      ...clusterNotes(design.kafka).filter(({ code }) => code === 'controllers'),
      ...named,
      formatNote.storage(STORAGE),
      ...topicFileNotes(scenario.model, design),
    ],
  };
}

/** It begins with a letter, for a service's name has to. */
const clusterName = (name: string): string => (/^[a-z]/.test(name) ? name : `kafka-${name}`).slice(0, CLUSTER_MAX).replaceAll(/-+$/g, '');

const pool = (name: string, replicas: number, roles: readonly string[], labels: Readonly<Record<string, string>>): unknown => ({
  apiVersion: API,
  kind: 'KafkaNodePool',
  metadata: { name, labels },
  spec: {
    replicas,
    roles,
    storage: { type: 'jbod', volumes: [{ id: 0, type: 'persistent-claim', size: STORAGE, kraftMetadata: 'shared', deleteClaim: false }] },
    resources: { requests: { memory: '1Gi' }, limits: { memory: '1Gi' } },
    jvmOptions: { '-Xms': '512m', '-Xmx': '512m' },
  },
});

function kafka(cluster: string, servers: number): unknown {
  const copies = Math.min(COPIES, servers);
  const inSync = Math.max(1, copies - 1);
  return {
    apiVersion: API,
    kind: 'Kafka',
    metadata: { name: cluster },
    spec: {
      kafka: {
        version: KAFKA_VERSION,
        listeners: [{ name: 'plain', port: 9_092, type: 'internal', tls: false }],
        config: {
          'offsets.topic.replication.factor': copies,
          'transaction.state.log.replication.factor': copies,
          'transaction.state.log.min.isr': inSync,
          'share.coordinator.state.topic.replication.factor': copies,
          'share.coordinator.state.topic.min.isr': inSync,
          'auto.create.topics.enable': false,
        },
      },
      entityOperator: { topicOperator: {} },
    },
  };
}
