/** Any edits of what a list of topics says, in any way such a list is written: the files say the edited design, and nothing else of them differs. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { designDiff } from '#core/compose/import/designDiff.ts';
import { importCompose } from '#core/compose/import/importCompose.ts';
import type { ImportResult, SourceFile } from '#core/compose/import/imported.ts';
import { readProject } from '#core/compose/import/readProject.ts';
import { exportImported } from '#core/compose/import/writeBack.ts';
import { newNode } from '#core/scenario/defaults.ts';
import type { NodeDoc, Scenario, TopicDoc } from '#core/scenario/scenario.ts';
import { filesOf } from './project.ts';

const read = (files: readonly SourceFile[]): ImportResult => {
  const project = readProject(files);
  return project.isOk ? importCompose(project.source) : project;
};
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

it('says the edited design, and differs in no other line', () => {
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
        const first = read(filesOf({ 'docker-compose.yml': text }));
        if (!first.isOk) throw new Error(first.faults[0]?.text.en);
        const design = edits.reduce(applied, first.scenario);
        if (new Set(namesOf(design)).size < namesOf(design).length) return;
        const { files, notes } = exportImported(design, read);
        const out = files.get('docker-compose.yml') ?? '';
        expect(notes).toEqual([]);
        const isEdited = designDiff(first.scenario.model, design.model).nodes.length > 0;
        expect(isEdited ? text : out).toBe(text);
        const again = read(filesOf({ 'docker-compose.yml': out }));
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
