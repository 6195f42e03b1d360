import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ComposeProject, exportCompose } from '#core/compose/exportCompose.ts';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import { newEdge, newNode } from '#core/scenario/defaults.ts';
import { FORMAT, type NodeDoc, type Scenario, VERSION } from '#core/scenario/scenario.ts';
import { composeProblems, kafkaProblems, parseCompose, schemaProblems } from './composeCheck.ts';

function design(nodes: Record<string, NodeDoc>, wires: readonly (readonly [string, string])[] = [], title = 'shop'): Scenario {
  const edges = Object.fromEntries(wires.map(([from, to]) => [`${from}-${to}`, newEdge(from, to)]));
  return {
    format: FORMAT,
    version: VERSION,
    model: { seed: 1, horizon: '60s', nodes, edges, faults: [], objectives: [] },
    view: { title, positions: {} },
  };
}
const file = (project: ComposeProject, name: string): string => project.files.get(name) ?? '';
const codes = (project: ComposeProject): string[] => project.notes.map((n) => n.code);

const kafka = design(
  {
    sensors: newNode('producer', 'sensors'),
    raw: { ...newNode('topic', 'raw'), partitions: 6 },
    clean: newNode('topic', 'clean'),
    cleaner: { ...newNode('consumer', 'cleaner'), group: 'cleaners', count: 3 },
  },
  [
    ['sensors', 'raw'],
    ['raw', 'cleaner'],
    ['cleaner', 'clean'],
  ],
);
const rabbit = design(
  {
    web: newNode('producer', 'web'),
    orders: { ...newNode('queue', '订单'), maxLength: 1_000, overflow: 'reject' },
    recent: { ...newNode('queue', 'recent'), maxLength: 50 },
    free: newNode('queue', 'free'),
    news: newNode('broadcast', 'news'),
    worker: { ...newNode('consumer', 'worker'), prefetch: 10 },
  },
  [
    ['web', 'orders'],
    ['orders', 'worker'],
  ],
);
const mixed = design({ ...kafka.model.nodes, ...rabbit.model.nodes });

describe.each([
  ['kafka', kafka],
  ['rabbitmq', rabbit],
  ['mixed', mixed],
] as const)('a %s project', (target, scenario) => {
  const project = exportCompose(scenario);
  const compose = file(project, 'compose.yaml');

  it('is for that system', () => expect(project.target).toBe(target));
  it('is valid by the schema of the Compose Specification', () => expect(schemaProblems(compose)).toEqual([]));
  it('has no port twice, no missing mount, volume or dependency', () => expect(composeProblems(compose, project.files)).toEqual([]));
  it('is the same bytes again, whatever the order of the file', () => {
    const nodes = Object.fromEntries(Object.entries(scenario.model.nodes).reverse());
    expect([...exportCompose({ ...scenario, model: { ...scenario.model, nodes } }).files]).toEqual([...project.files]);
  });
});

it.each([
  ['kafka', kafka],
  ['mixed', mixed],
] as const)('a %s project has listeners that agree', (_, scenario) => {
  expect(kafkaProblems(file(exportCompose(scenario), 'compose.yaml'))).toEqual([]);
});

describe('every example', () => {
  const projects = EXAMPLES.flatMap((e) => (['en', 'zh'] as const).map((language) => exportCompose(e.scenario, { language })));

  it('exports to a valid project', () => {
    const served = projects.filter((p) => p.target !== undefined);
    expect(served.map((p) => schemaProblems(file(p, 'compose.yaml')))).toEqual(served.map(() => []));
    expect(served.map((p) => composeProblems(file(p, 'compose.yaml'), p.files))).toEqual(served.map(() => []));
  });

  it('begins with a line in the language that was asked for', () => {
    const firsts = projects.flatMap((p) => (p.target === undefined ? [] : [file(p, 'compose.yaml').split('\n')[0]]));
    expect([...new Set(firsts)]).toEqual([expect.stringMatching(/^# Exported/), expect.stringMatching(/^# 由 Spillway 导出/)]);
  });

  it('says so when there is nothing to export', () => {
    const empty = projects.filter((p) => p.target === undefined);
    expect(empty.length).toBeGreaterThan(0);
    for (const project of empty) expect(codes(project)).toContain('nothing');
  });

  it('kafka-stream: the classic compose file of the seed document, made current', async () => {
    const scenario = EXAMPLES.find((e) => e.id === 'kafka-stream')?.scenario;
    const project = exportCompose(scenario as Scenario, { name: 'kafka-stream' });
    await expect(file(project, 'compose.yaml')).toMatchFileSnapshot(path.join(import.meta.dirname, 'kafka-stream.golden.yaml'));
  });
});

describe('Kafka', () => {
  /** Runs the init script with a stand-in for kafka-topics.sh that prints its arguments. */
  function created(scenario: Scenario): string[] {
    const command = parseCompose(file(exportCompose(scenario), 'compose.yaml')).services['kafka-init']?.command?.[0] ?? '';
    const script = command.replaceAll('$$', '$').replaceAll('/opt/kafka/bin/kafka-topics.sh', 'echo');
    return execFileSync('bash', ['-c', script], { encoding: 'utf8' }).trim().split('\n');
  }

  it('creates each topic with its partitions', () => {
    expect(created(kafka)).toEqual([
      '--bootstrap-server kafka:19092 --create --if-not-exists --topic clean --partitions 1 --replication-factor 1',
      '--bootstrap-server kafka:19092 --create --if-not-exists --topic raw --partitions 6 --replication-factor 1',
    ]);
  });

  it('lets no name out of its quotes', () => {
    const nasty = design({ a: newNode('topic', `'; echo stolen; '`), b: newNode('topic', '$(echo stolen)'), c: newNode('topic', '${HOME}') });
    for (const line of created(nasty)) expect(line).toMatch(/--topic [a-zA-Z0-9._-]+ --partitions 1 --replication-factor 1$/);
    expect(created(nasty)).toHaveLength(3);
  });

  it('says which names changed, and leaves a good name to its owner', () => {
    const project = exportCompose(design({ a: newNode('topic', 'a b'), b: newNode('topic', 'a-b'), c: newNode('topic', 'A.x'), d: newNode('topic', 'A_x') }));
    const renamed = project.notes.filter((n) => n.code === 'renamed');
    expect(renamed.map((n) => n.nodes)).toEqual([['a'], ['d']]);
    expect(renamed[0]?.text.en).toContain('“a-b-2”');
    expect(file(project, 'README.md')).toContain('| `a-b-2` | a b | 1 |');
  });

  it('sets what of a topic is not as Kafka has it', () => {
    const kept = { ...newNode('topic', 'kept'), retentionTime: '1h', retentionBytes: '1GiB', segmentTime: '10m', segmentBytes: '64MiB' } as const;
    const compacted = { ...newNode('topic', 'state'), cleanup: 'compact' } as const;
    expect(created(design({ a: kept, b: newNode('topic', 'plain'), c: compacted })).map((line) => line.replace(/.*--topic /, ''))).toEqual([
      'kept --partitions 1 --replication-factor 1 --config retention.ms=3600000 --config retention.bytes=1073741824 --config segment.bytes=67108864 --config segment.ms=600000',
      'plain --partitions 1 --replication-factor 1',
      'state --partitions 1 --replication-factor 1 --config cleanup.policy=compact',
    ]);
  });

  it('is a cluster with as many servers as the design has, and the copies it asks for', () => {
    const cluster = { ...newNode('broker', 'kafka'), nodes: 5 };
    const topic = { ...newNode('topic', 't'), broker: 'k', partitions: 6, replicationFactor: 3, minInsyncReplicas: 2, uncleanElection: true };
    const scenario = design({ k: cluster, t: topic, u: { ...newNode('topic', 'u'), broker: 'k' } });
    const project = exportCompose(scenario, { kafka: { controllers: 'combined' } });
    const { services, volumes } = parseCompose(file(project, 'compose.yaml'));
    expect(Object.keys(services)).toEqual(['kafka-1', 'kafka-2', 'kafka-3', 'kafka-4', 'kafka-5', 'kafka-init', 'kafka-tools']);
    expect(Object.keys(volumes ?? {})).toEqual([1, 2, 3, 4, 5].map((n) => `kafka-${n}-data`));
    const environments = [1, 2, 3, 4, 5].map((n) => services[`kafka-${n}`]?.environment ?? {});
    expect(environments.map((e) => e['KAFKA_PROCESS_ROLES'])).toEqual([...Array.from({ length: 3 }, () => 'broker,controller'), 'broker', 'broker']);
    expect(new Set(environments.map((e) => e['KAFKA_CONTROLLER_QUORUM_VOTERS']))).toEqual(new Set(['1@kafka-1:9093,2@kafka-2:9093,3@kafka-3:9093']));
    expect(new Set(environments.map((e) => e['CLUSTER_ID'])).size).toBe(1);
    expect(environments[4]!['KAFKA_LISTENERS']).toBe('INTERNAL://:19092,EXTERNAL://:9092');
    const inside = [1, 2, 3, 4, 5].map((n) => `kafka-${n}:19092`).join(',');
    expect(created(scenario)).toEqual([
      `--bootstrap-server ${inside} --create --if-not-exists --topic t --partitions 6 --replication-factor 3 --config min.insync.replicas=2 --config unclean.leader.election.enable=true`,
      `--bootstrap-server ${inside} --create --if-not-exists --topic u --partitions 1 --replication-factor 1`,
    ]);
    expect(file(project, 'README.md')).toContain('localhost:29092,localhost:29093');
    expect(codes(project)).not.toContain('replication');
  });

  it('has one copy of a topic that wants three, and says so', () => {
    const project = exportCompose(design({ t: { ...newNode('topic', 't'), replicationFactor: 3 } }));
    expect(codes(project)).toContain('replication');
    expect(file(project, 'compose.yaml')).toContain("topic 't' 1");
  });

  it('keeps its cluster id while the design changes, for the volume keeps its data', () => {
    const idOf = (s: Scenario) => parseCompose(file(exportCompose(s), 'compose.yaml')).services.kafka?.environment?.CLUSTER_ID;
    expect(idOf(design({ ...kafka.model.nodes, more: newNode('topic', 'more') }))).toBe(idOf(kafka));
    expect(idOf({ ...kafka, view: { ...kafka.view, title: 'other' } })).not.toBe(idOf(kafka));
  });

  it('gives the clients their real settings', () => {
    const text = file(exportCompose(kafka), 'README.md');
    for (const line of ['acks=all', 'linger.ms=5', 'batch.size=16384', 'group.id=cleaners', 'auto.commit.interval.ms=5000'])
      expect(text).toContain(`\n${line}\n`);
  });
});

describe('RabbitMQ', () => {
  const project = exportCompose(rabbit);
  const definitions = JSON.parse(file(project, 'rabbitmq/definitions.json')) as {
    users: { name: string; password_hash: string }[];
    permissions: { user: string; vhost: string }[];
    vhosts: { name: string }[];
    exchanges: { name: string; type: string }[];
    queues: { name: string; vhost: string; durable: boolean; arguments: Record<string, unknown> }[];
    policies: { name: string; definition: Record<string, unknown> }[];
  };
  /** Of each queue: its arguments, and its policy. */
  const settingsOf = ({ queues, policies }: typeof definitions) =>
    queues.map((q) => ({ ...q.arguments, ...policies.find(({ name }) => name === q.name)?.definition }));
  const byName = (all: typeof definitions) => Object.fromEntries(all.queues.map((q, i) => [q.name, settingsOf(all)[i]]));

  it('declares queues with their limits', () => {
    expect(byName(definitions)).toEqual({
      订单: { 'x-queue-type': 'classic', 'max-length': 1_000, overflow: 'reject-publish' },
      recent: { 'x-queue-type': 'classic', 'max-length': 50, overflow: 'drop-head' },
      free: { 'x-queue-type': 'classic' },
    });
  });

  it('declares times to live, delivery limits and where dead letters go, with what RabbitMQ does otherwise', () => {
    const nodes = {
      work: { ...newNode('queue', 'work'), deliveryLimit: 3 },
      wait: { ...newNode('queue', '等待'), messageTtl: '5s' },
      odd: { ...newNode('queue', 'odd'), messageTtl: '1500us' },
    };
    const exported = exportCompose(
      design(nodes, [
        ['work', 'wait'],
        ['wait', 'odd'],
      ]),
    );
    const all = JSON.parse(file(exported, 'rabbitmq/definitions.json')) as typeof definitions;
    expect(byName(all)).toEqual({
      work: { 'x-queue-type': 'quorum', 'delivery-limit': 3, 'dead-letter-exchange': '', 'dead-letter-routing-key': '等待' },
      等待: { 'x-queue-type': 'classic', 'message-ttl': 5_000, 'dead-letter-exchange': '', 'dead-letter-routing-key': 'odd' },
      odd: { 'x-queue-type': 'classic', 'message-ttl': 2 },
    });
    expect(Object.fromEntries(exported.notes.map((n) => [n.code, n.nodes]))).toMatchObject({ deliveryLimit: ['work'], messageTtl: ['odd'] });
    expect(file(exported, 'README.md')).toContain('| `work` | work | none |  | none | 3 | `等待` |');
  });

  it('declares kinds of queue, and says that an exclusive one is its consumer’s', () => {
    const exported = exportCompose(
      design({
        fast: { ...newNode('queue', 'fast'), maxPriority: 9, singleActive: true, expires: '1m', durable: false },
        safe: { ...newNode('queue', 'safe'), type: 'quorum', overflow: 'reject', maxBytes: '1KiB', deadLetterStrategy: 'atLeastOnce' },
        full: { ...newNode('queue', 'full'), maxLength: 5, overflow: 'rejectDeadLetter', exclusive: true },
      }),
    );
    const all = JSON.parse(file(exported, 'rabbitmq/definitions.json')) as typeof definitions;
    expect(Object.fromEntries(all.queues.map((q) => [q.name, [q.durable, byName(all)[q.name]]]))).toEqual({
      fast: [false, { 'x-queue-type': 'classic', expires: 60_000, 'x-max-priority': 9, 'x-single-active-consumer': true }],
      safe: [true, { 'x-queue-type': 'quorum', 'max-length-bytes': 1_024, overflow: 'reject-publish', 'dead-letter-strategy': 'at-least-once' }],
      full: [true, { 'x-queue-type': 'classic', 'max-length': 5, overflow: 'reject-publish-dlx' }],
    });
    expect(Object.fromEntries(exported.notes.map((n) => [n.code, n.nodes]))).toMatchObject({ exclusive: ['full'] });
  });

  it('declares exchanges, what they are bound with, their alternates, and dead letters through them', () => {
    const nodes = {
      shop: newNode('exchange', 'shop'),
      heads: { ...newNode('exchange', 'heads'), type: 'headers' as const },
      rest: { ...newNode('exchange', 'rest'), type: 'fanout' as const },
      paid: newNode('queue', 'paid'),
      vip: newNode('queue', 'vip'),
      web: newNode('producer', 'web'),
    };
    const scenario = design(nodes, [['web', 'shop']]);
    const edges: Scenario['model']['edges'] = {
      ...scenario.model.edges,
      a: { ...newEdge('shop', 'paid'), bindings: [{ key: 'order.*.paid' }, { key: '#.sent' }] },
      b: newEdge('shop', 'heads'),
      c: { ...newEdge('heads', 'vip'), bindings: [{ key: '', arguments: { vip: true, region: 'eu' }, match: 'anyWithX' }] },
      d: { ...newEdge('shop', 'rest'), role: 'alternate' },
      e: { ...newEdge('paid', 'rest'), deadLetterKey: 'dead' },
      f: newEdge('vip', 'rest'),
    };
    const exported = exportCompose({ ...scenario, model: { ...scenario.model, edges } });
    const all = JSON.parse(file(exported, 'rabbitmq/definitions.json')) as typeof definitions & { bindings: object[] };
    const { exchanges, bindings } = all;
    const exchange = { vhost: '/', durable: true, auto_delete: false, internal: false, arguments: {} };
    expect(exchanges).toEqual([
      { ...exchange, name: 'heads', type: 'headers' },
      { ...exchange, name: 'rest', type: 'fanout' },
      { ...exchange, name: 'shop', type: 'topic', arguments: { 'alternate-exchange': 'rest' } },
    ]);
    const plain = { vhost: '/', arguments: {} };
    expect(bindings).toEqual([
      { ...plain, source: 'shop', destination: 'paid', destination_type: 'queue', routing_key: 'order.*.paid' },
      { ...plain, source: 'shop', destination: 'paid', destination_type: 'queue', routing_key: '#.sent' },
      { ...plain, source: 'shop', destination: 'heads', destination_type: 'exchange', routing_key: '' },
      {
        vhost: '/',
        source: 'heads',
        destination: 'vip',
        destination_type: 'queue',
        routing_key: '',
        arguments: { vip: true, region: 'eu', 'x-match': 'any-with-x' },
      },
    ]);
    expect(settingsOf(all)).toMatchObject([{ 'dead-letter-exchange': 'rest', 'dead-letter-routing-key': 'dead' }, { 'dead-letter-exchange': 'rest' }]);
    expect(settingsOf(all)[1]).not.toHaveProperty('dead-letter-routing-key');
    const text = file(exported, 'README.md');
    expect(text).toContain('| `shop` | shop | topic | `paid`, `heads` | `rest` |');
    expect(text).toContain('sends to `shop`');
    expect(composeProblems(file(exported, 'compose.yaml'), exported.files)).toEqual([]);
  });

  it('makes a broadcast a fanout exchange and says how to subscribe', () => {
    expect(definitions.exchanges).toMatchObject([{ name: 'news', type: 'fanout' }]);
    expect(project.notes.find((n) => n.code === 'subscribers')?.nodes).toEqual(['news']);
  });

  it('brings the user, whose password verifies, and its vhost: the image creates neither beside definitions', () => {
    const [user] = definitions.users;
    const hash = Buffer.from(user?.password_hash ?? '', 'base64');
    const [, password] = /password `(\w+)`/.exec(file(project, 'README.md')) ?? [];
    const digest = createHash('sha256')
      .update(Buffer.concat([hash.subarray(0, 4), Buffer.from(password ?? '')]))
      .digest();
    expect(hash.subarray(4).equals(digest)).toBe(true);
    expect(definitions.vhosts).toEqual([{ name: '/' }]);
    expect(definitions.permissions).toMatchObject([{ user: user?.name, vhost: '/' }]);
  });

  it('loads the definitions from where they are mounted', () => {
    const [, at] = /definitions\.local\.path = (\S+)/.exec(file(project, 'rabbitmq/rabbitmq.conf')) ?? [];
    expect(parseCompose(file(project, 'compose.yaml')).services.rabbitmq?.volumes).toContain(`./rabbitmq/definitions.json:${at}:ro`);
  });
});

describe('what cannot be expressed', () => {
  it('is named with its nodes, in both languages, and in the README', () => {
    const scenario = design({ pipe: newNode('channel', 'pipe'), k: newNode('topic', 'k'), b: newNode('broadcast', 'shout'), p: newNode('producer', 'p') }, [
      ['p', 'k'],
    ]);
    const project = exportCompose(scenario);
    const nodes = Object.fromEntries(project.notes.map((n) => [n.code, n.nodes]));
    expect(nodes).toMatchObject({ channel: ['pipe'], broadcastOnKafka: ['b'], load: ['p'] });
    for (const language of ['en', 'zh'] as const) {
      const text = file(exportCompose(scenario, { language }), 'README.md').replaceAll('\\', '');
      for (const n of project.notes) expect(text).toContain(n.text[language]);
    }
  });

  it('covers every node: each is in a file or in a note', () => {
    for (const scenario of [kafka, rabbit, mixed, ...EXAMPLES.map((e) => e.scenario)]) {
      const project = exportCompose(scenario);
      const noted = new Set(project.notes.flatMap((n) => n.nodes));
      for (const [id, doc] of Object.entries(scenario.model.nodes)) {
        const isServed = ['topic', 'queue', 'exchange', 'broadcast'].includes(doc.kind) && project.target !== undefined;
        expect(isServed || noted.has(id), `${id} of ${JSON.stringify(scenario.view.title)}`).toBe(true);
      }
    }
  });

  it('a design of channels only has no files', () => {
    const project = exportCompose(design({ c: newNode('channel', 'c') }));
    expect(project.target).toBeUndefined();
    expect(project.files.size).toBe(0);
    expect(codes(project)).toContain('nothing');
  });

  it('names that are Markdown stay text', () => {
    const project = exportCompose(design({ q: newNode('queue', 'a|b`c`<img>') }));
    expect(file(project, 'README.md')).toContain('a\\|b\\`c\\`\\<img\\>');
  });
});
