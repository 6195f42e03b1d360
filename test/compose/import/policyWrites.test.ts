/** Settings of queues that a policy gives: what a change of one writes, and that nothing else of the file differs. */
import { describe, expect, it } from 'vitest';
import { exportCompose } from '#core/compose/exportCompose.ts';
import { importFiles } from '#core/compose/import/importFiles.ts';
import { exportImported } from '#core/compose/import/writeBack.ts';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import { SITUATIONS } from '#core/scenario/examples/situations/index.ts';
import type { NodeDoc, NodeId, QueueDoc, Scenario } from '#core/scenario/scenario.ts';

const read = (files: ReadonlyMap<string, string>): Scenario => {
  const result = importFiles(Array.from(files, ([path, text]) => ({ path, text })));
  if (!result.isOk) throw new Error(result.faults[0]?.text.en);
  return result.scenario;
};
const edited = (scenario: Scenario, id: NodeId, fields: Partial<QueueDoc>): Scenario => {
  const nodes = { ...scenario.model.nodes, [id]: { ...scenario.model.nodes[id], ...fields } as NodeDoc };
  return { ...scenario, model: { ...scenario.model, nodes } };
};
const written = (scenario: Scenario) => {
  const { files, notes } = exportImported(scenario);
  return { files, notes, text: [...files].find(([path]) => path.endsWith('definitions.json'))?.[1] ?? '' };
};
/** Lines that are in one of the two only, without the comma that a neighbour brings. */
const differing = (one: string, other: string): string[] => {
  const lines = (text: string) => text.split('\n').map((line) => line.trim().replace(/,$/, ''));
  const [a, b] = [lines(one), lines(other)];
  return [...a.filter((line) => !b.includes(line)), ...b.filter((line) => !a.includes(line))];
};

/** Another value for each setting that a policy can give, and what the lines of it say. */
function changes(doc: QueueDoc): readonly (readonly [Partial<QueueDoc>, RegExp])[] {
  return [
    [{ maxLength: doc.maxLength + 7 }, /max-length"|overflow"/],
    [{ maxBytes: '7MiB' }, /max-length-bytes"|overflow"/],
    [{ messageTtl: '77s' }, /message-ttl"/],
    [{ expires: '777s' }, /expires"/],
    ...(doc.maxLength > 0 ? ([[{ overflow: doc.overflow === 'reject' ? 'dropHead' : 'reject' }, /overflow"/]] as const) : []),
    ...(doc.type === 'quorum' ? ([[{ deliveryLimit: 77 }, /delivery-limit"/]] as const) : []),
  ];
}

const projects = [...EXAMPLES, ...SITUATIONS.map(({ id, trouble }) => ({ id, scenario: trouble }))].flatMap(({ id, scenario }) => {
  const { files } = exportCompose(scenario);
  return files.has('rabbitmq/definitions.json') ? [[id, files] as const] : [];
});

it('has RabbitMQ examples with policies', () =>
  expect(projects.filter(([, files]) => files.get('rabbitmq/definitions.json')?.includes('"pattern"') === true).length).toBeGreaterThan(5));

describe.each(projects)('our own project of %s', (_, files) => {
  const design = read(files);
  const before = files.get('rabbitmq/definitions.json') ?? '';
  const queues = Object.entries(design.model.nodes).flatMap(([id, doc]) => (doc.kind === 'queue' ? [[id, doc] as const] : []));

  it('is byte for byte the same while untouched', () => expect(written(design)).toMatchObject({ files, notes: [] }));

  it('takes every setting of every queue, and comes back with it', () => {
    for (const [id, doc] of queues) {
      for (const [fields, lines] of changes(doc)) {
        const changed = edited(design, id, fields);
        const after = written(changed);
        expect([doc.name, fields, after.notes]).toEqual([doc.name, fields, []]);
        expect(read(after.files).model).toEqual(changed.model);
        const others = differing(before, after.text).filter((line) => !lines.test(line) && !/^"(?:arguments|definition)": \{|^\}$/.test(line));
        expect([doc.name, fields, others]).toEqual([doc.name, fields, []]);
      }
    }
  });

  it('takes a new name of a queue, and its policy with it', () => {
    for (const [id, doc] of queues) {
      const renamed = edited(design, id, { name: `${doc.name}.new` });
      const after = written(renamed);
      expect([doc.name, after.notes]).toEqual([doc.name, []]);
      expect(Object.values(read(after.files).model.nodes)).toContainEqual(renamed.model.nodes[id]);
    }
  });
});

const queue = (name: string, args: object = {}) => ({ name, vhost: '/', durable: true, auto_delete: false, arguments: args });
const policy = (name: string, pattern: string, definition: object) => ({ vhost: '/', name, pattern, 'apply-to': 'queues', priority: 0, definition });
const file = (content: object) => new Map([['definitions.json', `${JSON.stringify({ queues: [], exchanges: [], bindings: [], ...content }, null, 2)}\n`]]);
const idOf = ({ model }: Scenario, name: string): NodeId => Object.entries(model.nodes).find(([, doc]) => doc.name === name)?.[0] ?? '';

describe('a policy', () => {
  it('of more than one queue is left as it is, and a note says why in both languages', () => {
    const files = file({ queues: [queue('a'), queue('b')], policies: [policy('limits', '.*', { 'max-length': 5 })] });
    const design = read(files);
    const after = written(edited(design, idOf(design, 'a'), { maxLength: 50 }));
    expect(after.files).toEqual(files);
    expect(after.notes.map(({ code, place }) => [code, place?.file])).toEqual([['policy', 'definitions.json']]);
    expect(after.notes[0]?.text.en).toContain('policy “limits” gives this, and it holds for more than this queue');
    expect(after.notes[0]?.text.zh).toContain('由策略“limits”给出，它不只对这个队列有效');
  });

  it('of one queue is taken out when nothing is left in it', () => {
    const files = file({ queues: [queue('a'), queue('b')], policies: [policy('a', '^a$', { 'message-ttl': 5 }), policy('b', '^b$', { 'message-ttl': 6 })] });
    const design = read(files);
    const after = written(edited(design, idOf(design, 'a'), { messageTtl: undefined }));
    expect(after.notes).toEqual([]);
    expect((JSON.parse(after.text) as { policies: { name: string }[] }).policies.map(({ name }) => name)).toEqual(['b']);
  });

  it('leaves to an argument what the argument gives', () => {
    const files = file({ queues: [queue('a', { 'x-message-ttl': 4 })], policies: [policy('a', '^a$', { 'message-ttl': 9, 'max-length': 3 })] });
    const design = read(files);
    const after = written(edited(design, idOf(design, 'a'), { messageTtl: '3ms' }));
    expect(after.text).toBe(files.get('definitions.json')?.replace('"x-message-ttl": 4', '"x-message-ttl": 3'));
  });
});
