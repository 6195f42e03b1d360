import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { EngineBug, LimitReached } from '#core/base/assert.ts';
import { Run } from '#core/run/run.ts';
import { type RunFlags, run } from '#node/cli/run.ts';
import { type FakeTerminal, fakeTerminal, SHOP, scenarioText } from './fakeTerminal.ts';

const terminalOf = (model: object, options: { language?: 'zh'; isInteractive?: boolean } = {}): FakeTerminal =>
  fakeTerminal({ ...options, input: [new TextEncoder().encode(scenarioText(model))] });
const runIt = async (model: object, flags: RunFlags = {}) => {
  const terminal = terminalOf(model);
  return { code: await run('-', flags, terminal), ...terminal.printed, listeners: terminal.listeners() };
};
const json = (text: string) => JSON.parse(text) as { seed: number; horizonUs: number; traceHash: string; partial?: boolean; endedAtUs: number };

describe('run', () => {
  test('0 and a table when every objective is met', async () => {
    const { code, out, err, listeners } = await runIt({ ...SHOP, objectives: [{ metric: 'throughput', above: '90/s' }] });
    expect({ code, err, listeners }).toEqual({ code: 0, err: '', listeners: 0 });
    expect(out).toMatch(/^2s of virtual time/);
    expect(out).toMatch(/✓ met {2}whole run: throughput ≥ 90\/s/);
  });

  test('1 when an objective is missed', async () => {
    const { code, out } = await runIt({ ...SHOP, objectives: [{ metric: 'throughput', above: '200/s' }] });
    expect(code).toBe(1);
    expect(out).toContain('✗ MISSED');
  });

  test('2 and one line when the scenario has an error', async () => {
    const { code, out, err } = await runIt({ ...SHOP, edges: { e: { from: 'p', to: 'ghost' } } });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.split('\n')[0]).toBe('-: error: model.edges.e.to: The connection ends at "ghost", which does not exist.');
  });

  test('--seed and --until stand in for the file', async () => {
    const plain = json((await runIt(SHOP, { json: true })).out);
    const other = json((await runIt(SHOP, { json: true, seed: '77', until: '500ms' })).out);
    expect(other).toMatchObject({ seed: 77, horizonUs: 500_000, endedAtUs: 500_000 });
    expect(other.traceHash).not.toBe(plain.traceHash);
  });

  test.each<[RunFlags, string]>([
    [{ seed: '-1' }, '--seed'],
    [{ seed: '4294967296' }, '--seed'],
    [{ seed: '1.5' }, '--seed'],
    [{ seed: '' }, '--seed'],
    [{ until: 'soon' }, '--until'],
    [{ until: '-3s' }, '--until'],
    [{ until: '0s' }, '--until'],
  ])('%j is refused', async (flags, name) => {
    const { code, err } = await runIt(SHOP, flags);
    expect(code).toBe(2);
    expect(err).toContain(name);
  });

  test('JSON is the same to the byte, twice', async () => {
    const [a, b] = [await runIt(SHOP, { json: true }), await runIt(SHOP, { json: true })];
    expect(a.out).toBe(b.out);
    expect(json(a.out).partial).toBeUndefined();
  });

  test('Ctrl-C leaves the part that was run, and says so', async () => {
    const terminal = terminalOf({ ...SHOP, horizon: '3650d' });
    setTimeout(() => terminal.interrupt(), 30);
    expect(await run('-', { json: true }, terminal)).toBe(130);
    expect(json(terminal.printed.out)).toMatchObject({ partial: true });
    expect(json(terminal.printed.out).endedAtUs).toBeGreaterThan(0);
    expect(terminal.printed.err).toMatch(/^Interrupted at .* of 3650d/);
  });

  test('--objective adds to those of the file, and points at what is wrong with it', async () => {
    const { code, out } = await runIt(SHOP, { objective: ['shop: throughput >= 90', 'worker: p99 < 1us', 'loss = 0'] });
    expect(code).toBe(1);
    expect(out).toMatch(/✓ met {2}shop: throughput ≥ 90/);
    expect(out).toMatch(/✗ MISSED {2}worker: latencyP99 < 1us/);
    expect(out).toMatch(/✓ met {2}whole run: lost ≤ 0/);
    const wrong = await runIt(SHOP, { objective: ['p98 < 1s', 'shop: p99 < 1s', 'throughput < 1/s'] });
    expect({ code: wrong.code, out: wrong.out }).toEqual({ code: 2, out: '' });
    expect(wrong.err.split('\n')).toEqual([
      expect.stringMatching(/^--objective: error: »p98 < 1s: "p98" is not measured; known are p50, p90, .*goodput$/),
      '--objective: error: shop: »p99 < 1s: latencyP99 is not measured for a producer.',
      '--objective: error: throughput »< 1/s: "<" does not fit here; write >=',
      '',
    ]);
  });

  test('Ctrl-C leaves whole files that say they are about a part', async () => {
    const dir = await mkdtemp(path.join(tmpdir(), 'spillway-'));
    const [report, junit, csv] = ['r.html', 'r.xml', 'r.csv'].map((name) => path.join(dir, name)) as [string, string, string];
    try {
      const terminal = terminalOf({ ...SHOP, horizon: '3650d', objectives: [{ metric: 'throughput', above: '1/s' }] });
      setTimeout(() => terminal.interrupt(), 30);
      expect(await run('-', { report, junit, csv }, terminal)).toBe(130);
      expect(await readFile(report, 'utf8')).toMatch(/Part of a run: stopped at .* of 3650d\.[^]*<\/html>\n$/);
      expect(await readFile(junit, 'utf8')).toMatch(/errors="1"[^]*<\/testsuites>\n$/);
      expect(await readFile(csv, 'utf8')).toMatch(/^time_s,/);
      expect(await readdir(dir)).toEqual(['r.csv', 'r.html', 'r.xml']);
    } finally {
      await rm(dir, { recursive: true });
    }
  });

  test('a report that can not be written is said, and code 2', async () => {
    const { code, err } = await runIt(SHOP, { report: path.join(tmpdir(), 'no-such-folder', 'x', 'r.html') });
    expect(code).toBe(2);
    expect(err).toMatch(/r\.html: error: .*ENOENT/);
  });

  test('a fault of the engine is told with its seed, without a stack', async () => {
    const terminal = terminalOf(SHOP);
    const start = (plan: ConstructorParameters<typeof Run>[0]) => {
      const real = new Run(plan);
      return Object.assign(real, {
        advance: () => {
          throw new EngineBug('two owners of one partition');
        },
      });
    };
    expect(await run('-', {}, terminal, start)).toBe(3);
    expect(terminal.printed.err).toContain('two owners of one partition');
    expect(terminal.printed.err).toContain('seed 1');
    expect(terminal.printed.err).not.toContain('    at ');
  });

  test('4 and the limit by its name when the scenario runs away', async () => {
    const terminal = terminalOf(SHOP);
    const start = (plan: ConstructorParameters<typeof Run>[0]) => {
      const real = new Run(plan);
      let slices = 0;
      return Object.assign(real, {
        advance: () => {
          if (slices++ === 0) return Run.prototype.advance.call(real, 100_000, 1_000);
          throw new LimitReached('queueRecords', 'orders (q) holds 20000000 messages and takes no more');
        },
      });
    };
    expect(await run('-', { json: true }, terminal, start)).toBe(4);
    expect(json(terminal.printed.out)).toMatchObject({ partial: true, limit: 'queueRecords', endedAtUs: 100_000 });
    expect(terminal.printed.err).toBe(
      'The run was stopped at 100ms of 2s by limit queueRecords: orders (q) holds 20000000 messages and takes no more. The report covers that part only.\n',
    );
  });

  test('a progress line only on a screen, and wiped at the end', async () => {
    const terminal = terminalOf(SHOP, { isInteractive: true });
    await run('-', {}, terminal);
    expect(terminal.printed.err).toContain('of 2s');
    expect(terminal.printed.err.endsWith('\r\u001b[2K')).toBe(true);
  });

  test('it speaks Chinese', async () => {
    const terminal = terminalOf({ ...SHOP, horizon: '-1s' }, { language: 'zh' });
    expect(await run('-', {}, terminal)).toBe(2);
    expect(terminal.printed.err).toBe('-: 错误: model.horizon: "-1s" 是负数；不能小于零。\n');
  });
});
