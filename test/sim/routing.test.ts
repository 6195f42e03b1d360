import { describe, expect, it } from 'vitest';
import { patch } from '#core/compile/patch.ts';
import { Run } from '#core/run/run.ts';
import type { EdgeDoc, Model } from '#core/scenario/scenario.ts';
import { finish, modelOf, node, nodeOf, planOf, reportOf } from '../support/design.ts';

/** Ten orders a second of each of three kinds, through a topic exchange. */
const shop = node('producer', {
  load: { kind: 'constant', rate: '30/s' },
  arrivals: 'even',
  retries: 2,
  variants: [
    { weight: 1, routingKey: 'order.paid' },
    { weight: 1, routingKey: 'order.sent' },
    { weight: 1, routingKey: 'lost', mandatory: true },
  ],
});
const bound = (...keys: string[]): Partial<EdgeDoc> => ({ bindings: keys.map((key) => ({ key })) });

const DESIGN = modelOf({ p: shop, x: node('exchange', { type: 'topic' }), all: node('queue'), paid: node('queue'), c: node('consumer') }, [
  'p>x',
  ['x>all', bound('order.*', '#.sent')],
  ['x>paid', bound('order.paid')],
  'paid>c',
]);

describe('a world with an exchange', () => {
  it('[EX2] [EX3] routes, copies and returns by its bindings, and every copy is on the books', () => {
    const report = reportOf(DESIGN);
    const [x, all, paid, p] = ['x', 'all', 'paid', 'p'].map((id) => nodeOf(report, id));
    expect(x!.in).toBe(p!.out);
    expect(x!.out).toBe(all!.in + paid!.in);
    expect(x!.in).toBe(all!.in + x!.returned!);
    expect([x!.returned === p!.returned, x!.returned! > 50, x!.dropped]).toEqual([true, true, 0]);
    expect(report.ledger).toMatchObject({ imbalances: 0, copied: { fan_out: paid!.in }, refused: { returned: x!.returned } });
    expect(report.edges.find(({ id }) => id === 'x>paid')?.records).toBe(paid!.in);
  });

  it('[EX7] takes other bindings while it runs', () => {
    const next: Model = { ...DESIGN, edges: { ...DESIGN.edges, 'x>paid': { ...DESIGN.edges['x>paid']!, ...bound('lost') } } };
    const [before, after] = [planOf(DESIGN), planOf(next)];
    expect(patch(before, after)).toMatchObject({ kind: 'live' });
    const run = new Run(before);
    run.advance(5_000_000, 1_000_000);
    const returned = nodeOf(run.report(), 'x').returned!;
    run.input({ kind: 'patch', plan: after });
    const report = finish(run);
    expect(nodeOf(report, 'x').returned).toBeLessThan(returned + 3);
    expect(report.ledger.imbalances).toBe(0);
  });

  it('[EX4] leaves to the alternate what nothing is bound for', () => {
    const { ledger, nodes } = reportOf(
      modelOf({ p: shop, x: node('exchange', { type: 'direct' }), spare: node('exchange', { type: 'fanout' }), paid: node('queue'), rest: node('queue') }, [
        'p>x',
        ['x>paid', bound('order.paid')],
        ['x>spare', { role: 'alternate' }],
        'spare>rest',
      ]),
    );
    const of = (id: string) => nodes.find((one) => one.id === id)!;
    expect(of('paid').in + of('rest').in).toBe(of('x').in);
    expect(of('p').returned).toBe(0);
    expect(ledger).toMatchObject({ refused: {}, dropped: {}, imbalances: 0 });
  });

  it('[EX5] [RD6] doubles in the free queue what it tries again for the full one', () => {
    const { ledger, nodes } = reportOf(
      modelOf({ p: shop, x: node('exchange', { type: 'fanout' }), full: node('queue', { maxLength: 5, overflow: 'reject' }), free: node('queue') }, [
        'p>x',
        'x>full',
        'x>free',
      ]),
    );
    const of = (id: string) => nodes.find((one) => one.id === id)!;
    expect(of('full').in).toBe(5);
    expect(of('free').in).toBeGreaterThan(2.9 * (of('p').offered! - 5));
    expect(ledger.imbalances).toBe(0);
  });

  it('[W3] [RX5] calls lost what was confirmed and went nowhere, not what came back', () => {
    const lostOf = (mandatory: boolean) => {
      const variants = [
        { weight: 1, routingKey: 'order.paid' },
        { weight: 1, routingKey: 'nowhere', mandatory },
      ];
      const report = reportOf(
        modelOf({ p: node('producer', { load: { kind: 'constant', rate: '30/s' }, variants }), x: node('exchange'), q: node('queue'), c: node('consumer') }, [
          'p>x',
          ['x>q', bound('order.#')],
          'q>c',
        ]),
      );
      return { lost: report.witness.readers[0]!.lost.count, dropped: nodeOf(report, 'x').dropped };
    };
    const silent = lostOf(false);
    expect(silent.dropped).toBeGreaterThan(50);
    expect(silent.lost).toBe(silent.dropped);
    expect(lostOf(true)).toEqual({ lost: 0, dropped: 0 });
  });

  it('[EX6] sends dead letters on by the key their wire gives them', () => {
    const { nodes, ledger } = reportOf(
      modelOf({ p: shop, q: node('queue', { messageTtl: '10ms' }), x: node('exchange', { type: 'direct' }), a: node('queue'), b: node('queue') }, [
        'p>q',
        ['q>x', { deadLetterKey: 'b' }],
        ['x>a', bound('order.paid')],
        ['x>b', bound('b')],
      ]),
    );
    const of = (id: string) => nodes.find((one) => one.id === id)!;
    expect([of('a').in, of('b').in]).toEqual([0, of('q').deadLettered]);
    expect(ledger.imbalances).toBe(0);
  });
});
