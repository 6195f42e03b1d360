import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { designDiff } from '#core/compose/import/designDiff.ts';
import { importFiles } from '#core/compose/import/importFiles.ts';
import { exportImported } from '#core/compose/import/writeBack.ts';
import { newNode } from '#core/scenario/defaults.ts';
import type { NodeDoc, Scenario, TopicDoc } from '#core/scenario/scenario.ts';
import { filesOf } from './project.ts';

function imported(files: Readonly<Record<string, string>>): Scenario {
  const result = importFiles(filesOf(files));
  if (!result.isOk) throw new Error(result.faults[0]?.text.en);
  return result.scenario;
}
const idOf = ({ model }: Scenario, name: string): string => Object.entries(model.nodes).find(([, doc]) => doc.name === name)?.[0] ?? name;
function edited(scenario: Scenario, name: string, fields: object): Scenario {
  const id = idOf(scenario, name);
  return { ...scenario, model: { ...scenario.model, nodes: { ...scenario.model.nodes, [id]: { ...scenario.model.nodes[id], ...fields } as NodeDoc } } };
}
const written = (scenario: Scenario) => {
  const { files, notes } = exportImported(scenario);
  return { files: Object.fromEntries(files), notes: notes.map((n) => n.code) };
};

const LEGACY = readFileSync(new URL('data/legacy.yml', import.meta.url), 'utf8');
const CLUSTER = { 'compose.yaml': readFileSync(new URL('data/cluster.yaml', import.meta.url), 'utf8') };

describe('an imported design exported to its own files', () => {
  it('untouched, gives them byte for byte', () => {
    for (const files of [{ 'docker-compose.yml': LEGACY }, { 'docker-compose.yml': LEGACY.replaceAll('\n', '\r\n') }, CLUSTER])
      expect(written(imported(files))).toEqual({ files, notes: [] });
  });

  it('changes the scalar that says it, and nothing else', () => {
    const scenario = edited(imported({ 'docker-compose.yml': LEGACY }), 'stream-in', { partitions: 3 });
    expect(written(scenario)).toEqual({ files: { 'docker-compose.yml': LEGACY.replace('stream-in:1:1', 'stream-in:3:1') }, notes: [] });
  });

  it('writes names, new topics and those that are gone', () => {
    const start = imported({ 'docker-compose.yml': LEGACY });
    const renamed = edited(start, 'stream-in', { name: 'orders' });
    expect(written(renamed).files['docker-compose.yml']).toBe(LEGACY.replace('stream-in:1:1', 'orders:1:1'));
    const broker = Object.entries(start.model.nodes).find(([, doc]) => doc.kind === 'broker')?.[0] ?? '';
    const more = { ...start, model: { ...start.model, nodes: { ...start.model.nodes, extra: { ...newNode('topic', 'extra'), broker, partitions: 2 } } } };
    expect(written(more)).toEqual({ files: { 'docker-compose.yml': LEGACY.replace('stream-out:1:1', 'stream-out:1:1,extra:2:1') }, notes: [] });
    const { [idOf(start, 'stream-out')]: _gone, ...nodes } = start.model.nodes;
    expect(written({ ...start, model: { ...start.model, nodes } })).toEqual({
      files: { 'docker-compose.yml': LEGACY.replace(',stream-out:1:1', '') },
      notes: [],
    });
  });

  it('says nothing of a simulation when a name changed in a file of its own', () => {
    const definitions = JSON.stringify(
      {
        vhosts: [{ name: '/' }],
        exchanges: [{ name: 'news', vhost: '/', type: 'fanout', durable: true, auto_delete: false, internal: false, arguments: {} }],
        queues: [{ name: 'mail', vhost: '/', durable: true, auto_delete: false, arguments: {} }],
        bindings: [{ source: 'news', vhost: '/', destination: 'mail', destination_type: 'queue', routing_key: '', arguments: {} }],
      },
      null,
      2,
    );
    const compose = 'services:\n  rabbit: # the one\n    image: rabbitmq:4-management\n    volumes: ["./d.json:/etc/rabbitmq/definitions.json:ro"]\n';
    const start = imported({ 'compose.yaml': compose, 'd.json': definitions });
    expect(written(edited(start, 'mail', { name: 'letters' }))).toEqual({
      files: { 'compose.yaml': compose, 'd.json': definitions.replaceAll('"mail"', '"letters"') },
      notes: [],
    });
  });

  it('leaves alone what another service takes over', () => {
    const text =
      'services:\n  one:\n    image: wurstmeister/kafka\n    environment: {KAFKA_CREATE_TOPICS: "a:1:1"}\n  two:\n    extends: one\n    hostname: two\n';
    const start = imported({ 'compose.yaml': text });
    expect(written(edited(start, 'a', { partitions: 9 }))).toEqual({ files: { 'compose.yaml': text }, notes: ['fields'] });
  });

  it('tells of what the files have no place for, once for all that only a simulation has', () => {
    const start = imported({ 'docker-compose.yml': LEGACY });
    const moved = { ...start, view: { ...start.view, positions: { ...start.view.positions, [idOf(start, 'stream-in')]: { x: 1, y: 2 } } } };
    const loaded = { ...moved, model: { ...moved.model, seed: 77, nodes: { ...moved.model.nodes, p: newNode('producer', 'p') } } };
    expect(written(loaded)).toEqual({ files: { 'docker-compose.yml': LEGACY }, notes: ['simulation'] });
    expect(written(edited(start, 'stream-in', { retentionTime: '1h', segmentTime: '1h' }))).toEqual({
      files: { 'docker-compose.yml': LEGACY },
      notes: ['fields'],
    });
  });
});

// Any edits of what a list of topics says, in any way such a list is written.
const HEAD = ['# a comment', 'services:', '  zk:   {image: "zookeeper:3.4"} # trailing', '  kafka: # here', '    image: wurstmeister/kafka:2.13-2.8.1'];
const TAIL = ['      KAFKA_BROKER_ID:   1   # padded', '    container_name: kafka', '', '# the end'];
/** The ways of writing one value; all begin their own lines. */
const WAYS: Readonly<Record<string, (value: string) => string[]>> = {
  plain: (v) => ['    environment:', `      KAFKA_CREATE_TOPICS: ${v} # topics`, ...TAIL],
  double: (v) => ['    environment:', `      KAFKA_CREATE_TOPICS:  "${v}"`, ...TAIL],
  single: (v) => ['    environment:', `      KAFKA_CREATE_TOPICS: '${v}'  # it's`, ...TAIL],
  literal: (v) => ['    environment:', '      KAFKA_CREATE_TOPICS: |', `        ${v}`, ...TAIL],
  folded: (v) => ['    environment:', '      KAFKA_CREATE_TOPICS: >-', `        ${v}`, ...TAIL],
  list: (v) => ['    environment:', '      - A=1', `      - KAFKA_CREATE_TOPICS=${v} # c`, '      - "KAFKA_BROKER_ID=1"', ''],
  quotedList: (v) => ['    environment:', `      - 'KAFKA_CREATE_TOPICS=${v}'`, '      - B=$$x'],
  flow: (v) => [`    environment: {A: "1", KAFKA_CREATE_TOPICS: "${v}", B: 2}`],
};

const topic = fc.record({ name: fc.stringMatching(/^[a-z][a-z0-9.-]{0,8}$/), partitions: fc.integer({ min: 1, max: 40 }) });
const edit = fc.record({
  at: fc.nat(),
  kind: fc.constantFrom('partitions', 'name', 'remove', 'add', 'cleanup'),
  partitions: fc.integer({ min: 1, max: 99 }),
  n: fc.nat(999),
});

function applied(scenario: Scenario, { at, kind, partitions, n }: { at: number; kind: string; partitions: number; n: number }): Scenario {
  const nodes: Record<string, NodeDoc> = { ...scenario.model.nodes };
  const topics = Object.entries(nodes).filter((entry): entry is [string, TopicDoc] => entry[1].kind === 'topic');
  const broker = Object.keys(nodes).find((id) => nodes[id]?.kind === 'broker') ?? '';
  const [id, doc] = topics[at % topics.length] ?? ['', undefined];
  if (kind === 'add') nodes[`new${n}`] = { ...newNode('topic', `new${n}`), broker, partitions };
  else if (doc === undefined) return scenario;
  else if (kind === 'partitions') nodes[id] = { ...doc, partitions };
  else if (kind === 'name') nodes[id] = { ...doc, name: `other${n}` };
  else if (kind === 'cleanup') nodes[id] = { ...doc, cleanup: doc.cleanup === 'compact' ? 'delete' : 'compact' };
  else if (topics.length > 1) delete nodes[id];
  return { ...scenario, model: { ...scenario.model, nodes } };
}
const namesOf = (scenario: Scenario): string[] => Object.values(scenario.model.nodes).flatMap((doc) => (doc.kind === 'topic' ? [doc.name] : []));

it('after any edits, the files say the edited design and differ in no other line', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.keys(WAYS)),
      fc.uniqueArray(topic, { minLength: 1, maxLength: 5, selector: (t) => t.name }),
      fc.array(edit, { maxLength: 4 }),
      fc.constantFrom('\n', '\r\n'),
      (way, topics, edits, lineEnd) => {
        const value = topics.map((t) => `${t.name}:${t.partitions}:1`).join(',');
        const lines = [...HEAD, ...WAYS[way]!(value)];
        const text = lines.join(lineEnd);
        const first = importFiles(filesOf({ 'docker-compose.yml': text }));
        if (!first.isOk) throw new Error(first.faults[0]?.text.en);
        const design = edits.reduce(applied, first.scenario);
        if (new Set(namesOf(design)).size < namesOf(design).length) return;
        const { files, notes } = exportImported(design);
        const out = files.get('docker-compose.yml') ?? '';
        expect(notes).toEqual([]);
        const isEdited = designDiff(first.scenario.model, design.model).nodes.length > 0;
        expect(isEdited ? text : out).toBe(text);
        const again = importFiles(filesOf({ 'docker-compose.yml': out }));
        expect(again.isOk && designDiff(again.scenario.model, design.model).nodes).toEqual([]);
        const written = out.split(lineEnd);
        expect(written.length).toBe(lines.length);
        const differ = lines.flatMap((line, i) => (line === written[i] ? [] : [line]));
        expect(differ.every((line) => line.includes(value))).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});
