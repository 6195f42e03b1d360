import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SHOP, scenarioText } from './fakeTerminal.ts';

/** The command as a person calls it: node on bin.mjs, which bundles the sources first. */
const BIN = path.resolve(import.meta.dirname, '../../../node/cli/bin.mjs');
const EXAMPLES = path.resolve(import.meta.dirname, '../../../core/scenario/examples');
const dir = mkdtempSync(path.join(tmpdir(), 'spillway-bin-'));
afterAll(() => rmSync(dir, { recursive: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function spillway(args: readonly string[], options: { input?: string; env?: Record<string, string>; interruptAfterMs?: number } = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BIN, ...args], { cwd: dir, env: { PATH: process.env.PATH ?? '', LANG: 'C', ...options.env } });
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.on('error', reject).on('close', (code) => resolve({ code, out, err }));
    if (options.interruptAfterMs !== undefined) setTimeout(() => child.kill('SIGINT'), options.interruptAfterMs);
    child.stdin.on('error', () => undefined).end(options.input ?? '');
  });
}

const file = (name: string, text: string): string => {
  const at = path.join(dir, name);
  writeFileSync(at, text);
  return at;
};
/** One clear line, no stack. */
const refused = (line: string): Ended => ({ code: 2, out: '', err: `${line}\n` });

// The first call bundles: done before the clock of any test runs.
beforeAll(() => spillway(['--help']));

describe('spillway', () => {
  test('is executable', () => {
    expect(statSync(BIN).mode & 0o111).toBe(0o111);
  });

  test('run --json gives equal bytes for equal scenario and seed, and 0', async () => {
    const flash = path.join(EXAMPLES, 'flash-sale.json');
    const [a, b] = [await spillway(['run', flash, '--json', '--until', '10s']), await spillway(['run', flash, '--json', '--until', '10s'])];
    expect(a).toEqual(b);
    expect(a.code).toBe(0);
    const report = JSON.parse(a.out) as Record<string, unknown>;
    expect(Object.keys(report)).toEqual(Object.keys(report).sort());
    expect(report).toMatchObject({ seed: 7, horizonUs: 10_000_000, ledger: { difference: 0, imbalances: 0 } });
    const other = await spillway(['run', flash, '--json', '--until', '10s', '--seed', '8']);
    expect(JSON.parse(other.out)).not.toMatchObject({ traceHash: report.traceHash });
  });

  test('run says 1 when an objective is missed', async () => {
    const text = scenarioText({ ...SHOP, objectives: [{ metric: 'throughput', above: '200/s' }] });
    const { code, out } = await spillway(['run', '-'], { input: text });
    expect(code).toBe(1);
    expect(out).toContain('✗ MISSED  whole run: throughput ≥ 200/s');
  });

  test.each<[string, object | string, string]>([
    ['broken JSON', '{\n  "format": spillway\n}', 'This is not valid JSON: it breaks at line 2, column 13.'],
    ['another file', '{"hello": 1}', 'This is not a Spillway scenario: "format" must be "spillway".'],
    [
      'a newer version',
      '{"format": "spillway", "version": 99}',
      'version: The file has format version 99; this program reads up to version 2. Use a newer Spillway.',
    ],
    [
      'a dangling edge',
      { ...SHOP, edges: { ...SHOP.edges, x: { from: 'p', to: 'ghost' } } },
      'model.edges.x.to: The connection ends at "ghost", which does not exist.',
    ],
    [
      'a negative rate',
      { ...SHOP, nodes: { ...SHOP.nodes, p: { kind: 'producer', name: 'shop', load: { kind: 'constant', rate: '-5/s' } } } },
      'model.nodes.p.load.rate: "-5/s" is negative; it must be zero or more.',
    ],
    ['a wrong field', { ...SHOP, speed: 3 }, 'model.speed: The field "speed" is unknown here.'],
  ])('%s is one line with the place, and 2', async (_, content, line) => {
    const bad = file('bad.json', typeof content === 'string' ? content : scenarioText(content));
    for (const command of ['run', 'check']) expect(await spillway([command, bad])).toEqual(refused(`${bad}: error: ${line}`));
  });

  test('a file that is not there, a folder, a file of 1 GiB', async () => {
    expect(await spillway(['run', 'none.json'])).toEqual(refused('none.json: error: the file does not exist'));
    expect(await spillway(['run', dir])).toEqual(refused(`${dir}: error: this is a folder, not a file`));
    const huge = file('huge.json', '');
    truncateSync(huge, 2 ** 30);
    const startedMs = performance.now();
    expect(await spillway(['run', huge])).toEqual(refused(`${huge}: error: The file is too large: 1073741824 bytes, at most 8388608 are read.`));
    expect(performance.now() - startedMs).toBeLessThan(5_000);
  });

  test('check prints warnings and still says 0', async () => {
    const idle = file('idle.json', scenarioText({ ...SHOP, nodes: { ...SHOP.nodes, z: { kind: 'queue', name: 'idle' } } }));
    const { code, out, err } = await spillway(['check', idle]);
    expect(code).toBe(0);
    expect(out).toBe(`${idle}: ok: 4 nodes, 2 connections, horizon 2s, seed 1\n`);
    expect(err).toBe(`${idle}: warning: model.nodes.z: The queue "idle" is not connected to anything.\n`);
  });

  test('compose writes a project', async () => {
    const out = path.join(dir, 'project');
    const { code } = await spillway(['compose', path.join(EXAMPLES, 'kafka-stream.json'), '--out', out]);
    expect(code).toBe(0);
    expect(statSync(path.join(out, 'compose.yaml')).size).toBeGreaterThan(0);
  });

  test('compose brings the load generator, built beside the command line', async () => {
    const out = path.join(dir, 'loaded');
    const { code } = await spillway(['compose', path.join(EXAMPLES, 'kafka-stream.json'), '--out', out]);
    expect(code).toBe(0);
    const program = readFileSync(path.join(out, 'loadgen/loadgen.mjs'), 'utf8');
    expect(program).toContain('Permission is hereby granted');
    // It runs by itself: without a client to play it says so.
    const alone = spawnSync(process.execPath, ['loadgen.mjs'], { cwd: path.join(out, 'loadgen'), env: {}, encoding: 'utf8' });
    expect(alone).toMatchObject({ status: 2, stderr: expect.stringContaining('LOADGEN_CLIENT is missing') as string });
  });

  test('Ctrl-C leaves the part of the run there is, marked as such', async () => {
    const endless = file('endless.json', scenarioText({ ...SHOP, horizon: '3650d' }));
    const { code, out, err } = await spillway(['run', endless, '--json'], { interruptAfterMs: 3_000 });
    expect(code).toBe(130);
    expect(JSON.parse(out)).toMatchObject({ partial: true, ledger: { difference: 0 } });
    expect(err).toMatch(/^Interrupted at .* of 3650d: the report covers that part only.\n$/);
  });

  test('a wrong call says 2, help says 0', async () => {
    for (const args of [[], ['dance'], ['run'], ['run', 'x', '--fast'], ['check', 'x', '--lang', 'fr'], ['compose', 'x']]) {
      const { code, err } = await spillway(args);
      expect({ args, code }).toEqual({ args, code: 2 });
      expect(err).not.toContain('    at ');
    }
    const help = await spillway(['run', '--help']);
    expect(help.code).toBe(0);
    expect(help.out).toContain('--until <duration>');
  });

  test('it speaks Chinese where the locale does, or when asked', async () => {
    const zh = 'none.json: 错误: 文件不存在';
    expect(await spillway(['run', 'none.json'], { env: { LANG: 'zh_CN.UTF-8' } })).toEqual(refused(zh));
    expect(await spillway(['run', 'none.json'], { env: { LC_ALL: 'zh_CN.UTF-8', LANG: 'en_US.UTF-8' } })).toEqual(refused(zh));
    expect(await spillway(['run', 'none.json', '--lang', 'zh'])).toEqual(refused(zh));
  });
});
