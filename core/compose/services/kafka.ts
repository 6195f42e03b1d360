/**
 * A KRaft cluster, its controllers within the brokers or beside them, with its topics (apache/kafka, docker/README and KafkaDockerWrapper: once one KAFKA_ variable is
 * set the image drops its own configuration, so every key it needs is here). Containers use port 19092, the host
 * 9092 or one from 29092 on for each server, on the loopback interface only, for nothing here asks for a password.
 */
import type { TopicDoc } from '../../scenario/scenario.ts';
import type { Placed } from '../design.ts';
import { HOST_PORTS } from '../ports.ts';
import type { KafkaCluster } from '../kafkaCluster.ts';
import { utf8 } from '../../base/utf8.ts';
import { base64url, sha256 } from '../sha256.ts';
import { escapeDollars } from '../yamlText.ts';
import { topicSettings } from '../clientSettings.ts';
import type { ComposePart } from './part.ts';

const IMAGE = 'apache/kafka:4.3.1';
const TOPICS_TOOL = '/opt/kafka/bin/kafka-topics.sh';
const INSIDE_PORT = 19_092;
const CONTROLLER_PORT = 9_093;
/** Node ids of controllers of their own begin behind this: no broker comes near it, however many are added later. */
const CONTROLLER_IDS = 100;

/** One server is called kafka; of several, each has its number, its port on the host and its volume. */
const nameOf = (server: number, servers: number): string => (servers === 1 ? 'kafka' : `kafka-${server}`);
const hostPortOf = (server: number, servers: number): number => (servers === 1 ? HOST_PORTS.kafka : HOST_PORTS.kafkaServers + server);
const controllerName = (controller: number): string => `kafka-controller-${controller}`;
const each = <T>(count: number, of: (n: number) => T): T[] => Array.from({ length: count }, (_, i) => of(i + 1));

/** Where a client finds the cluster, among the containers and on the host. */
export const kafkaInside = (servers: number): string => each(servers, (server) => `${nameOf(server, servers)}:${INSIDE_PORT}`).join(',');
export const kafkaOutside = (servers: number): string => each(servers, (server) => `localhost:${hostPortOf(server, servers)}`).join(',');

export function kafkaPart(project: string, topics: readonly Placed<TopicDoc>[], cluster: KafkaCluster): ComposePart {
  const brokers = each(cluster.servers, (server) => [nameOf(server, cluster.servers), broker(project, server, cluster)] as const);
  const controllers = cluster.isSeparate ? each(cluster.voters, (n) => [controllerName(n), controller(project, n, cluster)] as const) : [];
  return {
    services: {
      ...Object.fromEntries([...controllers, ...brokers]),
      'kafka-init': init(topics, cluster.servers),
      'kafka-tools': tools(),
    },
    volumes: [...controllers, ...brokers].map(([name]) => `${name}-data`),
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

const quorum = ({ servers, voters, isSeparate }: KafkaCluster): string =>
  each(voters, (n) => (isSeparate ? `${CONTROLLER_IDS + n}@${controllerName(n)}` : `${n}@${nameOf(n, servers)}`))
    .map((voter) => `${voter}:${CONTROLLER_PORT}`)
    .join(',');

/** Kafka opens a broker's port only once the controller has admitted it, so an open port is a ready broker; no JVM per probe. */
const isOpen = (port: number) => ({
  test: ['CMD', 'bash', '-c', `exec 3<>/dev/tcp/localhost/${port}`],
  interval: '5s',
  timeout: '3s',
  retries: 24,
  start_period: '15s',
});

function broker(project: string, server: number, cluster: KafkaCluster): unknown {
  const { servers, voters, isSeparate } = cluster;
  const name = nameOf(server, servers);
  const isVoter = !isSeparate && server <= voters;
  // What Kafka keeps for itself is on as many servers as losing one leaves enough of.
  const copies = String(Math.min(3, servers));
  const inSync = String(Math.max(1, Math.min(3, servers) - 1));
  return {
    image: IMAGE,
    hostname: name,
    // Started before it, and never waited for: no server is ready before a majority of the voters is.
    ...(isSeparate ? { depends_on: Object.fromEntries(each(voters, (n) => [controllerName(n), { condition: 'service_started' }])) } : {}),
    restart: 'unless-stopped',
    ports: [`127.0.0.1:${hostPortOf(server, servers)}:9092`],
    environment: {
      CLUSTER_ID: clusterId(project),
      KAFKA_NODE_ID: String(server),
      KAFKA_PROCESS_ROLES: isVoter ? 'broker,controller' : 'broker',
      KAFKA_CONTROLLER_QUORUM_VOTERS: quorum(cluster),
      KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
      KAFKA_LISTENERS: `INTERNAL://:${INSIDE_PORT},EXTERNAL://:9092${isVoter ? `,CONTROLLER://:${CONTROLLER_PORT}` : ''}`,
      KAFKA_ADVERTISED_LISTENERS: `INTERNAL://${name}:${INSIDE_PORT},EXTERNAL://localhost:${hostPortOf(server, servers)}`,
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,INTERNAL:PLAINTEXT,EXTERNAL:PLAINTEXT',
      KAFKA_INTER_BROKER_LISTENER_NAME: 'INTERNAL',
      KAFKA_LOG_DIRS: '/var/lib/kafka/data',
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: copies,
      KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: copies,
      KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: inSync,
      KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR: copies,
      KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR: inSync,
      // The default, which the simulation waits too (group/groupCoordinator).
      KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '3000',
      KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
      KAFKA_HEAP_OPTS: '-Xms512m -Xmx512m',
    },
    volumes: [`${name}-data:/var/lib/kafka/data`],
    healthcheck: isOpen(INSIDE_PORT),
    deploy: { resources: { limits: { memory: '1G' } } },
  };
}

/** It has no clients but the brokers: nothing is published, and Kafka refuses advertised listeners here. */
function controller(project: string, n: number, cluster: KafkaCluster): unknown {
  const name = controllerName(n);
  return {
    image: IMAGE,
    hostname: name,
    restart: 'unless-stopped',
    environment: {
      CLUSTER_ID: clusterId(project),
      KAFKA_NODE_ID: String(CONTROLLER_IDS + n),
      KAFKA_PROCESS_ROLES: 'controller',
      KAFKA_CONTROLLER_QUORUM_VOTERS: quorum(cluster),
      KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
      KAFKA_LISTENERS: `CONTROLLER://:${CONTROLLER_PORT}`,
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,INTERNAL:PLAINTEXT,EXTERNAL:PLAINTEXT',
      KAFKA_LOG_DIRS: '/var/lib/kafka/data',
      KAFKA_HEAP_OPTS: '-Xms256m -Xmx256m',
    },
    volumes: [`${name}-data:/var/lib/kafka/data`],
    healthcheck: isOpen(CONTROLLER_PORT),
    deploy: { resources: { limits: { memory: '512M' } } },
  };
}

/** Topic names hold letters, digits, '.', '_' and '-' only, so quotes suffice. */
function init(topics: readonly Placed<TopicDoc>[], servers: number): unknown {
  const copiesOf = (doc: TopicDoc): number => Math.min(servers, Math.max(1, Math.floor(doc.replicationFactor)));
  const options = topics.map(({ doc }) =>
    // With fewer copies than it asks to be in sync, a topic would refuse every record.
    topicSettings({ ...doc, minInsyncReplicas: Math.min(doc.minInsyncReplicas, copiesOf(doc)) })
      .map(([key, value]) => ` --config ${key}=${value}`)
      .join(''),
  );
  const hasCopies = servers > 1;
  const more = options.some((o) => o !== '') ? ` "\${@:${hasCopies ? 4 : 3}}"` : '';
  const create = `topic() { ${TOPICS_TOOL} --bootstrap-server ${kafkaInside(servers)} --create --if-not-exists --topic "$1" --partitions "$2" --replication-factor ${hasCopies ? '"$3"' : '1'}${more}; }`;
  const copies = (doc: TopicDoc): string => (hasCopies ? ` ${copiesOf(doc)}` : '');
  const lines = topics.map(({ name, doc }, i) => `topic '${name}' ${Math.max(1, Math.floor(doc.partitions))}${copies(doc)}${options[i]}`);
  return {
    image: IMAGE,
    depends_on: Object.fromEntries(each(servers, (server) => [nameOf(server, servers), { condition: 'service_healthy' }])),
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
