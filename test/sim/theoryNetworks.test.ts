/**
 * Stations that lose, feed back, follow one another and go in circles, against queueing theory. Units and protocol are those of
 * theory.test.ts: mean service time 1, independent seeds, warm-up discarded, 99 % intervals by Student's t.
 */
import { describe, expect, it } from 'vitest';
import { Run } from '#core/run/run.ts';
import type { DistributionDoc, Model } from '#core/scenario/scenario.ts';
import { modelOf, node, planOf } from '../support/design.ts';
import { outside } from '../support/theory.ts';

const SERVICE_US = 100_000;
const times = (mean: number): DistributionDoc => ({ kind: 'exponential', mean: `${mean * SERVICE_US}us` });
const perService = (lambda: number): string => `${(lambda * 1e6) / SERVICE_US}/s`;
/** Sends at once, once, and does not ask again. */
const source = (lambda: number, more = {}) => node('producer', { load: { kind: 'constant', rate: perService(lambda) }, acks: '0', ...more });
const worker = (workTime: DistributionDoc, more = {}) => node('consumer', { workTime, prefetch: 1, ...more });

interface Span {
  readonly seeds: number;
  /** In service times. */
  readonly warmUp: number;
  readonly length: number;
}
/** Plays every seed; `before` is called when the warm-up is over, `read` at the end. */
function play<Mark>(
  model: (seed: number) => Model,
  { seeds, warmUp, length }: Span,
  before: (run: Run) => Mark,
  read: (run: Run, mark: Mark) => number[],
): number[][] {
  return Array.from({ length: seeds }, (_, i) => {
    const plan = planOf({ ...model(2_000 + i), horizon: `${(warmUp + length) * SERVICE_US}us` });
    const run = new Run({ ...plan, sampleUs: plan.horizonUs });
    run.advance(warmUp * SERVICE_US, Number.POSITIVE_INFINITY);
    const mark = before(run);
    while (!run.ended) run.advance(run.end, 1_000_000);
    return read(run, mark);
  });
}

const resetLatency = (consumer: number) => (run: Run) => run.world.consumers[consumer]!.work.latency.reset();
const meanLatency = (run: Run, consumer: number): number =>
  run.report().nodes.find(({ id }) => id === run.world.consumers[consumer]!.plan.id)!.latency!.meanUs / SERVICE_US;

describe('theory of one station', () => {
  // Pollaczek–Khinchine: Wq = ρ(1 + cv²) / 2(1 − ρ).
  it.each([
    { cv2: 0.5, shape: 2, W: 4, length: 20_000 },
    { cv2: 1, shape: 1, W: 5, length: 30_000 },
    { cv2: 4, shape: 0.25, W: 11, length: 60_000 },
  ])('M/G/1 ρ .8 cv² $cv2: W $W', ({ cv2, shape, W, length }) => {
    const workTime: DistributionDoc = { kind: 'gamma', mean: `${SERVICE_US}us`, shape };
    const model = (seed: number) => modelOf({ p: source(0.8), q: node('queue'), c: worker(workTime) }, ['p>q', 'q>c'], { seed });
    const runs = play(model, { seeds: 30, warmUp: 2_000, length }, resetLatency(0), (run) => [meanLatency(run, 0)]);
    expect(outside(`M/G/1 cv² ${cv2}`, { W }, runs)).toEqual([]);
  });

  // p_K = (1 − r) r^K / (1 − r^(K+1)); of the K places one is with the worker, who holds one message at a time.
  it.each([
    { lambda: 0.8, K: 5, loss: 0.088819, X: 0.728944, W: 2.563065 },
    { lambda: 1.2, K: 10, loss: 0.192586, X: 0.968896, W: 6.926142 },
    { lambda: 1, K: 9, loss: 0.1, X: 0.9, W: 5 },
    { lambda: 2, K: 4, loss: 0.516129, X: 0.967742, W: 3.266667 },
  ])('M/M/1/K λ $lambda K $K: loss $loss', ({ lambda, K, loss, X, W }) => {
    const queue = node('queue', { maxLength: K - 1, overflow: 'reject' });
    const model = (seed: number) => modelOf({ p: source(lambda, { acks: 'all', retries: 0 }), q: queue, c: worker(times(1)) }, ['p>q', 'q>c'], { seed });
    const length = 20_000;
    const counts = (run: Run): number[] => {
      const d = run.world.destinations[0]!;
      return d.kind === 'queue' ? [d.accepted, d.refused, run.world.consumers[0]!.work.processed] : [];
    };
    const runs = play(
      model,
      { seeds: 30, warmUp: 500, length },
      (run) => {
        run.world.consumers[0]!.work.latency.reset();
        return counts(run);
      },
      (run, mark) => {
        const [accepted, refused, processed] = counts(run).map((n, i) => n - mark[i]!) as [number, number, number];
        return [refused / (accepted + refused), processed / length, meanLatency(run, 0)];
      },
    );
    expect(outside(`M/M/1/${K} λ ${lambda}`, { loss, X, W }, runs)).toEqual([]);
  });

  // One in five attempts fails and is done again: λ' = λ / (1 − p), and in all T = 1 / (μ(1 − p) − λ).
  it('feedback with p .2, λ .5: T 3.3333', () => {
    const model = (seed: number) => modelOf({ p: source(0.5), q: node('queue'), c: worker(times(1), { failureProbability: 0.2 }) }, ['p>q', 'q>c'], { seed });
    const span = { seeds: 30, warmUp: 1_000, length: 20_000 };
    const attempts = (run: Run): number => run.world.consumers[0]!.work.processed + run.world.consumers[0]!.work.failed;
    const runs = play(
      model,
      span,
      (run) => {
        run.world.consumers[0]!.work.latency.reset();
        return attempts(run);
      },
      (run, mark) => [meanLatency(run, 0), (attempts(run) - mark) / span.length],
    );
    expect(outside('feedback', { T: 3.3333, rate: 0.625 }, runs)).toEqual([]);
  });
});

describe('theory of priorities', () => {
  // Cobham: W0 = Σ λ E[S²] / 2, Wq1 = W0 / (1 − ρ1), Wq2 = W0 / ((1 − ρ1)(1 − ρ)); nobody is interrupted, λ1 .3, λ2 .5.
  it.each([
    { name: 'M/M/1', workTime: times(1), Wq1: 1.142857, Wq2: 5.714286 },
    { name: 'M/D/1', workTime: { kind: 'constant', value: `${SERVICE_US}us` } as const, Wq1: 0.571429, Wq2: 2.857143 },
  ])('[RD12] $name: the first class waits $Wq1, the second $Wq2', ({ name, workTime, Wq1, Wq2 }) => {
    const model = (seed: number) =>
      modelOf(
        {
          first: source(0.3, { variants: [{ weight: 1, priority: 1 }] }),
          second: source(0.5, { variants: [{ weight: 1, priority: 0 }] }),
          q: node('queue', { maxPriority: 1 }),
          c: worker(workTime),
        },
        ['first>q', 'second>q', 'q>c'],
        { seed },
      );
    const runs = play(
      model,
      { seeds: 30, warmUp: 2_000, length: 30_000 },
      (run) => {
        // By class: how long messages were in the system, and how many there were.
        const [sums, counts] = [
          [0, 0],
          [0, 0],
        ];
        const { work } = run.world.consumers[0]!;
        work.isShown = true;
        const succeed = work.succeed.bind(work);
        work.succeed = (createdUs, key, size, serial, properties) => {
          const at = 1 - (properties?.priority ?? 0);
          sums[at]! += run.nowUs - createdUs;
          counts[at]!++;
          succeed(createdUs, key, size, serial, properties);
        };
        return { sums, counts };
      },
      (_run, { sums, counts }) => sums.map((sum, i) => sum / counts[i]! / SERVICE_US - 1),
    );
    expect(outside(`priorities ${name}`, { Wq1, Wq2 }, runs)).toEqual([]);
  });
});

describe('theory of several stations', () => {
  it('Jackson tandem λ .5, μ 1, .8, .7: T 10.3333', () => {
    const model = (seed: number) =>
      modelOf(
        {
          p: source(0.5),
          q1: node('queue'),
          c1: worker(times(1)),
          q2: node('queue'),
          c2: worker(times(1 / 0.8)),
          q3: node('queue'),
          c3: worker(times(1 / 0.7)),
        },
        ['p>q1', 'q1>c1', 'c1>q2', 'q2>c2', 'c2>q3', 'q3>c3'],
        { seed },
      );
    const runs = play(model, { seeds: 30, warmUp: 1_000, length: 20_000 }, resetLatency(2), (run) => [meanLatency(run, 2)]);
    expect(outside('tandem', { T: 10.3333 }, runs)).toEqual([]);
  });

  // Mean value analysis, S 1, Z 9: R(n) = S(1 + Q(n − 1)), X(n) = n / (Z + R(n)).
  it.each([
    { users: 1, X: 0.1 },
    { users: 5, X: 0.475092 },
    { users: 10, X: 0.832037 },
    { users: 20, X: 0.999383 },
  ])('closed loop of $users users: X $X', ({ users, X }) => {
    const model = (seed: number) =>
      modelOf(
        {
          p: node('producer', {
            load: {
              kind: 'steps',
              steps: [
                { rate: `${users * 1000}/s`, for: '1ms' },
                { rate: '0/s', for: '1s' },
              ],
            },
            arrivals: 'even',
            acks: '0',
          }),
          asked: node('queue'),
          server: worker(times(1)),
          answered: node('queue'),
          users: worker(times(9), { concurrency: users, prefetch: users }),
        },
        ['p>asked', 'asked>server', 'server>answered', 'answered>users', 'users>asked'],
        { seed },
      );
    const span = { seeds: 30, warmUp: 200, length: 8_000 };
    const done = (run: Run): number => run.world.consumers.find((c) => c.plan.id === 'server')!.work.processed;
    const runs = play(model, span, done, (run, mark) => [(done(run) - mark) / span.length]);
    expect(outside(`closed loop N ${users}`, { X }, runs)).toEqual([]);
  });
});
