/** Figures of small runs whose every arrival and every start of work can be computed by hand. */
import { describe, expect, test } from 'vitest';
import { NEVER, timeToDrainUs, trendPerSec } from '#core/metrics/derived.ts';
import { LATENCY_BUCKETS, latencyBucketOf } from '#core/metrics/latencyBuckets.ts';
import { METRICS } from '#core/metrics/names.ts';
import { Run } from '#core/run/run.ts';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import { LIMITS } from '#core/base/limits.ts';
import { modelOf, node, planOf } from '../support/design.ts';
import { Recorded } from '../support/recorded.ts';

const SECOND = 1_000_000;

/**
 * Record n is sent at (n − ½) × 10 ms; from 10 s on one every 40 ms. The group stands at the log's end after its three seconds of
 * waiting for members, so it begins with record 301, at 3.005 s, and takes the next every 20 ms.
 */
const slowReader = () =>
  modelOf(
    {
      p: node('producer', {
        load: {
          kind: 'steps',
          steps: [
            { rate: '100/s', for: '10s' },
            { rate: '25/s', for: '20s' },
          ],
        },
        arrivals: 'even',
        linger: '0s',
      }),
      t: node('topic', { partitions: 1 }),
      c: node('consumer', { workTime: { kind: 'constant', value: '20ms' }, concurrency: 1 }),
    },
    ['p>t', 't>c'],
    { horizon: '26s' },
  );

describe('counters', () => {
  test.each(['retry-compensation', 'kafka-stream', 'durable-subscription'])('[MT1] never fall: %s', (name) => {
    const example = EXAMPLES.find(({ id }) => id === name)!;
    const run = new Run(planOf({ ...example.scenario.model, horizon: '20s' }));
    const { rows } = new Recorded(run).until(20 * SECOND);
    run.schema.columns.forEach(({ entity, metric }, column) => {
      if (METRICS[metric].kind === 'gauge') return;
      const fallen = rows.findIndex((row, i) => !(row[column]! >= (rows[i - 1]?.[column] ?? 0)));
      expect([entity, metric, fallen]).toEqual([entity, metric, -1]);
    });
  });
});

describe('lag by hand', () => {
  test('[MT3] [MT4] [MT5] [MT6] in messages and in seconds, while it grows', () => {
    const run = new Recorded(new Run(planOf(slowReader())));
    const figures = (): readonly number[] => (['logEnd', 'highWatermark', 'lag', 'lagUs', 'committed'] as const).map((metric) => run.latest('t', metric));
    // Nobody has a position: all that is there.
    run.until(2 * SECOND);
    expect(figures()).toEqual([200, 200, 200, 1_995_000, 0]);
    // It began at the end, and has committed nothing yet.
    run.until(5 * SECOND);
    expect(figures()).toEqual([500, 500, 100, 995_000, 0]);
    // 350 taken at 3.005 + 349 × 0.02 = 9.985 s; record 651 was sent at 6.505 s.
    run.until(10 * SECOND);
    expect(figures().slice(0, 4)).toEqual([1_000, 1_000, 350, 3_495_000]);
    expect([run.latest('c', 'lag'), run.latest('c', 'lagUs'), run.latest('t', 'partitionLag', 0), run.latest('t', 'partitionEnd', 0)]).toEqual([
      350, 3_495_000, 350, 1_000,
    ]);
    expect(run.latest('c', 'committed')).toBe(run.latest('t', 'committed'));
  });

  test('[MT15] [MT16] its trend, and when it will have drained, which then comes true', () => {
    const run = new Recorded(new Run(planOf(slowReader())));
    const lags: number[] = [];
    for (let second = 1; second <= 26; second++) lags.push(run.until(second * SECOND).latest('t', 'lag'));
    // Over the five samples up to a second.
    const trendAt = (second: number): number => trendPerSec({ length: 5, us: (i) => (second - 4 + i) * SECOND, value: (i) => lags[second - 5 + i]! });
    expect([lags[9], trendAt(10), timeToDrainUs(350, trendAt(10))]).toEqual([350, 50, NEVER]);
    // 50 a second are taken and 25 come: 250 are gone in ten seconds.
    expect(lags[13]).toBe(250);
    expect(trendAt(15)).toBeCloseTo(-25, 0);
    expect(timeToDrainUs(250, trendAt(15)) / SECOND).toBeCloseTo(10, 0);
    expect(lags[22]).toBeGreaterThan(0);
    expect(Math.max(lags[24]!, lags[25]!)).toBeLessThanOrEqual(1);
  });
});

describe('what a client has done', () => {
  test('[MT13] [MT14] confirmed is what it was told of, goodput what was done once', () => {
    const run = new Recorded(new Run(planOf(slowReader()))).until(10 * SECOND);
    expect(run.latest('p', 'confirmed')).toBe(1_000);
    expect(run.latest('c', 'goodput')).toBe(run.latest('c', 'processed') - run.latest('c', 'duplicates'));
    expect(run.latest('c', 'processed')).toBe(349);
  });

  test('[MT13] who asks for no acknowledgement is told of none', () => {
    const model = modelOf({ p: node('producer', { acks: '0' }), t: node('topic'), c: node('consumer') }, ['p>t', 't>c'], { horizon: '2s' });
    const run = new Recorded(new Run(planOf(model))).until(2 * SECOND);
    expect(run.latest('p', 'out')).toBeGreaterThan(0);
    expect(run.latest('p', 'confirmed')).toBe(0);
  });

  test('[MT8] [MT9] latencies of the window, and all of them by length', () => {
    const run = new Recorded(new Run(planOf(slowReader()))).until(10 * SECOND);
    const counts = Array.from({ length: LATENCY_BUCKETS }, (_, i) => run.latest('c', 'latencyBucket', i));
    // The k-th record taken waited 10 ms longer than the one before, and 20 ms were spent on it.
    const expected = Array.from({ length: LATENCY_BUCKETS }, () => 0);
    for (let k = 0; k < 349; k++) expected[latencyBucketOf(20_000 + k * 10_000)]!++;
    expect(counts).toEqual(expected);
    // Each waits longer than the one before: the last is the longest.
    expect(Math.abs(run.latest('c', 'latencyP999') - 3_500_000)).toBeLessThan(3_500_000 * 0.004);
  });
});

describe('a queue', () => {
  test('[MT10] [MT11] [MT12] ready, unacked, acknowledged, the oldest, and the share of time with room', () => {
    const busyFor = (value: string) =>
      modelOf(
        {
          p: node('producer', { load: { kind: 'constant', rate: '10/s' }, arrivals: 'even' }),
          q: node('queue'),
          c: node('consumer', { workTime: { kind: 'constant', value }, prefetch: 1 }),
        },
        ['p>q', 'q>c'],
      );
    const light = new Recorded(new Run(planOf(busyFor('40ms')))).until(10 * SECOND);
    // Busy 40 of every 100 ms, at 50, 150, … ms: 100 times.
    expect([light.latest('q', 'depth'), light.latest('q', 'inFlight'), light.latest('q', 'acked'), light.latest('q', 'oldestUs')]).toEqual([0, 0, 100, 0]);
    expect(light.latest('q', 'capacityUs')).toBe(6_000_000);

    const heavy = new Recorded(new Run(planOf(busyFor('200ms')))).until(10 * SECOND);
    // From 50 ms on it is never idle: the k-th is taken at 50 + 200 (k − 1) ms, 50 until 10 s; message 51 was sent at 5.05 s.
    expect([heavy.latest('q', 'depth'), heavy.latest('q', 'inFlight'), heavy.latest('q', 'acked'), heavy.latest('q', 'oldestUs')]).toEqual([
      50, 1, 49, 4_950_000,
    ]);
    expect(heavy.latest('q', 'capacityUs')).toBe(50_000);
  });
});

describe('what a run is too large for', () => {
  test('[MT7] partitions beyond the limits are not recorded, and the schema says so', () => {
    const wide = node('topic', { partitions: 900 });
    const nodes = Object.fromEntries(Array.from({ length: 7 }, (_, i) => [`t${i}`, wide]));
    const { cuts, columns } = new Run(planOf(modelOf({ ...nodes, p: node('producer'), c: node('consumer') }, ['p>t0', 't0>c']))).schema;
    const shown = (id: string) => columns.filter(({ entity, metric }) => entity === id && metric === 'partitionLag').length;
    expect(['t0', 't4', 't5', 't6'].map(shown)).toEqual([200, 200, 0, 0]);
    expect(columns.filter(({ metric }) => metric === 'partitionLag' || metric === 'partitionEnd')).toHaveLength(LIMITS.partitionColumns);
    expect(cuts).toContainEqual({ entity: 't0', metric: 'partitionLag', shown: 200, of: 900 });
    expect(cuts).toContainEqual({ entity: 't6', metric: 'partitionEnd', shown: 0, of: 900 });
  });

  test('[MT9] so with latencies: consumers have them before producers', () => {
    const consumers = Object.fromEntries(Array.from({ length: 39 }, (_, i) => [`c${i}`, node('consumer')]));
    const edges = Object.keys(consumers).map((id) => `t>${id}`);
    const { cuts } = new Run(planOf(modelOf({ ...consumers, t: node('topic'), p: node('producer'), r: node('producer') }, ['p>t', 'r>t', ...edges]))).schema;
    expect(cuts).toEqual([{ entity: 'r', metric: 'latencyBucket', shown: 0, of: LATENCY_BUCKETS }]);
  });
});
