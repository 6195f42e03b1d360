/** The compose file at the end of the document this project began with: what it must import as, to the letter. */
import { expect, it } from 'vitest';
import { compile } from '#core/compile/compile.ts';
import { exportCompose } from '#core/compose/exportCompose.ts';
import { importFiles } from '#core/compose/import/importFiles.ts';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import { byId } from '#core/scenario/lookup.ts';
import { parseScenario } from '#core/scenario/parse.ts';
import type { Model, TopicDoc } from '#core/scenario/scenario.ts';
import { formatScenario } from '#core/scenario/serialize.ts';
import { sourceFiles } from '#core/compose/import/importedDoc.ts';
import { exportImported } from '#core/compose/import/writeBack.ts';
import { Run } from '#core/run/run.ts';
import { finish, planOf } from '../../support/design.ts';
import { codesOf, edited, importText } from './importing.ts';

const GOLDEN = `version: '2'
services:
  zoo1:
    image: wurstmeister/zookeeper
    restart: unless-stopped
    hostname: zoo1
    ports:
      - "2181:2181"
    container_name: zookeeper
  kafka1:
    image: wurstmeister/kafka
    ports:
      - "9092:9092"
    environment:
      KAFKA_ADVERTISED_HOST_NAME: localhost
      KAFKA_ZOOKEEPER_CONNECT: "zoo1:2181"
      KAFKA_BROKER_ID: 1
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: 1
      KAFKA_CREATE_TOPICS: "stream-in:1:1,stream-out:1:1"
    depends_on:
      - zoo1
    container_name: kafka
`;
const { scenario, findings, spots } = importText(GOLDEN);
const { model } = scenario;

it('is one ZooKeeper, one broker and two topics', () => {
  expect(byId(model.nodes).map(([id, doc]) => [id, doc.kind, doc.name])).toEqual([
    ['kafka1', 'broker', 'kafka1'],
    ['stream-in', 'topic', 'stream-in'],
    ['stream-out', 'topic', 'stream-out'],
    ['zoo1', 'external', 'zoo1'],
  ]);
  expect(model.nodes['kafka1']).toMatchObject({ profile: 'kafka-3.6', nodes: 1 });
  expect(model.nodes['zoo1']).toMatchObject({ role: 'zookeeper', image: 'wurstmeister/zookeeper', uses: [] });
  for (const id of ['stream-in', 'stream-out']) expect(model.nodes[id]).toMatchObject({ broker: 'kafka1', partitions: 1, replicationFactor: 1 });
  expect(model.edges).toEqual({});
});

it('has its five findings at their places, and no other', () => {
  expect(findings.map(({ code, severity, place, nodes, isMended }) => [code, severity, place.line, nodes, isMended])).toEqual([
    ['compose.version', 'warning', 1, [], true],
    ['kafka.noVolume', 'warning', 10, ['kafka1'], true],
    ['image.unmaintained', 'warning', 11, ['zoo1', 'kafka1'], true],
    ['kafka.advertisedLocalhost', 'warning', 15, ['kafka1'], true],
    ['start.race', 'warning', 21, ['kafka1', 'zoo1'], true],
  ]);
  const texts = Object.fromEntries(findings.map(({ code, text }) => [code, text]));
  expect(texts['image.unmaintained']!.en).toMatch(/not been maintained.*2\.8\.1.*ZooKeeper.*latest/);
  expect(texts['kafka.noVolume']!.en).toMatch(/kafka-logs-\$HOSTNAME.*no fixed host name/);
  expect(texts['start.race']!.en).toMatch(/no health check.*without a restart policy/);
});

it('is the same with the empty line the document has between its services, and goes back as it came', () => {
  const text = GOLDEN.replace('  kafka1:', '\n  kafka1:');
  const read = importText(text);
  expect(read.scenario.model).toEqual(model);
  expect(codesOf(read.findings)).toEqual(codesOf(findings));
  const { files, notes } = exportImported(read.scenario);
  expect([Object.fromEntries(files), notes]).toEqual([{ 'docker-compose.yml': text }, []]);
});

it('runs to its end, is a valid file, and keeps the text', () => {
  expect(compile(model).issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  const run = new Run(planOf(model));
  finish(run);
  expect([run.ended, run.nowUs]).toEqual([true, 60_000_000]);
  const again = parseScenario(formatScenario(scenario));
  expect(again.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(again.scenario).toEqual(scenario);
  expect(sourceFiles(scenario.imported!)).toEqual([{ path: 'docker-compose.yml', text: GOLDEN }]);
});

it('says what changed in the list of topics, and covers nothing else', () => {
  expect(spots).toHaveLength(1);
  const [spot] = spots;
  expect(GOLDEN.slice(spot!.at.start, spot!.at.end)).toBe('"stream-in:1:1,stream-out:1:1"');
  expect(spot!.say(scenario)).toBe('stream-in:1:1,stream-out:1:1');
  const topic = model.nodes['stream-in'] as TopicDoc;
  const added = { ...topic, name: 'third', partitions: 2 };
  expect(spot!.say(edited(scenario, { 'stream-in': { partitions: 6 } }))).toBe('stream-in:6:1,stream-out:1:1');
  expect(spot!.say(edited(scenario, { 'stream-in': { cleanup: 'compact', name: 'in' } }))).toBe('in:1:1:compact,stream-out:1:1');
  expect(spot!.say(edited(scenario, { 'stream-in': undefined }))).toBe('stream-out:1:1');
  expect(spot!.say(edited(scenario, { third: added }))).toBe('stream-in:1:1,stream-out:1:1,third:2:1');
  expect(spot!.say(edited(scenario, { 'stream-in': { name: 'a:b' } }))).toBeUndefined();
  expect(spot!.covers({ kind: 'added', node: 'third', doc: added })).toBe(true);
  expect(spot!.covers({ kind: 'added', node: 'third', doc: { ...added, retentionTime: '1h' } })).toBe(false);
  expect(spot!.covers({ kind: 'removed', node: 'stream-in', doc: topic })).toBe(true);
  const covered = ['partitions', 'replicationFactor', 'cleanup', 'name', 'retentionTime'].filter((field) =>
    spot!.covers({ kind: 'changed', node: 'stream-in', doc: topic, field }),
  );
  expect(covered).toEqual(['partitions', 'replicationFactor', 'cleanup', 'name']);
});

it.each(EXAMPLES.map(({ id }, i) => [id, i] as const))('reads our own project of %s as what it was, with nothing to warn of', (_, i) => {
  const { scenario: own } = EXAMPLES[i]!;
  const { files } = exportCompose(own);
  const held = ({ nodes }: Model): string[] =>
    Object.values(nodes)
      .flatMap((doc) => (doc.kind === 'topic' ? [`${doc.name} ${doc.partitions} ${doc.cleanup} ${doc.retentionTime}`] : doc.kind === 'queue' ? [doc.name] : []))
      // Artemis has it always.
      .filter((name) => name !== 'ActiveMQ.DLQ')
      .toSorted();
  const read = files.size === 0 ? undefined : importFiles(Array.from(files, ([path, text]) => ({ path, text })));
  expect(read?.isOk === true ? held(read.scenario.model) : []).toEqual(files.size === 0 ? [] : held(own.model));
  expect(read?.isOk === true ? read.findings.filter(({ severity }) => severity !== 'info') : []).toEqual([]);
});
