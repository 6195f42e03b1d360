/**
 * A KRaft cluster, or one combined node, with its topics (apache/kafka, docker/README and KafkaDockerWrapper: once one KAFKA_ variable is
 * set the image drops its own configuration, so every key it needs is here). Containers use port 19092, the host
 * 9092 or one from 29092 on for each server, on the loopback interface only, for nothing here asks for a password.
 */
import type { TopicDoc } from '../../scenario/scenario.ts';
import type { Placed } from '../design.ts';
import { HOST_PORTS } from '../ports.ts';
import { utf8 } from '../../base/utf8.ts';
import { base64url, sha256 } from '../sha256.ts';
import { escapeDollars } from '../yamlText.ts';
import { topicSettings } from '../clientSettings.ts';
import type { ComposePart } from './part.ts';

const IMAGE = 'apache/kafka:4.3.1';
const TOPICS_TOOL = '/opt/kafka/bin/kafka-topics.sh';
const INSIDE_PORT = 19_092;
const CONTROLLER_PORT = 9_093;
/** Servers of a larger cluster that vote: a majority of three survives the loss of one. */
const VOTERS = 3;

/** One server is called kafka; of several, each has its number, its port on the host and its volume. */
const nameOf = (server: number, servers: number): string => (servers === 1 ? 'kafka' : `kafka-${server}`);
const hostPortOf = (server: number, servers: number): number => (servers === 1 ? HOST_PORTS.kafka : HOST_PORTS.kafkaServers + server);
const each = <T>(servers: number, of: (server: number) => T): T[] => Array.from({ length: servers }, (_, i) => of(i + 1));

/** Where a client finds the cluster, among the containers and on the host. */
export const kafkaInside = (servers: number): string => each(servers, (server) => `${nameOf(server, servers)}:${INSIDE_PORT}`).join(',');
export const kafkaOutside = (servers: number): string => each(servers, (server) => `localhost:${hostPortOf(server, servers)}`).join(',');

export function kafkaPart(project: string, topics: readonly Placed<TopicDoc>[], servers: number): ComposePart {
  const brokers = each(servers, (server) => [nameOf(server, servers), broker(project, server, servers)] as const);
  return {
    services: { ...Object.fromEntries(brokers), 'kafka-init': init(topics, servers), 'kafka-tools': tools() },
    volumes: brokers.map(([name]) => `${name}-data`),
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

function broker(project: string, server: number, servers: number): unknown {
  const name = nameOf(server, servers);
  const voters = servers < VOTERS ? 1 : VOTERS;
  const isVoter = server <= voters;
  // What Kafka keeps for itself is on as many servers as losing one leaves enough of.
  const copies = String(Math.min(VOTERS, servers));
  const inSync = String(Math.max(1, Math.min(VOTERS, servers) - 1));
  return {
    image: IMAGE,
    hostname: name,
    restart: 'unless-stopped',
    ports: [`127.0.0.1:${hostPortOf(server, servers)}:9092`],
    environment: {
      CLUSTER_ID: clusterId(project),
      KAFKA_NODE_ID: String(server),
      KAFKA_PROCESS_ROLES: isVoter ? 'broker,controller' : 'broker',
      KAFKA_CONTROLLER_QUORUM_VOTERS: each(voters, (voter) => `${voter}@${nameOf(voter, servers)}:${CONTROLLER_PORT}`).join(','),
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
    // The broker opens this port only once the controller has admitted it, so an open port is a ready broker; no JVM per probe.
    // No server waits for another one: each needs a majority of the voters to become ready.
    healthcheck: { test: ['CMD', 'bash', '-c', `exec 3<>/dev/tcp/localhost/${INSIDE_PORT}`], interval: '5s', timeout: '3s', retries: 24, start_period: '15s' },
    deploy: { resources: { limits: { memory: '1G' } } },
  };
}

/** Topic names hold letters, digits, '.', '_' and '-' only, so quotes suffice. */
function init(topics: readonly Placed<TopicDoc>[], servers: number): unknown {
  const options = topics.map(({ doc }) =>
    topicSettings(doc)
      .map(([key, value]) => ` --config ${key}=${value}`)
      .join(''),
  );
  const hasCopies = servers > 1;
  const more = options.some((o) => o !== '') ? ` "\${@:${hasCopies ? 4 : 3}}"` : '';
  const create = `topic() { ${TOPICS_TOOL} --bootstrap-server ${kafkaInside(servers)} --create --if-not-exists --topic "$1" --partitions "$2" --replication-factor ${hasCopies ? '"$3"' : '1'}${more}; }`;
  const copies = (doc: TopicDoc): string => (hasCopies ? ` ${Math.min(servers, Math.max(1, Math.floor(doc.replicationFactor)))}` : '');
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
