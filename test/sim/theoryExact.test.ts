/** Rows of theory without chance in them are exact; and what lingering does to batches, whose arrivals are Poisson. */
import { describe, expect, it } from 'vitest';
import { Run } from '#core/run/run.ts';
import { finish, modelOf, node, nodeOf, planOf } from '../support/design.ts';
import { outside } from '../support/theory.ts';

describe('prefetch over a round trip', () => {
  // X = min(1 / s, n / (RTT + s)): a slot is free again when its acknowledgement has arrived and the next message with it.
  it.each([
    { prefetch: 1, perSecond: 1 / 0.104 },
    { prefetch: 10, perSecond: 10 / 0.104 },
    { prefetch: 26, perSecond: 250 },
    { prefetch: 51, perSecond: 250 },
  ])('RTT 100 ms, work 4 ms, prefetch $prefetch: $perSecond/s', ({ prefetch, perSecond }) => {
    const model = modelOf(
      {
        p: node('producer', { load: { kind: 'constant', rate: '1k/s' }, arrivals: 'even', acks: '0' }),
        q: node('queue'),
        c: node('consumer', { prefetch, workTime: { kind: 'constant', value: '4ms' } }),
      },
      ['p>q', ['q>c', { latency: '50ms' }]],
      { horizon: '200s' },
    );
    const plan = planOf(model);
    const run = new Run(plan);
    const done = () => run.world.consumers[0]!.work.processed;
    // A whole number of periods of 104 ms, from well after the start.
    run.advance(20_800_000, Number.POSITIVE_INFINITY);
    const before = done();
    run.advance(20_800_000 + 1_040 * 104_000, Number.POSITIVE_INFINITY);
    expect(done() - before).toBe(Math.round(perSecond * 1_040 * 0.104));
  });
});

/** Requests are counted between two instants: the count may be off by one, EDGE_PER_S in requests a second. */
const WARM_S = 1;
const MEASURED_S = 60;
const EDGE_PER_S = 1 / MEASURED_S;

describe('linger', () => {
  // A batch is opened by a record and shipped T later with all that came meanwhile: 1 + λT records, 1 / (T + 1/λ) requests.
  it.each([
    { rate: 1_000, lingerMs: 5, batch: 6, waitMs: 2.9167, requests: 166.67 },
    { rate: 200, lingerMs: 5, batch: 2, waitMs: 3.75, requests: 100 },
    { rate: 1_000, lingerMs: 100, batch: 101, waitMs: 50.495, requests: 9.901 },
  ])('λ $rate/s, T $lingerMs ms: batches of $batch, waiting $waitMs ms', ({ rate, lingerMs, batch, waitMs, requests }) => {
    const runs = Array.from({ length: 30 }, (_, i) => {
      const model = modelOf(
        {
          p: node('producer', {
            load: { kind: 'constant', rate: `${rate}/s` },
            linger: `${lingerMs}ms`,
            batchSize: '1GiB',
            size: { kind: 'constant', value: '10B' },
          }),
          b: node('broker', { costPerRequest: '0s', costPerRecord: '0s', costPerKiB: '0s' }),
          t: node('topic', { broker: 'b' }),
        },
        ['p>t'],
        { seed: 3_000 + i, horizon: `${WARM_S + MEASURED_S}s` },
      );
      const run = new Run(planOf(model));
      const sent = () => run.world.clusters[0]!.requests;
      run.advance(WARM_S * 1_000_000, Number.POSITIVE_INFINITY);
      const before = sent();
      const report = finish(run);
      const { out, latency } = nodeOf(report, 'p');
      // Links and broker take no time here: from the record's instant to its acknowledgement it only lingered.
      return [out / sent(), latency!.meanUs / 1_000, (sent() - before) / MEASURED_S];
    });
    expect(outside(`linger ${lingerMs} ms`, { batch, waitMs, requests }, runs, { requests: EDGE_PER_S })).toEqual([]);
  });
});
