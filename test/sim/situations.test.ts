/** Each situation shows its trouble, and its fix shows it gone: by the objectives of both, and by a figure of its own. */
import { describe, expect, it } from 'vitest';
import type { RunReport } from '#core/run/report.ts';
import { SITUATIONS } from '#core/scenario/examples/situations/index.ts';
import { nodeOf, reportOf } from '../support/design.ts';

/** A figure that is large with the trouble and small with the fix. */
const FIGURES: Readonly<Record<string, (report: RunReport) => number>> = {
  'poison-partition': (r) => nodeOf(r, 'workers').lagEnd!,
  'poison-requeue': (r) => nodeOf(r, 'orders').redelivered!,
  'hot-partition': (r) => nodeOf(r, 'workers').lagEnd!,
  'too-few-partitions': (r) => nodeOf(r, 'workers').lagEnd!,
  'unlimited-prefetch': (r) => nodeOf(r, 'first').in,
  'prefetch-over-distance': (r) => nodeOf(r, 'orders').depthMax!,
  'mixed-ttl': (r) => nodeOf(r, 'worker').latency!.p50Us,
  'absent-subscriber': (r) => nodeOf(r, 'newsroom').out - nodeOf(r, 'website').processed! + 1,
  'rebalance-storm': (r) => nodeOf(r, 'orders').redelivered!,
  'behind-retention': (r) => nodeOf(r, 'nightly').lost!,
  'new-group-latest': (r) => nodeOf(r, 'audit').lost!,
  'committed-before-done': (r) => nodeOf(r, 'workers').lost!,
  'dead-letter-cycle': (r) => r.ledger.dropped.dead_letter_cycle ?? 0,
  'published-to-nowhere': (r) => r.ledger.dropped.unroutable ?? 0,
  'partial-reject': (r) => nodeOf(r, 'mailer').duplicates!,
  'one-copy-acknowledged': (r) => nodeOf(r, 'worker').lost!,
  'copies-without-slack': (r) => nodeOf(r, 'worker').latency!.p95Us,
  'sent-twice': (r) => nodeOf(r, 'billing').duplicates!,
  'starved-by-priority': (r) => r.nodes.reduce((n, { depthEnd = 0 }) => n + depthEnd, 0),
};

describe('situations', () => {
  it.each(SITUATIONS)('$id', ({ id, trouble, fixed }) => {
    const [before, after] = [reportOf(trouble.model), reportOf(fixed.model)];
    for (const { ledger } of [before, after]) expect(ledger).toMatchObject({ difference: 0, imbalances: 0 });
    expect(before.objectives.filter(({ met }) => !met)).not.toEqual([]);
    expect(after.objectives.filter(({ met }) => !met)).toEqual([]);
    const figure = FIGURES[id]!;
    expect(figure(before)).toBeGreaterThan(3 * figure(after));
  });
});
