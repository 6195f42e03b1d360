import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LIMITS } from '#core/base/limits.ts';
import { newEdge, newNode } from '#core/scenario/defaults.ts';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import { formatPath } from '#core/scenario/issues.ts';
import { issueText } from '#core/scenario/issueText.ts';
import { parseScenario } from '#core/scenario/parse.ts';
import { VERSION } from '#core/scenario/scenario.ts';
import { formatScenario } from '#core/scenario/serialize.ts';

/** Code and path of each issue of a file with these parts. */
const found = (file: unknown) => parseScenario(JSON.stringify(file)).issues.map((i) => `${i.code} ${formatPath(i.path)}`);
const withNodes = (nodes: object, edges: object = {}) => ({ format: 'spillway', version: VERSION, model: { nodes, edges } });
const LINE = { p: { kind: 'producer', name: 'p' }, q: { kind: 'queue', name: 'q' }, c: { kind: 'consumer', name: 'c' } };
const WIRES = { a: { from: 'p', to: 'q' }, b: { from: 'q', to: 'c' } };

describe('parseScenario', () => {
  test('what a file leaves out has its default', () => {
    const { scenario, issues } = parseScenario(JSON.stringify(withNodes(LINE, WIRES)));
    expect(issues).toEqual([]);
    expect(scenario?.model.nodes).toEqual({ p: newNode('producer', 'p'), q: newNode('queue', 'q'), c: newNode('consumer', 'c') });
    expect(scenario?.model.edges).toEqual({ a: newEdge('p', 'q'), b: newEdge('q', 'c') });
    expect(scenario?.model).toMatchObject({ seed: 1, horizon: '60s', objectives: [] });
    expect(scenario?.view).toEqual({ title: '', positions: {} });
  });

  test.each<[string, unknown, string]>([
    ['another file', { hello: 1 }, 'file.notScenario (file)'],
    ['a list', [], 'file.notScenario (file)'],
    ['no version', { format: 'spillway' }, 'schema.missing version'],
    ['a newer version', { format: 'spillway', version: VERSION + 1, whatever: true }, 'file.newerVersion version'],
    ['version 0', { format: 'spillway', version: 0 }, 'schema.type version'],
    ['no model', { format: 'spillway', version: 1 }, 'schema.missing model'],
    ['an unknown field', { ...withNodes({}), extra: 1 }, 'schema.unknownField extra'],
    ['an unknown field of a node', withNodes({ q: { ...LINE.q, colour: 'red' } }), 'schema.unknownField model.nodes.q.colour'],
    ['an unknown kind', withNodes({ x: { kind: 'teapot', name: 'x' } }), 'schema.unknownKind model.nodes.x.kind'],
    ['no kind', withNodes({ x: { name: 'x' } }), 'schema.missing model.nodes.x.kind'],
    ['no name', withNodes({ x: { kind: 'queue' } }), 'schema.missing model.nodes.x.name'],
    ['a number as text', withNodes({ t: { kind: 'topic', name: 't', partitions: '6' } }), 'schema.type model.nodes.t.partitions'],
    ['an unknown load', withNodes({ p: { ...LINE.p, load: { kind: 'burst' } } }), 'schema.unknownKind model.nodes.p.load.kind'],
    [
      'a field of another load',
      withNodes({ p: { ...LINE.p, load: { kind: 'constant', rate: '1/s', peak: '2/s' } } }),
      'schema.unknownField model.nodes.p.load.peak',
    ],
    ['an id no file may have', withNodes({ 'a/b': LINE.q }), 'id.invalid model.nodes.a/b'],
    ['a fault of no kind', { ...withNodes({}), model: { faults: [{}] } }, 'schema.missing model.faults.0.kind'],
    [
      'a fault without end',
      { ...withNodes({}), model: { faults: Array(300).fill({ kind: 'poison', at: '1s', target: 'p', messages: 1 }) } },
      'limit.exceeded model.faults',
    ],
    ['half a title', { ...withNodes({}), view: { title: { en: 'x' } } }, 'schema.missing view.title.zh'],
    ['a title that is a number', { ...withNodes({}), view: { title: 3 } }, 'schema.type view.title'],
    ['a title without end', { ...withNodes({}), view: { title: 'x'.repeat(500) } }, 'schema.text view.title'],
    [
      'a load without end',
      withNodes({ p: { ...LINE.p, load: { kind: 'steps', steps: Array(2000).fill({ rate: '1/s', for: '1s' }) } } }),
      'limit.exceeded model.nodes.p.load.steps',
    ],
    ['a rate below zero', withNodes({ p: { ...LINE.p, load: { kind: 'constant', rate: '-5/s' } } }, {}), 'quantity.negative model.nodes.p.load.rate'],
  ])('%s is refused with its place', (_, file, expected) => {
    expect(found(file)).toContain(expected);
  });

  test('an id spelled like what every object has is only an id', () => {
    const nodes = '{"__proto__": {"kind": "queue", "name": "q"}}';
    const hidden = parseScenario(`{"format": "spillway", "version": 2, "model": {"nodes": ${nodes}}}`);
    expect(hidden.issues.map((i) => `${i.code} ${formatPath(i.path)}`)).toEqual(['id.invalid model.nodes.__proto__']);
    expect(found(withNodes({ p: LINE.p }, { e: { from: 'p', to: 'constructor' } }))).toContain('edge.dangling model.edges.e.to');
  });

  test('a broken text tells the line and column', () => {
    expect(parseScenario('{\n  "format": spillway\n}').issues[0]).toMatchObject({ code: 'file.notJson', params: { line: 2, column: 13 } });
  });

  test('a byte order mark is passed over', () => {
    expect(parseScenario(`\uFEFF${JSON.stringify(withNodes(LINE, WIRES))}`).issues).toEqual([]);
  });

  test('size and nesting are limited before anything is built', () => {
    expect(parseScenario(' '.repeat(LIMITS.scenarioFileBytes + 1)).issues[0]?.code).toBe('file.tooLarge');
    const deep = LIMITS.scenarioFileBytes / 2;
    expect(parseScenario('['.repeat(deep) + ']'.repeat(deep)).issues[0]?.code).toBe('file.tooDeep');
  });

  test('a document with errors of meaning can still be opened', () => {
    const { scenario, issues } = parseScenario(JSON.stringify(withNodes({ ...LINE, q: { kind: 'queue', name: '' } }, WIRES)));
    expect(issues.map((i) => i.code)).toEqual(['name.empty']);
    expect(scenario?.model.nodes.q).toMatchObject({ name: '' });
  });

  test('no more issues than the limit, errors first', () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`q${i}`, { kind: 'queue', name: `q${i}` }]));
    const { issues } = parseScenario(JSON.stringify(withNodes({ ...many, z: { kind: 'queue', name: '' } })));
    expect(issues).toHaveLength(LIMITS.issues);
    expect(issues[0]).toMatchObject({ severity: 'error', code: 'name.empty' });
  });
});

describe('whatever the text, there is an answer and no exception', () => {
  /** What is wrong with the answer to a text. A sentence whose parameter is missing shows a question mark. */
  const faultsOf = (text: string): string[] => {
    const { scenario, issues } = parseScenario(text);
    const sentences = issues.flatMap(({ code, params }) => {
      const safe = Object.fromEntries(Object.keys(params).map((name) => [name, 'x']));
      return (['en', 'zh'] as const).map((language) => issueText({ code, params: safe }, language));
    });
    return [...(scenario === undefined && issues.length === 0 ? ['nothing'] : []), ...sentences.filter((sentence) => /[?{}]/.test(sentence))];
  };

  test('random texts and random JSON', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (text) => {
        expect(faultsOf(text)).toEqual([]);
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        expect(faultsOf(JSON.stringify(value))).toEqual([]);
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), (model) => {
        expect(faultsOf(JSON.stringify({ format: 'spillway', version: VERSION, model }))).toEqual([]);
      }),
    );
  });

  test('valid files with a piece cut out or put in', () => {
    const texts = fc.constantFrom(...EXAMPLES.map((e) => formatScenario(e.scenario)));
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(30), fc.string({ maxLength: 4 }), (text, at, cut, insert) => {
        const i = at % text.length;
        expect(faultsOf(text.slice(0, i) + insert + text.slice(i + cut))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('valid files with one value replaced by any other', () => {
    const values = fc.oneof(fc.jsonValue(), fc.constantFrom('-1s', '1e999', '9999999d', '', '__proto__', -1, 0.5, 1e300, null));
    fc.assert(
      fc.property(fc.constantFrom(...EXAMPLES), fc.nat(), values, (example, at, value) => {
        expect(faultsOf(JSON.stringify(replaced(example.scenario, at, value)))).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('broken or only wrong', () => {
  const shop = () =>
    structuredClone(EXAMPLES.find((e) => e.id === 'point-to-point')!.scenario) as unknown as {
      model: { nodes: Record<string, object>; edges: Record<string, { to: string }> };
    };

  test('a file with a dangling edge or a negative rate gives issues and no scenario', () => {
    const dangling = shop();
    Object.values(dangling.model.edges)[0]!.to = 'nobody';
    expect(parseScenario(JSON.stringify(dangling)).scenario).toBeUndefined();
    const negative = JSON.stringify(shop()).replace(/"rate":"[^"]*"/, '"rate":"-5/s"');
    const { scenario, issues } = parseScenario(negative);
    expect(scenario).toBeUndefined();
    expect(issues.map((i) => `${i.code} ${formatPath(i.path)}`)).toEqual(['quantity.negative model.nodes.shop.load.rate']);
  });

  test('a design a person is in the midst of opens with its errors', () => {
    const design = shop();
    design.model.nodes['orders-2'] = { ...design.model.nodes['orders'] };
    const { scenario, issues } = parseScenario(JSON.stringify(design));
    expect(scenario).toBeDefined();
    expect(issues.map((i) => i.code)).toContain('name.duplicate');
  });
});

/** The value with its `at`-th leaf or branch (counted round) replaced. */
function replaced(root: unknown, at: number, value: unknown): unknown {
  const copy = structuredClone(root) as object;
  const places: [Record<string, unknown>, string][] = [];
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const key of Object.keys(node)) {
      places.push([node as Record<string, unknown>, key]);
      walk((node as Record<string, unknown>)[key]);
    }
  };
  walk(copy);
  const [parent, key] = places[at % places.length] as [Record<string, unknown>, string];
  parent[key] = value;
  return copy;
}
