/** The documentation against the code: tables of the file format, paths, and every example and command a reader may copy. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatBandwidth, formatBytes, formatDuration, formatRate } from '#core/base/quantity.ts';
import { compile } from '#core/compile/compile.ts';
import { Run } from '#core/run/run.ts';
import { EDGE_DEFAULTS, MODEL_DEFAULTS, NODE_DEFAULTS, newNode } from '#core/scenario/defaults.ts';
import { EDGE_FIELDS, type FieldRange, KEYS_FIELDS, LOAD_FIELDS, MODEL_FIELDS, NODE_FIELDS, TIME_FIELDS } from '#core/scenario/fields.ts';
import { issueText } from '#core/scenario/issueText.ts';
import { formatRecording } from '#core/scenario/recording.ts';
import { parseScenario, readScenario } from '#core/scenario/parse.ts';
import type { NodeKind } from '#core/scenario/scenario.ts';
import { metricsOf } from '#core/scenario/objectives.ts';
import { main } from '#node/cli/main.ts';
import { languageOf } from '#node/cli/terminal.ts';
import packageJson from '../package.json' with { type: 'json' };
import { fakeTerminal } from './node/cli/fakeTerminal.ts';
import { LAYERS } from './support/tidy/layers.ts';
import { blocksOf, codes, namedPageFaults, pathFaults, tableUnder } from './support/tidy/markdown.ts';
import { files, read } from './support/tidy/sources.ts';

const page = read('docs/file-format.md');
const titled = (kind: string): string => kind[0]!.toUpperCase() + kind.slice(1);
const UNITS = { count: 'whole number', ratio: 'ratio', duration: 'duration', rate: 'rate', bytes: 'bytes', bandwidth: 'bandwidth' } as const;
const WRITE = { count: thousands, ratio: thousands, duration: formatDuration, rate: formatRate, bytes: formatBytes, bandwidth: formatBandwidth } as const;

function thousands(n: number): string {
  return n.toLocaleString('en-US');
}
const limits = ({ unit, min, max }: FieldRange): string => `${WRITE[unit](min)} … ${WRITE[unit](max)}`;

function defaultText(value: unknown): string {
  if (value === undefined || value === '') return value === '' ? 'empty' : '';
  const text =
    typeof value === 'string'
      ? value
      : JSON.stringify(value)
          .replaceAll(/([{:,])/g, '$1 ')
          .replaceAll('}', ' }');
  return `\`${text.replace('{  }', '{}')}\``;
}

/** What the page must say of these fields: [field, unit, default, limits]; the unit only where the table of limits knows it. */
function expected(defaults: object, ranges: Readonly<Record<string, FieldRange | undefined>>): string[][] {
  return Object.entries(defaults).map(([field, value]) => {
    const range = ranges[field];
    return [field, range ? UNITS[range.unit] : '', defaultText(value), range ? limits(range) : ''];
  });
}
const written = (heading: string, ranges: Readonly<Record<string, FieldRange | undefined>>): string[][] =>
  tableUnder(page, heading).map(([field = '', unit = '', standard = '', bounds = '']) => {
    const [name = ''] = codes(field);
    return [name, ranges[name] ? unit : '', standard, bounds];
  });

describe('docs/file-format.md', () => {
  it('says every field of the model and of edges', () => {
    expect(written('Model', MODEL_FIELDS)).toEqual(expected(MODEL_DEFAULTS, MODEL_FIELDS));
    expect(written('Edges', EDGE_FIELDS)).toEqual(expected(EDGE_DEFAULTS, EDGE_FIELDS));
  });
  const kinds = Object.keys(NODE_DEFAULTS) as NodeKind[];
  it.each(kinds.filter((kind) => Object.keys(NODE_DEFAULTS[kind]).length > 0))('says every field of a %s', (kind) => {
    expect(written(titled(kind), NODE_FIELDS[kind])).toEqual(expected(NODE_DEFAULTS[kind], NODE_FIELDS[kind]));
  });
  it('says every kind of node, load, key and distribution, and every metric', () => {
    for (const kind of kinds) expect(page).toContain(`### ${titled(kind)}\n`);
    const rows = (heading: string) => Object.fromEntries(tableUnder(page, heading).map(([kind, fields]) => [codes(kind)[0], codes(fields)]));
    const named = (table: object) => Object.fromEntries(Object.entries(table).map(([kind, fields]) => [kind, Object.keys(fields)]));
    const lists = { steps: ['steps'], bursts: ['rates', 'holds'], drawn: ['points'], replayRates: ['points'], replayMessages: ['rows'] };
    expect(rows('Loads')).toEqual({ ...named(LOAD_FIELDS), ...lists, users: ['users', 'thinkTime', 'rampUp'] });
    expect(rows('Keys')).toEqual({ ...named(KEYS_FIELDS), single: ['key'] });
    expect(rows('Distributions')).toEqual({ ...named(TIME_FIELDS), empirical: ['values', 'weights'] });
    const metrics = Object.entries(rows('Objectives')).map(([metric]) => metric);
    expect(metrics.sort()).toEqual(metricsOf('run').sort());
  });
  const choices = kinds.flatMap((kind) =>
    Object.entries(NODE_DEFAULTS[kind]).flatMap(([field, value]) => {
      if (typeof value !== 'string' || Object.hasOwn(NODE_FIELDS[kind], field)) return [];
      const [, listed] = tableUnder(page, titled(kind)).find(([name]) => codes(name)[0] === field)!;
      return codes(listed).map((choice) => ({ kind, field, choice }));
    }),
  );
  it.each(choices)('$kind.$field may be $choice', ({ kind, field, choice }) => {
    const node = { ...newNode(kind, 'x'), [field]: choice };
    expect(readScenario({ format: 'spillway', version: 1, model: { nodes: { x: node } } }).issues.filter((i) => i.severity === 'error')).toEqual([]);
  });
});

describe('pages about the tree', () => {
  const paths: ReadonlySet<string> = new Set(files);
  const pages = files.filter((file) => file.endsWith('.md'));
  it('name files that are there', () => expect(pages.flatMap((file) => pathFaults(file, read(file), paths))).toEqual([]));
  it('are the pages that comments name', () => {
    const code = files.filter((file) => /\.(tsx?|mjs|css)$/.test(file) && !file.startsWith('test/support/tidy/') && file !== 'test/docs.test.ts');
    expect(code.flatMap((file) => namedPageFaults(file, read(file), paths))).toEqual([]);
  });
  it('would say so', () =>
    expect([
      ...namedPageFaults('a.ts', '// see gone.md, docs/glossary.md', paths),
      ...pathFaults('a.md', '`core/gone.ts` `core/base/limits.ts` `core/base/` `text`', paths),
    ]).toHaveLength(2));
  it('repeat the layer table', () => {
    const rows = tableUnder(read('docs/architecture.md'), 'Layers').map(([from, may]) => [codes(from)[0], codes(may)]);
    expect(rows).toEqual(LAYERS.map(({ from, may }) => [from, may]));
  });
});

const examples = files
  .filter((file) => file.endsWith('.md'))
  .flatMap((file) => blocksOf(read(file)).map((block) => ({ ...block, where: `${file}:${block.line}` })))
  .filter(({ info }) => info === 'json scenario');

describe('examples in the docs', () => {
  it('are there', () => expect(examples.length).toBeGreaterThan(0));
  it.each(examples)('$where runs', ({ text }) => {
    const { scenario, issues } = parseScenario(text);
    expect(issues.map((i) => issueText(i, 'en'))).toEqual([]);
    const plan = compile(scenario!.model).plan!;
    const run = new Run(plan);
    while (!run.ended) run.advance(plan.horizonUs, 1_000_000);
    const { ledger, objectives } = run.report();
    expect({ offers: ledger.offered > 0, imbalances: ledger.imbalances }).toEqual({ offers: true, imbalances: 0 });
    expect(objectives.map(({ text: objective, met }) => ({ objective, met }))).toEqual(objectives.map(({ text: objective }) => ({ objective, met: true })));
  });
});

const pages = files.filter((file) => file.endsWith('.md'));
const commands = (pattern: RegExp): string[] => [...new Set(pages.flatMap((file) => Array.from(read(file).matchAll(pattern), (m) => m[1]!.trim())))];

/** A run of a design to its end, recorded. */
function recordingOf(file: string): string {
  const scenario = parseScenario(read(file)).scenario!;
  const run = new Run(compile(scenario.model).plan!);
  while (!run.ended) run.advance(run.end, 1_000_000);
  const { engine, endedAtUs: endUs, events, traceHash } = run.report();
  return formatRecording({ engine, endUs, events, traceHash, scenario, inputs: [] });
}

describe('commands in the docs', () => {
  /** What a page calls design.json is any design. */
  const DESIGN = 'core/scenario/examples/replicated-topic.json';
  it.each(commands(/^node node\/cli\/bin\.mjs ([^#`\n]+)/gm))('spillway %s', async (line) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'spillway-docs-'));
    try {
      const meant: Record<string, string> = {
        'design.json': DESIGN,
        './stack': path.join(folder, 'stack'),
        './project': path.join(folder, 'project'),
        'imported.json': path.join(folder, 'imported.json'),
        'run.spillway-run.json': path.join(folder, 'run.json'),
        'run.html': path.join(folder, 'run.html'),
        'run.xml': path.join(folder, 'run.xml'),
      };
      writeFileSync(path.join(folder, 'run.json'), recordingOf(DESIGN));
      mkdirSync(path.join(folder, 'project'));
      writeFileSync(path.join(folder, 'project', 'definitions.json'), '{"queues": [{"name": "orders"}]}');
      // As a shell takes it apart: what is quoted is one.
      const args = (line.match(/'[^']*'|\S+/g) ?? []).map((arg) => meant[arg] ?? arg.replace(/^'(.*)'$/, '$1'));
      const terminal = fakeTerminal({ language: languageOf(args, {}) });
      const code = await main(args, terminal);
      expect(code).toBe(0);
      expect(terminal.printed.out).not.toBe('');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
  it.each(commands(/\bnpm run ([\w:]+)/g))('npm run %s exists', (script) => expect(Object.keys(packageJson.scripts)).toContain(script));
});
