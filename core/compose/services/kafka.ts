/**
 * One combined KRaft node with its topics (apache/kafka, docker/README and KafkaDockerWrapper: once one KAFKA_ variable is
 * set the image drops its own configuration, so every key it needs is here). Containers use kafka:19092, the host
 * localhost:9092, on the loopback interface only, for nothing here asks for a password.
 */
import type { TopicDoc } from '../../scenario/scenario.ts';
import type { Placed } from '../design.ts';
import { base64url, sha256, utf8 } from '../sha256.ts';
import { escapeDollars } from '../yamlText.ts';
import { topicSettings } from '../clientSettings.ts';
import type { ComposePart } from './part.ts';

const IMAGE = 'apache/kafka:4.3.1';
const TOPICS_TOOL = '/opt/kafka/bin/kafka-topics.sh';
export const KAFKA_INSIDE = 'kafka:19092';
export const KAFKA_OUTSIDE = 'localhost:9092';

export function kafkaPart(project: string, topics: readonly Placed<TopicDoc>[]): ComposePart {
  return {
    services: { kafka: broker(project), 'kafka-init': init(topics), 'kafka-tools': tools() },
    volumes: ['kafka-data'],
    files: new Map(),
  };
}

/**
 * 16 bytes as base64url without padding, 22 characters. It belongs to the project's name because the data volume does: the
 * same design exported again still finds its data. The top bit is cleared, so it never begins with the '-' Kafka refuses.
 */
function clusterId(project: string): string {
  const id = sha256(utf8(`kafka cluster of ${project}`)).slice(0, 16);
  id[0] = (id[0] ?? 0) & 0x7f;
  return base64url(id);
}

const broker = (project: string): unknown => ({
  image: IMAGE,
  hostname: 'kafka',
  restart: 'unless-stopped',
  ports: ['127.0.0.1:9092:9092'],
  environment: {
    CLUSTER_ID: clusterId(project),
    KAFKA_NODE_ID: '1',
    KAFKA_PROCESS_ROLES: 'broker,controller',
    KAFKA_CONTROLLER_QUORUM_VOTERS: '1@kafka:9093',
    KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
    KAFKA_LISTENERS: 'INTERNAL://:19092,EXTERNAL://:9092,CONTROLLER://:9093',
    KAFKA_ADVERTISED_LISTENERS: `INTERNAL://${KAFKA_INSIDE},EXTERNAL://${KAFKA_OUTSIDE}`,
    KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,INTERNAL:PLAINTEXT,EXTERNAL:PLAINTEXT',
    KAFKA_INTER_BROKER_LISTENER_NAME: 'INTERNAL',
    KAFKA_LOG_DIRS: '/var/lib/kafka/data',
    KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
    KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
    KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
    KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR: '1',
    KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR: '1',
    // The default, which the simulation waits too (group/groupCoordinator).
    KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '3000',
    KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
    KAFKA_HEAP_OPTS: '-Xms512m -Xmx512m',
  },
  volumes: ['kafka-data:/var/lib/kafka/data'],
  // The broker opens this port only once the controller has admitted it, so an open port is a ready broker; no JVM per probe.
  healthcheck: { test: ['CMD', 'bash', '-c', 'exec 3<>/dev/tcp/localhost/19092'], interval: '5s', timeout: '3s', retries: 24, start_period: '15s' },
  deploy: { resources: { limits: { memory: '1G' } } },
});

/** Topic names hold letters, digits, '.', '_' and '-' only, so quotes suffice. */
function init(topics: readonly Placed<TopicDoc>[]): unknown {
  const options = topics.map(({ doc }) =>
    topicSettings(doc)
      .map(([key, value]) => ` --config ${key}=${value}`)
      .join(''),
  );
  const more = options.some((o) => o !== '') ? ' "${@:3}"' : '';
  const create = `topic() { ${TOPICS_TOOL} --bootstrap-server ${KAFKA_INSIDE} --create --if-not-exists --topic "$1" --partitions "$2" --replication-factor 1${more}; }`;
  const lines = topics.map(({ name, doc }, i) => `topic '${name}' ${Math.max(1, Math.floor(doc.partitions))}${options[i]}`);
  return {
    image: IMAGE,
    depends_on: { kafka: { condition: 'service_healthy' } },
    restart: 'no',
    environment: { KAFKA_HEAP_OPTS: '-Xmx128m' },
    entrypoint: ['/bin/bash', '-c'],
    command: [escapeDollars(['set -e', create, ...lines, ''].join('\n'))],
  };
}

/**
 * Kafka's command line tools, once the topics exist. It is also what keeps `docker compose up --wait` from taking the
 * finished kafka-init for a failure (docker/compose#10596): a service that runs on has to depend on it.
 */
const tools = (): unknown => ({
  image: IMAGE,
  depends_on: { 'kafka-init': { condition: 'service_completed_successfully' } },
  init: true,
  restart: 'unless-stopped',
  working_dir: '/opt/kafka/bin',
  environment: { KAFKA_HEAP_OPTS: '-Xmx128m' },
  entrypoint: ['/bin/bash', '-c'],
  command: ['exec tail -f /dev/null'],
});
