/** The load generator's messages beside those of the engine: the same, one by one. */
import { describe, expect, it } from 'vitest';
import { must } from '#core/base/assert.ts';
import { browse } from '#core/run/browse/browse.ts';
import { Run } from '#core/run/run.ts';
import type { LoadDoc } from '#core/scenario/scenario.ts';
import { Source, streamOf } from '#node/loadgen/source.ts';
import { modelOf, node, planOf } from '../../support/design.ts';

const LOADS: readonly (readonly [string, LoadDoc])[] = [
  ['constant', { kind: 'constant', rate: '40/s' }],
  ['ramp', { kind: 'ramp', from: '0/s', to: '50/s', over: '2s' }],
  ['spike', { kind: 'spike', base: '10/s', peak: '60/s', at: '500ms', rise: '200ms', hold: '500ms', fall: '200ms' }],
  ['sine', { kind: 'sine', mean: '30/s', amplitude: '20/s', period: '1s' }],
  ['replayed messages', { kind: 'replayMessages', rows: ['100ms,alice', '200ms,,7B', '250ms,bob,9B'] }],
];

describe.each(['even', 'poisson'] as const)('arrivals %s', (arrivals) => {
  it.each(LOADS)('a load %s gives the instants, keys, sizes and variants of the simulation', (_, load) => {
    const producer = node('producer', {
      load,
      arrivals,
      keys: { kind: 'zipf', count: 50, exponent: 1 },
      size: { kind: 'exponential', mean: '1KiB' },
      variants: [
        { weight: 2, headers: { colour: 'red' } },
        { weight: 1, priority: 3 },
      ],
    });
    const plan = planOf(modelOf({ p: producer, q: node('queue') }, ['p>q'], { horizon: '2s', seed: 99 }));
    const run = new Run(plan);
    run.advance(plan.horizonUs, Number.MAX_SAFE_INTEGER);
    const held = must(browse(run.world, { node: 'q', part: 0, from: { kind: 'start' }, key: '' }), 'messages');
    expect(held.rows.length).toBeGreaterThan(2);

    const source = new Source(must(plan.producers[0], 'producer'), streamOf(plan, 'p'));
    const own = held.rows.map(() => source.take());
    // The browser names a recorded key by its number, those that are drawn first.
    const recorded = ['alice', 'bob'].map((key, i) => [`key${50 + i}`, key] as const);
    const textOf = (key: string | null | undefined) => new Map<unknown, string>(recorded).get(key) ?? key;
    const of = ({ key, size, properties }: { key: string | null | undefined; size: number; properties?: object | undefined }) => ({
      key: textOf(key),
      size,
      properties,
    });
    expect(own.map((due) => ({ ...of(due), atUs: due.atUs }))).toEqual(held.rows.map((row) => ({ ...of(row), atUs: row.createdUs })));
    expect(own.map(({ serial }) => serial)).toEqual(held.rows.map((__, i) => i + 1));
    const { variants } = must(plan.producers[0], 'producer');
    for (const { variant, properties } of own) expect(variant).toBe(`p/${variants.findIndex((v) => v.properties === properties)}`);
  });
});
