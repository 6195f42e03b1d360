import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { exportCompose } from '#core/compose/exportCompose.ts';
import { importFiles } from '#core/compose/import/importFiles.ts';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import { formatScenario } from '#core/scenario/serialize.ts';
import { main } from '#node/cli/main.ts';
import { compose } from '#node/cli/compose.ts';
import { fakeTerminal } from './fakeTerminal.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'spillway-compose-'));
afterAll(() => rmSync(dir, { recursive: true }));
const SCENARIO = EXAMPLES.find((example) => example.id === 'flash-sale')!.scenario;

async function exportTo(out: string, options: { force?: boolean; scenario?: typeof SCENARIO } = {}) {
  const terminal = fakeTerminal({ input: [new TextEncoder().encode(formatScenario(options.scenario ?? SCENARIO))] });
  return { code: await compose('-', { out, force: options.force ?? false, load: false }, terminal), ...terminal.printed };
}

describe('compose', () => {
  test('writes every file of the project, byte for byte, and says what it cannot express', async () => {
    const out = path.join(dir, 'new/project');
    const { code, out: said, err } = await exportTo(out);
    expect(code).toBe(0);
    const { files, notes } = exportCompose(SCENARIO);
    const written = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(written).toHaveLength(files.size);
    for (const [name, text] of files) {
      expect(readFileSync(path.join(out, name), 'utf8')).toBe(text);
      expect(said).toContain(`  ${name}\n`);
    }
    expect(err.trimEnd().split('\n')).toHaveLength(notes.length);
  });

  test('a folder with something in it is left alone, unless forced', async () => {
    const out = path.join(dir, 'full');
    mkdirSync(out);
    writeFileSync(path.join(out, 'mine.txt'), 'mine');
    const refused = await exportTo(out);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('--force');
    expect(readdirSync(out)).toEqual(['mine.txt']);
    expect((await exportTo(out, { force: true })).code).toBe(0);
    expect(readFileSync(path.join(out, 'mine.txt'), 'utf8')).toBe('mine');
  });

  test('goes back into the files of an import, and is refused where there are none', async () => {
    const text = 'services:\n  kafka: # ours\n    image: wurstmeister/kafka\n    environment: {KAFKA_CREATE_TOPICS: "a:1:1"}\n';
    const read = importFiles([{ path: 'docker-compose.yml', text }]);
    const scenario = read.isOk ? read.scenario : SCENARIO;
    const back = async (out: string, design: typeof SCENARIO) => {
      const terminal = fakeTerminal({ input: [new TextEncoder().encode(formatScenario(design))] });
      return { code: await compose('-', { out, target: 'imported' }, terminal), ...terminal.printed };
    };
    const out = path.join(dir, 'back');
    expect((await back(out, scenario)).code).toBe(0);
    expect(readFileSync(path.join(out, 'docker-compose.yml'), 'utf8')).toBe(text);
    const none = await back(path.join(dir, 'none'), SCENARIO);
    expect([none.code, none.err]).toEqual([2, '-: error: this design was not read from files of another project\n']);
  });

  test('a place that cannot be written is one line', async () => {
    const file = path.join(dir, 'file');
    writeFileSync(file, '');
    const { code, err } = await exportTo(path.join(file, 'x'));
    expect(code).toBe(2);
    expect(err).toMatch(/^\S+: error: cannot write there \(ENOTDIR\)\n$/);
  });

  test('a design without a message server gives no project', async () => {
    const pipe = EXAMPLES.find((example) => example.id === 'pipe')!.scenario;
    const out = path.join(dir, 'pipe');
    const { code, err } = await exportTo(out, { scenario: pipe });
    expect(code).toBe(2);
    expect(err).not.toBe('');
    expect(readdirSync(dir)).not.toContain('pipe');
  });
});

describe('options of an export', () => {
  const kafka = formatScenario(EXAMPLES.find((example) => example.id === 'replicated-topic')!.scenario);
  async function spillway(name: string, args: readonly string[], input = kafka) {
    const out = path.join(dir, name);
    const terminal = fakeTerminal({ input: [new TextEncoder().encode(input)] });
    const code = await main(['compose', '-', '--out', out, ...args], terminal);
    const files = code === 0 ? readdirSync(out, { recursive: true, encoding: 'utf8' }) : [];
    return { code, files, read: (file: string) => readFileSync(path.join(out, file), 'utf8'), ...terminal.printed };
  }

  test('servers, controllers and the name', async () => {
    const { read } = await spillway('servers', ['--kafka-servers', '5', '--controllers', 'separate', '--name', 'my-stack']);
    const text = read('compose.yaml');
    expect(text).toMatch(/^name: "my-stack"$/m);
    expect(text.match(/KAFKA_PROCESS_ROLES: "broker"/g)).toHaveLength(5);
    expect(text.match(/KAFKA_PROCESS_ROLES: "controller"/g)).toHaveLength(3);
  });
  test('docker-compose 1.29 has no name in the file', async () => {
    const { read, files } = await spillway('old', ['--compat-1.29']);
    expect(read('compose.yaml')).not.toMatch(/^name:/m);
    expect(files).toContain('.env');
  });
  test('the file with ZooKeeper', async () => {
    const { files } = await spillway('legacy', ['--target', 'legacy']);
    expect(files).toContain('docker-compose.yml');
  });
  test('profiles', async () => {
    const { read } = await spillway('profiles', ['--profile', 'observability', 'ui']);
    expect(read('compose.yaml')).toContain('grafana');
  });
  test.each([
    ['strimzi', /\.yaml$/],
    ['asyncapi', /asyncapi\.yaml/],
    ['kafka-topics', /\.sh$/],
  ])('as %s', async (format, name) => {
    const { files, code } = await spillway(format, ['--format', format]);
    expect(code).toBe(0);
    expect(files).toEqual([expect.stringMatching(name) as string]);
  });
  test.each([
    [['--kafka-servers', '10'], /from 1 to 9/],
    [['--kafka-servers', 'x'], /from 1 to 9/],
    [['--rabbitmq-nodes', '2'], /Allowed choices are 1, 3/],
    [['--format', 'definitions'], /RabbitMQ/],
  ])('%j is refused', async (args, says) => {
    const { code, err } = await spillway('refused', args);
    expect(code).toBe(2);
    expect(err).toMatch(says);
    expect(readdirSync(dir)).not.toContain('refused');
  });
});
