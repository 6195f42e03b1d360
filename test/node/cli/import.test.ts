import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { LIMITS } from '#core/base/limits.ts';
import { parseScenario } from '#core/scenario/parse.ts';
import { main } from '#node/cli/main.ts';
import { fakeTerminal } from './fakeTerminal.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'spillway-import-'));
afterAll(() => rmSync(dir, { recursive: true }));

const COMPOSE = `version: '2'
services:
  zoo1:
    image: wurstmeister/zookeeper
    ports: ["2181:2181"]
  kafka1:
    image: wurstmeister/kafka
    ports: ["9092:9092"]
    depends_on: [zoo1]
    environment:
      KAFKA_ADVERTISED_HOST_NAME: localhost
      KAFKA_ZOOKEEPER_CONNECT: zoo1:2181
      KAFKA_CREATE_TOPICS: "stream-in:1:1,stream-out:1:1"
`;

/** Files of a folder of their own. */
function folder(name: string, files: Record<string, string>): string {
  const root = path.join(dir, name);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  return root;
}

async function spillway(args: readonly string[], options: Parameters<typeof fakeTerminal>[0] = {}) {
  const terminal = fakeTerminal(options);
  return { code: await main(['import', ...args], terminal), ...terminal.printed };
}

describe('import', () => {
  test('says what was found, what is kept, and findings with their places; writes the scenario', async () => {
    const root = folder('legacy', { 'docker-compose.yml': COMPOSE });
    const out = path.join(dir, 'design.json');
    const { code, out: said, err } = await spillway([root, '--out', out]);
    expect(said).toMatch(/^Imported compose from 1 files: /);
    expect(said).toContain('topics, partitions × copies (2): stream-in 1×1, stream-out 1×1');
    expect(said).toMatch(/kept as external, not simulated \(1\): .*wurstmeister\/zookeeper/);
    expect(err).toMatch(/^docker-compose\.yml:\d+:\d+: (?:error|warning|note): /m);
    expect(code).toBe(/: error: /.test(err) ? 1 : 0);
    const { scenario } = parseScenario(readFileSync(out, 'utf8'));
    expect(scenario?.imported?.files[0]?.lines.join('')).toBe(COMPOSE);
  });

  test('a file that is there is left alone, unless forced', async () => {
    const root = folder('again', { 'compose.yaml': COMPOSE });
    const out = path.join(root, 'mine.json');
    writeFileSync(out, 'mine');
    const refused = await spillway([root, '--out', out]);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('--force');
    expect(readFileSync(out, 'utf8')).toBe('mine');
    await spillway([root, '--out', out, '--force']);
    expect(parseScenario(readFileSync(out, 'utf8')).scenario).toBeDefined();
  });

  test('modernise leaves the files and what they needed behind', async () => {
    const root = folder('modern', { 'compose.yaml': COMPOSE });
    const out = path.join(dir, 'modern.json');
    const { out: said } = await spillway([root, '--modernise', '--out', out]);
    const { scenario } = parseScenario(readFileSync(out, 'utf8'));
    expect(scenario?.imported).toBeUndefined();
    expect(Object.values(scenario?.model.nodes ?? {}).map(({ kind }) => kind)).not.toContain('external');
    expect(said).toContain('KRaft');
  });

  test('JSON has it all, the same bytes each time', async () => {
    const root = folder('json', { 'topics.txt': 'Topic: t\tPartitionCount: 2\tReplicationFactor: 1\tConfigs: x.y=1\n' });
    const [first, second] = [await spillway([root, '--json']), await spillway([root, '--json'])];
    expect(first.code).toBe(0);
    expect(first.out).toBe(second.out);
    expect(JSON.parse(first.out)).toMatchObject({
      format: 'kafkaTopics',
      files: ['topics.txt'],
      nodes: [
        { id: 'kafka', kind: 'broker', name: 'kafka' },
        { id: 't', kind: 'topic', name: 't' },
      ],
      findings: [{ code: 'kafkaTopics.config', file: 'topics.txt', line: 1, severity: 'info' }],
    });
  });

  test('from standard input, in Chinese', async () => {
    const { code, out } = await spillway(['-'], { language: 'zh', input: [new TextEncoder().encode('{"queues": [{"name": "订单"}]}')] });
    expect(code).toBe(0);
    expect(out).toContain('队列 (1): 订单');
  });

  test('secrets are covered', async () => {
    const root = folder('secret', { 'compose.yaml': 'services:\n  a:\n    image: amqp://me:geheim@host/x\n' });
    const { out, err } = await spillway([root]);
    expect(out + err).not.toContain('geheim');
  });
});

describe('what is not read', () => {
  test('links out of the folder, unknown names, and folders of packages', async () => {
    const outside = folder('outside', { 'compose.override.yaml': 'services:\n  stolen: { image: x }\n' });
    const root = folder('links', { 'compose.yaml': COMPOSE, 'node_modules/x/compose.yaml': COMPOSE, 'notes.md': 'x' });
    symlinkSync(path.join(outside, 'compose.override.yaml'), path.join(root, 'compose.override.yaml'));
    symlinkSync(outside, path.join(root, 'deep'));
    const { out } = await spillway([root, '--json']);
    expect(JSON.parse(out)).toMatchObject({ files: ['compose.yaml'] });
  });

  test('paths are from the folder all files are in', async () => {
    const root = folder('common', { 'compose.yaml': COMPOSE, 'mq/definitions.json': '{"queues": []}' });
    const { out } = await spillway([path.join(root, 'compose.yaml'), path.join(root, 'mq/definitions.json'), '--json']);
    expect(JSON.parse(out)).toMatchObject({ files: ['compose.yaml', 'mq/definitions.json'] });
  });

  test.each([
    ['nothing known', { 'a.md': 'x' }, [], /nothing to import/],
    ['a file too large', { 'compose.yaml': 'x'.repeat(LIMITS.importFileBytes + 1) }, ['compose.yaml'], /more than 1048576 bytes/],
    ['no text', { 'compose.yaml': '\ud800' }, ['missing.yaml'], /does not exist/],
    ['what nobody knows', { 'a.md': 'hello' }, ['a.md'], /a\.md:1:1: error: This is none of what can be imported/],
  ] as const)('%s', async (name, files, given, says) => {
    const root = folder(name, files as Record<string, string>);
    const { code, err } = await spillway(given.length === 0 ? [root] : given.map((file) => path.join(root, file)));
    expect(code).toBe(2);
    expect(err).toMatch(says);
  });

  test('a folder of more files than are read', async () => {
    const many = Object.fromEntries(Array.from({ length: 70 }, (_, i) => [`deep/${i}.env`, 'A=1']));
    const root = folder('many', { ...many, 'compose.yaml': COMPOSE });
    const { out, err } = await spillway([root, '--json']);
    expect((JSON.parse(out) as { files: string[] }).files).toHaveLength(LIMITS.importFiles);
    expect((JSON.parse(out) as { files: string[] }).files[0]).toBe('compose.yaml');
    expect(err.match(/left out/g)).toHaveLength(7);
  });
});
