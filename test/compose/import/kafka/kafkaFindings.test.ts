import { expect, it } from 'vitest';
import type { Finding } from '#core/compose/import/imported.ts';
import { importText } from '../importing.ts';

const BASE: Readonly<Record<string, string>> = {
  KAFKA_NODE_ID: '1',
  KAFKA_PROCESS_ROLES: 'broker,controller',
  KAFKA_LISTENERS: 'IN://:19092,OUT://:9092,CONTROLLER://:9093',
  KAFKA_ADVERTISED_LISTENERS: 'IN://kafka:19092,OUT://localhost:9092',
  KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'IN:PLAINTEXT,OUT:PLAINTEXT,CONTROLLER:PLAINTEXT',
  KAFKA_INTER_BROKER_LISTENER_NAME: 'IN',
  KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
  KAFKA_CONTROLLER_QUORUM_VOTERS: '1@kafka:9093',
  KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
  KAFKA_LOG_DIRS: '/data',
};

interface Given {
  readonly image?: string;
  readonly more?: string;
  readonly services?: string;
  readonly settings?: Readonly<Record<string, string | undefined>>;
}

function found({ image = 'apache/kafka:4.1.0', more = '', services = '', settings = {} }: Given): Finding[] {
  const environment = Object.entries({ ...BASE, ...settings }).flatMap(([key, value]) =>
    value === undefined ? [] : [`      ${key}: ${JSON.stringify(value)}`],
  );
  const text = `services:\n  kafka:\n    image: ${image}\n    restart: always\n    volumes: ["d:/data"]\n${more}    environment:\n${environment.join('\n')}\n${services}`;
  return [...importText(text).findings];
}
const says = (given: Given): string[] => found(given).map(({ code, severity }) => `${severity} ${code}`);

it('has nothing to say of a server that is well told', () => expect(says({})).toEqual([]));

it.each<[string, Given, string]>([
  ['advertises what it does not listen on', { settings: { KAFKA_ADVERTISED_LISTENERS: 'IN://kafka:19092,OTHER://x:1' } }, 'kafka.advertisedUnknown'],
  [
    'advertises the listener of controllers',
    { settings: { KAFKA_ADVERTISED_LISTENERS: 'IN://kafka:19092,CONTROLLER://kafka:9093' } },
    'kafka.controllerAdvertised',
  ],
  ['is only a controller and advertises', { settings: { KAFKA_PROCESS_ROLES: 'controller' } }, 'kafka.controllerAdvertised'],
  ['has a protocol map with a gap', { settings: { KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'IN:PLAINTEXT,CONTROLLER:PLAINTEXT' } }, 'kafka.protocolMap'],
  ['has no protocol map for names of its own', { settings: { KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: undefined } }, 'kafka.protocolMap'],
  ['talks to brokers by what it does not advertise', { settings: { KAFKA_INTER_BROKER_LISTENER_NAME: 'LAN' } }, 'kafka.interBroker'],
  ['is a controller that listens nowhere for it', { settings: { KAFKA_LISTENERS: 'IN://:19092,OUT://:9092' } }, 'kafka.controllerListener'],
  ['is no voter by its id', { settings: { KAFKA_NODE_ID: '2' } }, 'kafka.voterId'],
  ['names a voter that is no service', { settings: { KAFKA_CONTROLLER_QUORUM_VOTERS: '1@kafka:9093,2@gone:9093' } }, 'kafka.voterUnknown'],
  ['wants more copies than brokers', { settings: { KAFKA_DEFAULT_REPLICATION_FACTOR: '3' } }, 'kafka.factor'],
  ['leaves the copies of offsets at three', { settings: { KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: undefined } }, 'kafka.offsetsFactor'],
  ['wants more in sync than there are', { settings: { KAFKA_MIN_INSYNC_REPLICAS: '2' } }, 'kafka.minInsync'],
  [
    'is Kafka 4 with ZooKeeper',
    { settings: { KAFKA_ZOOKEEPER_CONNECT: 'zk:2181', KAFKA_PROCESS_ROLES: undefined, KAFKA_CONTROLLER_QUORUM_VOTERS: undefined } },
    'kafka.zookeeperGone',
  ],
  ['is Confluent’s 8 without a cluster id', { image: 'confluentinc/cp-kafka:8.0.0' }, 'kafka.required'],
  [
    'looks after itself with what its image has not',
    { image: 'confluentinc/cp-kafka:8.0.0', settings: { CLUSTER_ID: 'x' }, more: '    healthcheck: {test: nc -z localhost 9092}\n' },
    'kafka.probeTool',
  ],
  ['is reached where it does not listen', { services: '  app: {build: ., environment: {BOOTSTRAP_SERVERS: "kafka:29092"}}' }, 'kafka.noListener'],
  ['is reached by the listener of the host', { services: '  app: {build: ., environment: {BOOTSTRAP_SERVERS: "kafka:9092"}}' }, 'kafka.hostListener'],
  ['is reached where controllers talk', { services: '  app: {build: ., environment: {BOOTSTRAP_SERVERS: "kafka:9093"}}' }, 'kafka.controllerPort'],
])('%s: an error', (_, given, code) => expect(says(given)).toContain(`error ${code}`));

it.each<[string, Given, string]>([
  [
    'has a probe that takes its port',
    { settings: { KAFKA_JMX_PORT: '9999' }, more: '    healthcheck: {test: ["CMD", "kafka-topics.sh", "--list"]}\n' },
    'kafka.probeJmx',
  ],
  ['has topics in a variable nobody reads', { settings: { KAFKA_CREATE_TOPICS: 'a:1:1' } }, 'kafka.createTopicsIgnored'],
  ['is looked for on the wrong side', { services: '  app: {build: ., environment: {BOOTSTRAP_SERVERS: "localhost:9092"}}' }, 'kafka.clientLocalhost'],
  ['has its data where nothing is kept', { settings: { KAFKA_LOG_DIRS: '/tmp/logs' } }, 'kafka.noVolume'],
])('%s: a warning', (_, given, code) => expect(says(given)).toContain(`warning ${code}`));

it('takes what helps for what it is', () => {
  expect(says({ services: '  app: {build: ., environment: {BOOTSTRAP_SERVERS: "kafka:19092"}}' })).toEqual([]);
  expect(says({ settings: { KAFKA_JMX_PORT: '9999' }, more: '    healthcheck: {test: "JMX_PORT= kafka-topics.sh --list"}\n' })).toEqual([]);
});

it('makes an error of localhost as soon as another container is told the address', () => {
  const settings = {
    KAFKA_LISTENERS: 'OUT://:9092,CONTROLLER://:9093',
    KAFKA_ADVERTISED_LISTENERS: 'OUT://localhost:9092',
    KAFKA_INTER_BROKER_LISTENER_NAME: 'OUT',
  };
  expect(says({ settings })).toEqual(['warning kafka.advertisedLocalhost']);
  const all = found({ settings, services: '  app: {build: ., environment: {BROKERS: "kafka:9092"}}' });
  expect(all).toMatchObject([{ code: 'kafka.advertisedLocalhost', severity: 'error', nodes: ['kafka', 'app'], isMended: true }]);
});

it('sees servers that wait for each other, have one id, or other voters', () => {
  const two = (settings: string, more = '') =>
    `  kafka2:\n    image: apache/kafka:4.1.0\n    restart: always\n    volumes: ["e:/data"]\n${more}    environment: {${settings}}\n`;
  const voters = '1@kafka:9093,2@kafka2:9093';
  const own = `KAFKA_NODE_ID: "2", KAFKA_PROCESS_ROLES: "broker,controller", KAFKA_LISTENERS: "IN://:19092,CONTROLLER://:9093", KAFKA_ADVERTISED_LISTENERS: "IN://kafka2:19092", KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: "IN:PLAINTEXT,CONTROLLER:PLAINTEXT", KAFKA_INTER_BROKER_LISTENER_NAME: IN, KAFKA_CONTROLLER_LISTENER_NAMES: CONTROLLER, KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: "1", KAFKA_LOG_DIRS: /data`;
  const settings = { KAFKA_CONTROLLER_QUORUM_VOTERS: voters };
  expect(says({ settings, services: two(`${own}, KAFKA_CONTROLLER_QUORUM_VOTERS: "${voters}"`) })).toEqual([]);
  const waiting = '    depends_on: {kafka: {condition: service_healthy}}\n';
  expect(says({ settings, more: '    healthcheck: {test: "true"}\n', services: two(`${own}, KAFKA_CONTROLLER_QUORUM_VOTERS: "${voters}"`, waiting) })).toEqual([
    'error kafka.deadlock',
  ]);
  expect(says({ settings, services: two(`${own.replace('"2"', '"1"')}, KAFKA_CONTROLLER_QUORUM_VOTERS: "${voters}"`) })).toContain('error kafka.sameId');
  expect(says({ settings, services: two(`${own}, KAFKA_CONTROLLER_QUORUM_VOTERS: "1@kafka:9093"`) })).toContain('error kafka.votersDiffer');
  expect(says({ settings: { ...settings, CLUSTER_ID: 'a' }, services: two(`${own}, CLUSTER_ID: b, KAFKA_CONTROLLER_QUORUM_VOTERS: "${voters}"`) })).toContain(
    'error kafka.clusterIds',
  );
});
