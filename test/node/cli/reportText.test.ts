import { describe, expect, test } from 'vitest';
import type { RunReport } from '#core/run/report.ts';
import { newNode } from '#core/scenario/defaults.ts';
import type { Model } from '#core/scenario/scenario.ts';
import { reportText } from '#node/cli/reportText.ts';

const MODEL: Model = {
  seed: 4,
  horizon: '60s',
  nodes: { c: newNode('consumer', '工人'), k: newNode('broker', 'kafka1'), t: newNode('topic', 'orders\u001b[2J') },
  edges: {},
  faults: [],
  objectives: [],
};
const latency = { count: 10, meanUs: 1, p50Us: 1_234, p90Us: 1, p95Us: 12_345.6, p99Us: 2_000_000, p999Us: 1, maxUs: 1 };
const REPORT: RunReport = {
  engine: 'test',
  seed: 4,
  horizonUs: 60_000_000,
  endedAtUs: 60_000_000,
  events: 1_234_567,
  traceHash: '0123456789abcdef',
  nodes: [
    { id: 'c', kind: 'consumer', in: 1, out: 1, refused: 0, dropped: 3, throughput: 99.987, utilisation: 0.5, lagMax: 1_500, latency },
    { id: 'k', kind: 'broker', in: 1, out: 1, refused: 0, dropped: 0, throughput: 5, utilisation: 0.0123 },
    { id: 't', kind: 'topic', in: 1, out: 1, refused: 2, dropped: 0, throughput: 1_500, depthMax: 1_500, lagMax: 1_500 },
  ],
  edges: [],
  ledger: {
    offered: 6_000,
    copied: { fan_out: 7 },
    refused: { queue_full: 2 },
    consumed: 5_995,
    stored: 4,
    inFlight: 3,
    dropped: { no_subscriber: 2, rejected: 1 },
    difference: 0,
    checks: 1_200,
    imbalances: 0,
  },
  witness: { messages: 10, unwatched: 0, readers: [] },
  objectives: [
    { text: 'latencyP99 < 1s', metric: 'latencyP99', unit: 'duration', node: 'c', measured: 2_000_000, met: false },
    { text: 'throughput ≥ 50/s', metric: 'throughput', unit: 'rate', node: 'c', measured: 99.987, met: true },
    { text: 'dropped < 1', metric: 'dropped', unit: 'count', node: '', measured: null, met: false },
  ],
};

describe('reportText', () => {
  const text = reportText(REPORT, MODEL, 'en');

  test('what ran, and how to run it again', () => {
    expect(text.split('\n')[0]).toBe('1m of virtual time, 1,234,567 events, seed 4, trace 0123456789abcdef');
  });

  test('where tasks wait for ever, in Go’s words', () => {
    const deadlock = { senders: 0, receivers: 2 };
    const stuck = { ...REPORT, nodes: REPORT.nodes.map((n) => (n.id === 't' ? { ...n, deadlock } : n)) };
    const line = (report: RunReport) => reportText(report, MODEL, 'en').match(/^.*deadlock.*$/m)?.[0];
    expect(line(stuck)).toMatch(/^all goroutines are asleep - deadlock! orders.*: 0 blocked in a send, 2 in a receive$/);
    expect(line(REPORT)).toBeUndefined();
  });

  test('a row per node, under its name, in units a person reads', () => {
    const row = (start: string) =>
      text
        .split('\n')
        .find((line) => line.startsWith(start))
        ?.trim()
        .split(/ {2,}/);
    expect(row('工人')).toEqual(['工人', 'consumer', '100/s', '1.23ms', '12.3ms', '2s', '1,500', '50.0%', '0', '3']);
    expect(row('kafka1')).toEqual(['kafka1', 'broker', '1.2%', '0', '0']);
    expect(row('orders')).toEqual(['orders\ufffd[2J', 'topic', '1.5k/s', '1,500', '2', '0']);
  });

  test('the ledger with its reasons', () => {
    expect(text).toContain('Ledger: balances at all 1,200 checks');
    expect(text).toContain('  dropped    3 (no_subscriber 2, rejected 1)\n');
    const broken = reportText({ ...REPORT, ledger: { ...REPORT.ledger, difference: -1, imbalances: 2 } }, MODEL, 'en');
    expect(broken).toContain('DOES NOT BALANCE: difference -1, 2 of 1,200 checks off');
  });

  test('each objective, met or missed, with what was measured', () => {
    expect(text).toContain('✗ MISSED  工人: latencyP99 < 1s  (measured 2s)');
    expect(text).toContain('✓ met  工人: throughput ≥ 50/s  (measured 100/s)');
    expect(text).toContain('✗ MISSED  whole run: dropped < 1  (nothing measured)');
    expect(reportText({ ...REPORT, objectives: [] }, MODEL, 'en')).not.toContain('Objectives');
  });

  test('the same in Chinese', () => {
    const zh = reportText(REPORT, MODEL, 'zh');
    for (const part of ['虚拟时间 1m', '消息服务器', '账目: 1,200 次检查全部平衡', '✗ 未达成  整个运行: dropped < 1']) expect(zh).toContain(part);
  });
});
