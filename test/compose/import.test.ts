/**
 * Compose files written for this test in the style of real projects, of every version and with every system the import knows: what
 * each becomes, what is said of it, and that none of its services is lost.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile } from '#core/compile/compile.ts';
import { importCompose } from '#core/compose/import/importCompose.ts';
import { importFiles } from '#core/compose/import/importFiles.ts';
import type { SourceFile } from '#core/compose/import/imported.ts';
import { sourceFiles } from '#core/compose/import/importedDoc.ts';
import { readProject } from '#core/compose/import/readProject.ts';
import { exportImported } from '#core/compose/import/writeBack.ts';
import type { NodeDoc } from '#core/scenario/scenario.ts';
import { parseScenario } from '#core/scenario/parse.ts';
import { formatScenario } from '#core/scenario/serialize.ts';

interface Row {
  readonly services: number;
  /** Name, whose rules, servers. */
  readonly brokers: readonly string[];
  /** Topics with partitions and copies; others with their kind. */
  readonly holds: readonly string[];
  readonly others: readonly string[];
  /** Codes of the findings, each once, the worst first. */
  readonly says: readonly string[];
}

const ROWS: Readonly<Record<string, Row>> = {
  'activemq-classic.yml': {
    services: 2,
    brokers: ['activemq activemq-5.17 ×1'],
    holds: [],
    others: ['client backend'],
    says: ['compose.version', 'restart.none', 'image.unmaintained', 'start.race'],
  },
  'activemq-webcenter.yml': {
    services: 1,
    brokers: ['activemq activemq-5.17 ×1'],
    holds: ['queue orders', 'broadcast prices'],
    others: [],
    says: ['activemq.noVolume', 'restart.none', 'image.unmaintained'],
  },
  'activemq-xml': {
    services: 1,
    brokers: ['broker activemq-5.17 ×1'],
    holds: ['queue orders', 'queue invoices', 'broadcast prices'],
    others: [],
    says: ['activemq.fileRead'],
  },
  'akhq-kafdrop.yml': {
    services: 4,
    brokers: ['kafka kafka-4.0 ×1'],
    holds: [],
    others: ['tool akhq', 'tool kafdrop', 'tool kafka-exporter'],
    says: ['kafka.offsetsFactor', 'kafka.required', 'kafka.probeTool', 'kafka.noListener', 'kafka.noVolume', 'restart.none', 'image.latest', 'start.race'],
  },
  'apache-deadlock.yml': {
    services: 2,
    brokers: ['kafka kafka-4.0 ×2'],
    holds: [],
    others: [],
    says: ['kafka.factor', 'kafka.deadlock', 'kafka.controllerAdvertised', 'kafka.probeJmx'],
  },
  'apache-minimal.yml': {
    services: 1,
    brokers: ['broker kafka-4.1 ×1'],
    holds: [],
    others: [],
    says: ['kafka.noVolume', 'restart.none', 'kafka.advertisedLocalhost', 'image.latest'],
  },
  'apache-separate-controllers.yml': {
    services: 6,
    brokers: ['broker kafka-3.9 ×3'],
    holds: [],
    others: ['other controller-1', 'other controller-2', 'other controller-3'],
    says: ['kafka.noVolume'],
  },
  'artemis.yml': {
    services: 3,
    brokers: ['artemis activemq-5.17 ×1', 'old activemq-5.17 ×1', 'cloud activemq-5.17 ×1'],
    holds: ['queue orders', 'queue orders.dlq', 'broadcast events', 'broadcast news', 'queue tasks', 'queue results', 'broadcast broadcasts'],
    others: [],
    says: ['activemq.noVolume', 'restart.none', 'image.unmaintained', 'activemq.artemis'],
  },
  'bitnami-cluster.yml': {
    services: 3,
    brokers: ['kafka kafka-3.9 ×3'],
    holds: [],
    others: [],
    says: ['compose.version', 'restart.none', 'image.unmaintained'],
  },
  'bitnami-kraft.yml': {
    services: 2,
    brokers: ['kafka-0 kafka-3.6 ×1'],
    holds: ['clicks 3/1', 'views 3/1'],
    others: ['tool init'],
    says: ['kafka.noVolume', 'restart.none', 'image.unmaintained', 'start.race', 'kafka.rules'],
  },
  'bitnami-rabbit-cluster.yml': {
    services: 2,
    brokers: ['stats rabbitmq-3.13 ×2'],
    holds: [],
    others: [],
    says: ['compose.version', 'restart.none', 'image.unmaintained'],
  },
  'celery.yml': {
    services: 7,
    brokers: ['rabbit rabbitmq-3.13 ×1'],
    holds: [],
    others: ['other redis', 'client web', 'client worker', 'client beat', 'tool flower', 'other db'],
    says: ['compose.version', 'rabbitmq.noVolume', 'restart.none', 'start.race', 'system.notSimulated'],
  },
  'confluent-cluster-zk3.yml': {
    services: 7,
    brokers: ['kafka kafka-3.6 ×3'],
    holds: ['orders 12/3', 'payments 6/3', 'refunds 6/3'],
    others: ['zookeeper zk-1', 'zookeeper zk-2', 'zookeeper zk-3', 'tool topics'],
    says: ['compose.version', 'start.race', 'kafka.rules'],
  },
  'confluent-init.yml': {
    services: 3,
    brokers: ['kafka kafka-3.6 ×1'],
    holds: ['my-topic-1 1/1', 'my-topic-2 8/1'],
    others: ['zookeeper zookeeper', 'tool init-kafka'],
    says: ['compose.version', 'restart.none', 'start.race', 'kafka.rules'],
  },
  'confluent-platform.yml': {
    services: 6,
    brokers: ['broker kafka-3.6 ×1'],
    holds: [],
    others: ['client schemas', 'client connect', 'client ksqldb-server', 'client rest-proxy', 'tool control-center'],
    says: ['compose.version', 'kafka.noVolume', 'restart.none', 'start.race'],
  },
  'confluent-zookeeper.yml': {
    services: 2,
    brokers: ['broker kafka-3.6 ×1'],
    holds: [],
    others: ['zookeeper zookeeper'],
    says: ['compose.version', 'restart.none', 'kafka.noVolume', 'start.race', 'kafka.rules'],
  },
  'debezium.yml': {
    services: 4,
    brokers: ['kafka kafka-3.6 ×1'],
    holds: ['customers 2/1', 'orders 4/1'],
    others: ['zookeeper zookeeper', 'other mysql', 'client connect'],
    says: ['compose.version', 'restart.none', 'kafka.noVolume', 'start.race', 'kafka.rules'],
  },
  'env-file': {
    services: 2,
    brokers: ['kafka kafka-3.6 ×1'],
    holds: ['orders 12/1', 'customer-state 6/1', 'defaults 4/1'],
    others: ['tool init'],
    says: ['compose.version', 'start.race', 'script.notUnderstood'],
  },
  extends: { services: 3, brokers: ['rabbit rabbitmq-3.13 ×1'], holds: [], others: ['client consumer', 'client worker'], says: ['compose.version'] },
  'kafka-own-topics.yml': {
    services: 2,
    brokers: ['kafka kafka-3.6 ×1'],
    holds: ['self-made 2/1'],
    others: ['zookeeper zookeeper'],
    says: [
      'kafka.replicas',
      'kafka.offsetsFactor',
      'compose.version',
      'restart.none',
      'image.unmaintained',
      'kafka.noVolume',
      'start.race',
      'kafka.createTopicsIgnored',
      'kafka.rules',
    ],
  },
  'microservices.yml': {
    services: 8,
    brokers: ['kafka kafka-4.1 ×1', 'rabbitmq rabbitmq-4.2 ×1'],
    holds: ['order-events 12/1'],
    others: ['tool kafka-init', 'other redis', 'client 订单服务', 'client orders', 'client mailer', 'other gateway'],
    says: ['serviceName', 'kafka.hostListener', 'start.race', 'system.notSimulated'],
  },
  'nats.yml': {
    services: 4,
    brokers: [],
    holds: [],
    others: ['other n1', 'other n2', 'tool setup', 'client app'],
    says: ['start.race', 'system.notSimulated'],
  },
  'no-broker.yml': { services: 2, brokers: [], holds: [], others: ['other web', 'other db'], says: ['compose.version'] },
  override: {
    services: 3,
    brokers: ['kafka kafka-3.6 ×1'],
    holds: ['a 1/1', 'b 2/1'],
    others: ['zookeeper zoo', 'client app'],
    says: ['compose.version', 'image.unmaintained'],
  },
  'own-image.yml': {
    services: 3,
    brokers: ['broker kafka-3.6 ×1'],
    holds: [],
    others: ['other keeper', 'other lonely'],
    says: ['kafka.noVolume', 'restart.none', 'kafka.guessed'],
  },
  'profiles-secrets.yml': {
    services: 2,
    brokers: ['kafka kafka-3.6 ×1'],
    holds: [],
    others: ['other other'],
    says: [
      'memory.differs',
      'copies.containerName',
      'copies.port',
      'kafka.sameIdCopies',
      'kafka.protocolMap',
      'kafka.advertisedUnknown',
      'kafka.voterId',
      'ports.duplicate',
    ],
  },
  'pulsar.yml': {
    services: 3,
    brokers: [],
    holds: [],
    others: ['other pulsar', 'tool init', 'client reader'],
    says: ['restart.none', 'start.race', 'system.notSimulated'],
  },
  'rabbit-cluster.yml': { services: 4, brokers: ['rabbitmq rabbitmq-3.13 ×3'], holds: [], others: ['other haproxy'], says: ['compose.version', 'start.race'] },
  'rabbit-declare.yml': {
    services: 2,
    brokers: ['rabbit rabbitmq-3.13 ×1'],
    holds: ['exchange events', 'queue mail', 'queue mail.dead'],
    others: ['tool setup'],
    says: ['start.noHealthcheck'],
  },
  'rabbit-definitions': {
    services: 2,
    brokers: ['rabbitmq rabbitmq-4.2 ×1'],
    holds: ['exchange orders', 'exchange orders.dlx', 'queue orders.eu', 'queue orders.dead'],
    others: ['client shipping'],
    says: [],
  },
  'rabbit-removed-env.yml': { services: 1, brokers: ['mq rabbitmq-4.2 ×1'], holds: [], others: [], says: ['rabbitmq.removedSetting'] },
  'rabbit-simple.yml': {
    services: 1,
    brokers: ['rabbitmq rabbitmq-3.13 ×1'],
    holds: [],
    others: [],
    says: ['compose.version', 'rabbitmq.guest', 'rabbitmq.hostname', 'restart.none'],
  },
  'redis-streams.yml': {
    services: 3,
    brokers: [],
    holds: [],
    others: ['other redis', 'tool redis-init', 'tool commander'],
    says: ['start.noHealthcheck', 'image.latest', 'system.notSimulated'],
  },
  'redpanda-three.yml': {
    services: 3,
    brokers: ['redpanda kafka-4.1 ×3'],
    holds: [],
    others: [],
    says: ['restart.none', 'image.unmaintained', 'kafka.redpanda'],
  },
  'redpanda.yml': {
    services: 3,
    brokers: ['redpanda kafka-4.1 ×1'],
    holds: ['orders 6/1', 'payments 6/1'],
    others: ['tool redpanda-init', 'tool console'],
    says: ['restart.none', 'start.race', 'kafka.redpanda'],
  },
  'spring-rabbit.yml': {
    services: 3,
    brokers: ['rabbitmq rabbitmq-3.13 ×1'],
    holds: [],
    others: ['client order-service', 'client mail-service'],
    says: ['compose.version', 'rabbitmq.noVolume', 'restart.none', 'start.noHealthcheck'],
  },
  'two-clusters.yml': {
    services: 5,
    brokers: ['east kafka-4.0 ×1', 'west kafka-4.0 ×1'],
    holds: ['orders 3/1', 'orders-2 5/1'],
    others: ['tool init-east', 'tool init-west', 'client mirror'],
    says: ['kafka.noVolume', 'restart.none', 'kafka.sharedClusterId', 'start.race', 'name'],
  },
  'wurstmeister-inside-outside.yml': {
    services: 2,
    brokers: ['kafka kafka-3.6 ×1'],
    holds: ['orders 8/1', 'audit 1/1'],
    others: ['zookeeper zookeeper'],
    says: ['compose.version', 'restart.none', 'image.unmaintained'],
  },
  'wurstmeister-localhost-client.yml': {
    services: 4,
    brokers: ['kafka kafka-3.6 ×1'],
    holds: ['orders 3/1'],
    others: ['zookeeper zookeeper', 'client api', 'other worker'],
    says: [
      'kafka.advertisedLocalhost',
      'kafka.replicas',
      'compose.version',
      'restart.none',
      'kafka.noVolume',
      'image.unmaintained',
      'start.race',
      'kafka.clientLocalhost',
    ],
  },
  'wurstmeister-v1.yml': {
    services: 3,
    brokers: ['kafka kafka-3.6 ×1'],
    holds: ['test 1/1'],
    others: ['zookeeper zookeeper', 'client consumer'],
    says: ['restart.none', 'kafka.noVolume', 'image.unmaintained', 'start.race'],
  },
};

const ROOT = path.join(import.meta.dirname, 'import', 'corpus');
function filesOf(name: string): SourceFile[] {
  const full = path.join(ROOT, name);
  if (!statSync(full).isDirectory()) return [{ path: 'docker-compose.yml', text: readFileSync(full, 'utf8') }];
  const paths = readdirSync(full, { recursive: true, encoding: 'utf8' }).filter((file) => statSync(path.join(full, file)).isFile());
  return paths.toSorted().map((file) => ({ path: file.replaceAll('\\', '/'), text: readFileSync(path.join(full, file), 'utf8') }));
}

function imported(files: readonly SourceFile[]) {
  const read = readProject(files);
  if (!read.isOk) throw new Error(`not read: ${JSON.stringify(read.faults)}`);
  const result = importCompose(read.source);
  if (!result.isOk) throw new Error(`not imported: ${JSON.stringify(result.faults)}`);
  return { ...result, source: read.source, nodes: Object.values(result.scenario.model.nodes) };
}

function rowOf({ source, nodes, findings }: ReturnType<typeof imported>): Row {
  const held = (doc: NodeDoc): string[] => {
    if (!('broker' in doc) || doc.broker === undefined) return [];
    return [doc.kind === 'topic' ? `${doc.name} ${doc.partitions}/${doc.replicationFactor}` : `${doc.kind} ${doc.name}`];
  };
  return {
    services: source.services.length,
    brokers: nodes.flatMap((doc) => (doc.kind === 'broker' ? [`${doc.name} ${doc.profile} ×${doc.nodes}`] : [])),
    holds: nodes.flatMap(held),
    others: nodes.flatMap((doc) => (doc.kind === 'external' ? [`${doc.role} ${doc.name}`] : [])),
    says: [...new Set(findings.map(({ code }) => code))],
  };
}

it('holds every file of the corpus, thirty at least', () => {
  expect(Object.keys(ROWS).toSorted()).toEqual(readdirSync(ROOT).toSorted());
  expect(Object.keys(ROWS).length).toBeGreaterThanOrEqual(30);
});

describe.each(Object.entries(ROWS))('%s', (name, row) => {
  const files = filesOf(name);
  const result = imported(files);

  it('becomes what its row says', () => expect(rowOf(result)).toEqual(row));

  it('loses no service: each is a server of a broker, or beside them', () => {
    const servers = result.nodes.reduce((n, doc) => n + (doc.kind === 'broker' ? doc.nodes : 0), 0);
    expect(servers + result.nodes.filter(({ kind }) => kind === 'external').length).toBe(row.services);
  });

  it('can run, can be saved, and keeps its files', () => {
    const { scenario } = result;
    expect(compile(scenario.model).issues.filter(({ severity }) => severity === 'error')).toEqual([]);
    const again = parseScenario(formatScenario(scenario));
    expect(again.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(again.scenario).toEqual(scenario);
    expect(Object.keys(scenario.view.positions).toSorted()).toEqual(Object.keys(scenario.model.nodes).toSorted());
    expect(sourceFiles(scenario.imported!)).toEqual(files);
  });

  it('says everything at a place of a file, about nodes there are, in two languages', () => {
    for (const { place, nodes, text } of result.findings) {
      const lines = files.find((file) => file.path === place.file)?.text.split('\n').length ?? 0;
      expect([place.line >= 1 && place.line <= lines, nodes.filter((id) => result.scenario.model.nodes[id] === undefined)]).toEqual([true, []]);
      expect(text.zh).toMatch(/\p{Script=Han}/u);
      expect(text.en).not.toMatch(/\p{Script=Han}(?![^“]*”)|undefined/u);
    }
  });

  it('says at each spot what stands there, and is written back byte for byte', () => {
    for (const { say } of result.spots) expect(say(result.scenario)).toBeDefined();
    const written = exportImported(result.scenario, importFiles);
    expect(Object.fromEntries(written.files)).toEqual(Object.fromEntries(files.map((file) => [file.path, file.text])));
    expect(written.notes).toEqual([]);
  });

  it('is the same with the line ends of Windows', () => {
    const other = imported(files.map((file) => ({ path: file.path, text: file.text.replaceAll('\n', '\r\n') })));
    expect({ ...other.scenario.model, says: rowOf(other).says }).toEqual({ ...result.scenario.model, says: row.says });
  });
});
