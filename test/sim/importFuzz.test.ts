/**
 * 10,000 files that somebody broke. Each gives a design or says why not: never an exception, never a design that does not open
 * again or has a file outside of the folder. That none takes over a second is held by a clock, with the whole budget of a second for
 * cases that take milliseconds. That is no measurement: a slow machine passes, and only what grows out of all proportion to
 * its input fails. Such a case is asked three times, since a machine may stand still for a moment; one that hangs does so each time.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRandom } from '#core/base/random.ts';
import { exportCompose } from '#core/compose/exportCompose.ts';
import { exportFormat } from '#core/compose/formats/exportFormat.ts';
import { importFiles } from '#core/compose/import/importFiles.ts';
import type { ImportResult, SourceFile } from '#core/compose/import/imported.ts';
import { isSafePath } from '#core/compose/safePath.ts';
import { masked } from '#core/compose/secrets.ts';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import { parseScenario } from '#core/scenario/parse.ts';
import { formatScenario } from '#core/scenario/serialize.ts';
import { mutated } from '../compose/import/mutated.ts';

const ALL = 10_000;
const SLOW_MS = 1_000;

const TOPICS = [
  'Topic: a\tTopicId: x\tPartitionCount: 3\tReplicationFactor: 2\tConfigs: min.insync.replicas=2,cleanup.policy=compact,delete\n\tTopic: a\tPartition: 0\tLeader: 1\tReplicas: 1,2\tIsr: 1\tElr: \tLastKnownElr: \n',
  'Topic:b\tPartitionCount:1\tReplicationFactor:1\tConfigs:retention.ms=-1\n\tTopic: b\tPartition: 0\tLeader: -1\tReplicas: 0\tIsr: \n',
];
const TWO = `asyncapi: '2.6.0'
info: {title: Shop, version: '1'}
servers:
  mq: {url: 'amqp://u:p@mq:5672', protocol: amqp}
  other: {url: 'ws://x', protocol: ws}
channels:
  order.*.paid:
    bindings: {amqp: {is: routingKey, exchange: {name: shop, type: topic}, queue: {name: billing}}}
    publish: {operationId: bill, bindings: {amqp: {ack: false}}}
    subscribe: {$ref: '#/components/x'}
components: {x: {operationId: pay}}
`;
const LEGACY = readFileSync(new URL('../compose/services/legacy.seed.yml', import.meta.url), 'utf8');

const corpus = path.join(import.meta.dirname, '../compose/import/corpus');
const own = EXAMPLES.map(({ scenario }) => scenario);
/** By kind: the compose files of the corpus and of our own exports, and of the other formats our own and others. */
const SEEDS: Readonly<Record<'compose' | 'definitions' | 'asyncapi' | 'topics', readonly string[]>> = {
  compose: [LEGACY, ...corpusFiles(), ...own.flatMap((scenario) => exportCompose(scenario).files.get('compose.yaml') ?? [])],
  definitions: [
    readFileSync(new URL('../compose/import/shop.definitions.json', import.meta.url), 'utf8'),
    ...own.flatMap((scenario) => exportFormat(scenario, 'definitions').files.get('definitions.json') ?? []),
  ],
  asyncapi: [TWO, ...own.flatMap((scenario) => exportFormat(scenario, 'asyncapi').files.get('asyncapi.yaml') ?? [])],
  topics: [...TOPICS, TOPICS.join('')],
};
/** Enough of a file to break, and small enough for thousands of them. */
const SEED_MAX = 6_000;
const EVERY = Object.values(SEEDS)
  .flat()
  .filter((text) => text.length <= SEED_MAX);

function corpusFiles(): string[] {
  if (!existsSync(corpus)) return [];
  const found = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((file) => /\.ya?ml$/.test(file));
  return found.sort().map((file) => readFileSync(path.join(corpus, file), 'utf8'));
}

/** Broken files of one kind; now and then with a broken file of another kind beside them. */
function filesOf(kind: keyof typeof SEEDS, i: number): SourceFile[] {
  const random = createRandom(i).fork(kind);
  const pick = (from: readonly string[]): string => {
    const small = from.filter((text) => text.length <= SEED_MAX);
    return small[Math.floor(random.unit() * small.length)] as string;
  };
  const name = { compose: 'compose.yaml', definitions: 'definitions.json', asyncapi: 'asyncapi.yaml', topics: 'topics.txt' }[kind];
  const files = [{ path: name, text: mutated(pick(SEEDS[kind]), random, EVERY) }];
  if (random.unit() < 0.1) files.push({ path: 'rabbitmq/definitions.json', text: mutated(pick(SEEDS.definitions), random, EVERY) });
  if (random.unit() < 0.1) files.push({ path: '.env', text: mutated('A=1\nPASSWORD="x"\n', random, EVERY) });
  return files;
}

/** What is wrong with what an import gave; undefined: nothing. */
function wrong(result: ImportResult): string | undefined {
  if (!result.isOk) {
    const [fault] = result.faults;
    return fault === undefined || fault.text.en === '' || fault.text.zh === '' || fault.place.line < 1 || fault.place.column < 1
      ? 'a fault that says nothing'
      : undefined;
  }
  const text = formatScenario(result.scenario);
  const read = parseScenario(text);
  if (read.scenario === undefined) return `it does not open: ${JSON.stringify(read.issues.slice(0, 2))}`;
  if (formatScenario(read.scenario) !== text) return 'saved again it is another one';
  const outside = (result.scenario.imported?.files ?? []).find(({ path: file }) => !isSafePath(file));
  if (outside !== undefined) return `a file outside: ${outside.path}`;
  return result.findings.some(({ place, text: said }) => place.line < 1 || said.en === '' || said.zh === '') ? 'a finding that says nothing' : undefined;
}

/** Milliseconds of an import; the least of three when it seems to take too long. */
function importTimed(files: readonly SourceFile[]): { readonly result: ImportResult; readonly ms: number } {
  let [ms, result] = [Infinity, undefined as ImportResult | undefined];
  for (let tries = 0; tries < 3 && ms > SLOW_MS; tries++) {
    const start = performance.now();
    result = importFiles(files);
    ms = Math.min(ms, performance.now() - start);
  }
  return { result: result as ImportResult, ms };
}

describe.each([
  ['compose', 4_000],
  ['definitions', 2_500],
  ['asyncapi', 2_500],
  ['topics', 1_000],
] as const)('%s files, broken %i times', (kind, count) => {
  it('give a design or a clear message', { timeout: 120_000 }, () => {
    const counts = { designs: 0, refused: 0 };
    for (let i = 0; i < count; i++) {
      const files = filesOf(kind, i);
      let said: string | undefined;
      try {
        const { result, ms } = importTimed(files);
        said = ms > SLOW_MS ? `it took ${Math.round(ms)} ms` : wrong(result);
        counts[result.isOk ? 'designs' : 'refused']++;
        for (const { text } of files) if (masked(text).split('\n').length !== text.split('\n').length) said ??= 'covered, it has other lines';
      } catch (fault) {
        said = `it threw ${String(fault)}`;
      }
      if (said !== undefined)
        throw new Error(`${kind} ${i}: ${said}\n${files.map(({ path: file, text }) => `--- ${file}\n${text.slice(0, 3_000)}`).join('\n')}`);
    }
    // Were all refused or none, the files would be broken too much or too little to tell anything.
    expect(counts.designs).toBeGreaterThan(count / 20);
    expect(counts.refused).toBeGreaterThan(count / 100);
  });
});

it(`are ${ALL} in all`, () => expect(4_000 + 2_500 + 2_500 + 1_000).toBe(ALL));
