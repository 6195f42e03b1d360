/**
 * A producer, a queue and its consumers against queueing theory (values from the closed forms). Times are in
 * units of the mean service time, 100 ms here, so that rounding to whole µs is far below what is looked for. Independent
 * seeds, warm-up discarded, 99 % intervals by Student's t: the theory's value must lie inside.
 */
import { describe, expect, it } from 'vitest';
import { Run } from '#core/run/run.ts';
import type { DistributionDoc } from '#core/scenario/scenario.ts';
import { finish, modelOf, node, nodeOf, planOf } from '../support/design.ts';
import { studentQuantile } from '../support/statistics.ts';
import { outside } from '../support/theory.ts';

const SERVICE_US = 100_000;
/** L is read every half service time. */
const LOOK_US = SERVICE_US / 2;

interface Station {
  readonly name: string;
  /** Arrivals per service time. */
  readonly lambda: number;
  readonly servers: number;
  readonly workTime: DistributionDoc;
  readonly seeds: number;
  /** In service times. */
  readonly warmUp: number;
  readonly length: number;
  /** What theory says, in service times; p99 where it is known. */
  readonly L: number;
  readonly W: number;
  readonly p99?: number;
}

const exponential: DistributionDoc = { kind: 'exponential', mean: '100ms' };
const constant: DistributionDoc = { kind: 'constant', value: '100ms' };
const STATIONS: readonly Station[] = [
  { name: 'M/M/1 ρ .5', lambda: 0.5, servers: 1, workTime: exponential, seeds: 30, warmUp: 200, length: 24_000, L: 1, W: 2, p99: 9.2103 },
  { name: 'M/M/1 ρ .8', lambda: 0.8, servers: 1, workTime: exponential, seeds: 30, warmUp: 1_500, length: 40_000, L: 4, W: 5, p99: 23.0259 },
  { name: 'M/M/1 ρ .95', lambda: 0.95, servers: 1, workTime: exponential, seeds: 12, warmUp: 10_000, length: 100_000, L: 19, W: 20, p99: 92.1034 },
  { name: 'M/M/3 λ 2.4', lambda: 2.4, servers: 3, workTime: exponential, seeds: 30, warmUp: 500, length: 18_000, L: 4.988764, W: 2.078652 },
  { name: 'M/D/1 ρ .8', lambda: 0.8, servers: 1, workTime: constant, seeds: 30, warmUp: 800, length: 20_000, L: 2.4, W: 3 },
];

function observe({ lambda, servers, workTime, warmUp, length }: Station, seed: number) {
  const rate = `${(lambda * 1e6) / SERVICE_US}/s`;
  const model = modelOf(
    { p: node('producer', { load: { kind: 'constant', rate }, acks: '0' }), q: node('queue'), c: node('consumer', { workTime, concurrency: servers }) },
    ['p>q', 'q>c'],
    { seed, horizon: `${(warmUp + length) * SERVICE_US}us` },
  );
  const plan = planOf(model);
  // One sample, at the end: the latency histogram can then be emptied when the warm-up is over.
  const run = new Run({ ...plan, sampleUs: plan.horizonUs });
  const [queue] = run.world.destinations;
  const { work } = run.world.consumers[0]!;
  run.advance(warmUp * SERVICE_US, Number.POSITIVE_INFINITY);
  work.latency.reset();
  const busyBefore = work.busyUs;
  let inSystem = 0;
  let looks = 0;
  for (let t = warmUp * SERVICE_US; t < plan.horizonUs; t += LOOK_US) {
    run.advance(t, Number.POSITIVE_INFINITY);
    inSystem += queue!.stored + queue!.inFlight;
    looks++;
  }
  const report = finish(run);
  const latency = nodeOf(report, 'c').latency!;
  return {
    L: inSystem / looks,
    W: latency.meanUs / SERVICE_US,
    p99: latency.p99Us / SERVICE_US,
    utilisation: (work.busyUs - busyBefore) / (length * SERVICE_US * servers),
  };
}

describe('theory', () => {
  it("Student's t has the quantiles of the tables", () => {
    expect(studentQuantile(0.975, 1)).toBeCloseTo(12.7062, 3);
    expect(studentQuantile(0.995, 9)).toBeCloseTo(3.2498, 4);
    expect(studentQuantile(0.995, 29)).toBeCloseTo(2.7564, 4);
  });

  for (const station of STATIONS) {
    it(`${station.name}: L, W, utilisation${station.p99 === undefined ? '' : ' and p99'} of theory lie in the 99 % intervals`, () => {
      const runs = Array.from({ length: station.seeds }, (_, i) => observe(station, 1000 + i));
      const expected = { L: station.L, W: station.W, utilisation: station.lambda / station.servers, p99: station.p99 };
      const figures = Object.entries(expected).filter((entry): entry is [keyof typeof expected, number] => entry[1] !== undefined);
      const rows = runs.map((r) => figures.map(([figure]) => r[figure]));
      expect(outside(station.name, Object.fromEntries(figures), rows)).toEqual([]);
      // Little's law ties L and W within each run, far closer than either is to theory.
      for (const r of runs) expect(Math.abs(r.L / (r.W * station.lambda) - 1)).toBeLessThan(0.1);
    });
  }
});
