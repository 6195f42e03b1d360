/**
 * Closed loops of users against theory. Units and protocol are those of theory.test.ts: mean service time 1, independent seeds,
 * warm-up discarded, 99 % intervals by Student's t.
 *
 * Users of an unbuffered channel wait until a value is taken, so a user thinks again while its message is worked on. With N users, mean
 * think time Z and one server of mean 1 the number k of messages waiting or in work is a birth–death chain, born at rate N/Z from
 * k = 0 and (N − k + 1)/Z from there on, dying at rate 1: the machine repairman with one more place.
 */
import { describe, expect, it } from 'vitest';
import { Run } from '#core/run/run.ts';
import type { Model } from '#core/scenario/scenario.ts';
import { finish, modelOf, node, nodeOf, planOf } from '../support/design.ts';
import { outside } from '../support/theory.ts';

const SERVICE_US = 100_000;

function repairman(users: number, think: number): { X: number; R: number } {
  const p = [1];
  for (let k = 0; k <= users; k++) p.push((p[k]! * (k === 0 ? users : users - k + 1)) / think);
  const sum = p.reduce((a, b) => a + b, 0);
  const X = 1 - p[0]! / sum;
  const waiting = p.reduce((a, b, k) => a + b * Math.max(0, k - 1), 0) / sum;
  return { X, R: waiting / X };
}

/** Messages sent and the mean time to their answers after the warm-up, in service times. */
function observe(model: Model, warmUp: number, length: number): { X: number; R: number } {
  const plan = planOf({ ...model, horizon: `${(warmUp + length) * SERVICE_US}us` });
  const run = new Run({ ...plan, sampleUs: plan.horizonUs });
  const producer = run.world.producers[0]!;
  run.advance(warmUp * SERVICE_US, Number.POSITIVE_INFINITY);
  producer.latency.reset();
  const { count, meanUs } = nodeOf(finish(run), 'p').latency!;
  return { X: count / length, R: meanUs / SERVICE_US };
}

const users = (count: number, think: number, exponential = true) =>
  node('producer', {
    load: {
      kind: 'users',
      users: count,
      thinkTime: exponential ? { kind: 'exponential', mean: `${think * SERVICE_US}us` } : { kind: 'constant', value: `${think * SERVICE_US}us` },
      rampUp: '0s',
    },
  });

describe('theory of a closed loop', () => {
  it.each([
    { count: 1, think: 2 },
    { count: 5, think: 10 },
    { count: 20, think: 10 },
    { count: 12, think: 12 },
  ])('[LD7] $count users who think $think: throughput and response time', ({ count, think }) => {
    const { X, R } = repairman(count, think);
    const rows = Array.from({ length: 10 }, (_, i) => {
      const nodes = { p: users(count, think), d: node('channel', { capacity: 0 }), c: node('consumer', { workTime: { kind: 'exponential', mean: '100ms' } }) };
      const run = observe(modelOf(nodes, ['p>d', 'd>c'], { seed: 400 + i, horizon: '1s' }, '0s'), 500, 4_000);
      // The interactive response time law holds in each run: N = X · (R + Z), but for those between two states at its ends.
      expect(Math.abs((run.X * (run.R + think)) / count - 1)).toBeLessThan(0.1);
      return [run.X, run.R];
    });
    expect(outside(`${count} users`, { X, R }, rows)).toEqual([]);
  });

  it('[LD7] a slow system slows its own load down: workers that take twice as long are asked half as often', () => {
    const run = (work: number) => {
      const nodes = {
        p: users(40, 5, false),
        d: node('channel', { capacity: 0 }),
        c: node('consumer', { workTime: { kind: 'constant', value: `${work * SERVICE_US}us` } }),
      };
      return observe(modelOf(nodes, ['p>d', 'd>c'], { seed: 1, horizon: '1s' }, '0s'), 200, 1_000);
    };
    // Saturated, X = 1/S and R = N·S − Z.
    for (const work of [1, 2]) {
      const { X, R } = run(work);
      expect(X).toBeCloseTo(1 / work, 2);
      expect(R).toBeCloseTo(40 * work - 5, 1);
    }
  });
});
