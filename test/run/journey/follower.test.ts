/** Following changes nothing, agrees with the books, and is served behind the port. */
import { describe, expect, it } from 'vitest';
import type { Plan } from '#core/compile/plan.ts';
import { Follower } from '#core/run/journey/follower.ts';
import { Run } from '#core/run/run.ts';
import { modelOf, node, planOf } from '../../support/design.ts';
import { follow } from '../../support/journeys.ts';
import { TestScreen } from '../../support/testPort.ts';
import { randomWorld } from '../../sim/randomWorld.ts';

/** What a run did with each message, counted where consumers count it. */
function played(plan: Plan): { readonly run: Run; readonly processed: ReadonlyMap<number, number> } {
  const run = new Run(plan);
  const processed = new Map<number, number>();
  for (const { work } of run.world.consumers) {
    work.isShown = true;
    const succeed = work.succeed.bind(work);
    work.succeed = (createdUs, key, size, serial, properties) => {
      processed.set(serial, (processed.get(serial) ?? 0) + 1);
      succeed(createdUs, key, size, serial, properties);
    };
  }
  run.advance(plan.horizonUs, Number.MAX_SAFE_INTEGER);
  return { run, processed };
}

const PLAN = planOf(
  modelOf(
    {
      p: node('producer', { load: { kind: 'constant', rate: '5/s' } }),
      q: node('queue', { deliveryLimit: 1 }),
      dead: node('queue', { messageTtl: '1s' }),
      t: node('topic'),
      c: node('consumer', { failureProbability: 0.4, workTime: { kind: 'exponential', mean: '150ms' }, count: 2 }),
      g: node('consumer', { offsetReset: 'earliest', workTime: { kind: 'constant', value: '3ms' }, failureProbability: 0.3 }),
    },
    ['p>q', 'q>c', 'q>dead', 'c>t', 't>g'],
    { horizon: '8s', faults: [{ kind: 'clientCrash', target: 'c', at: '5s', for: '1s', instance: 1, moment: 'now' }] },
    '2ms',
  ),
);

describe('following', () => {
  it('[FM20] of every message of a run the journey agrees with the books, and the trace is the same', () => {
    const { run, processed } = played(PLAN);
    const trace = run.world.kernel.trace.digest();
    const journeys = Array.from({ length: run.world.messages }, (_, i) => follow(PLAN, i + 1));
    expect(new Set(journeys.map((one) => one.run.world.kernel.trace.digest()))).toEqual(new Set([trace]));
    journeys.forEach(({ journey }) => {
      const times = journey.copies.reduce((n, copy) => n + copy.processed, 0);
      expect([journey.serial, times]).toEqual([journey.serial, processed.get(journey.serial) ?? 0]);
    });
    const sum = (of: (copy: (typeof journeys)[number]['journey']['copies'][number]) => number) =>
      journeys.reduce((n, { journey }) => n + journey.copies.reduce((m, copy) => m + of(copy), 0), 0);
    const redelivered = run.world.destinations.reduce((n, d) => n + ('redelivered' in d ? d.redelivered : 0), 0);
    expect(sum(({ redelivered: again }) => again)).toBe(redelivered);
    const { dropped, refused } = run.ledger();
    expect(sum(({ state }) => (state === 'dropped' ? 1 : 0))).toBe(Object.values(dropped).reduce((n, count) => n + count, 0));
    expect(sum(({ state }) => (state === 'refused' ? 1 : 0))).toBe(Object.values(refused).reduce((n, count) => n + count, 0));
  });

  it('[FM20] in random worlds with everything that can break, the messages looked at agree with what consumers counted', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const plan = { ...planOf(randomWorld(seed)), horizonUs: 15_000_000 };
      const { run, processed } = played(plan);
      const { messages } = run.world;
      const trace = run.world.kernel.trace.digest();
      for (const share of [0.1, 0.45, 0.8, 1]) {
        const serial = Math.max(1, Math.round(messages * share));
        const one = follow(plan, serial);
        expect([seed, serial, one.run.world.kernel.trace.digest()]).toEqual([seed, serial, trace]);
        const times = one.journey.copies.reduce((n, copy) => n + copy.processed, 0);
        expect([seed, serial, times]).toEqual([seed, serial, processed.get(serial) ?? 0]);
        expect(one.journey.copies.every(({ steps }) => steps.every(({ atUs }, i) => i === 0 || atUs >= steps[i - 1]!.atUs))).toBe(true);
      }
    }
  });

  it('[FM20] also through parts that were added while the run went on', () => {
    const p = node('producer', { load: { kind: 'constant', rate: '10/s' } });
    const c = node('consumer', { offsetReset: 'earliest', commit: 'afterProcessing', workTime: { kind: 'constant', value: '1ms' } });
    const before = planOf(modelOf({ p, q: node('queue'), c }, ['p>q', 'q>c']));
    const after = planOf(modelOf({ p, q: node('queue'), c, t: node('topic'), g: c }, ['p>q', 'q>c', 'p>t', 't>g']));
    const repeat = (follower?: Follower): Run => {
      const run = new Run(before, 0, follower);
      run.advance(2_000_000, Number.MAX_SAFE_INTEGER);
      run.input({ kind: 'patch', plan: after });
      run.advance(10_000_000, Number.MAX_SAFE_INTEGER);
      return run;
    };
    const follower = new Follower(60);
    expect(repeat(follower).world.kernel.trace.digest()).toBe(repeat().world.kernel.trace.digest());
    const { copies } = follower.journey();
    expect(copies.map(({ cause, processed }) => [cause, processed])).toEqual([
      ['produced', 1],
      ['fan_out', 1],
    ]);
    expect(copies[1]?.steps.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['created', 'sent', 'appended', 'received', 'processed', 'offsetCommitted']),
    );
  });

  it('[FM21] behind the port the journey is told when the run stands still', () => {
    const screen = new TestScreen();
    screen.load(PLAN, { follow: 7, untilUs: 3_000_000 });
    screen.host.settle();
    expect(screen.all('journey')).toHaveLength(1);
    expect(screen.last('journey')?.journey).toEqual(follow(PLAN, 7, 3_000_000).journey);
    screen.runOut();
    expect(screen.last('journey')?.journey.untilUs).toBe(PLAN.horizonUs);
    screen.load(PLAN, { follow: 1_000_000, untilUs: 1_000_000 });
    screen.host.settle();
    expect(screen.last('journey')?.journey).toMatchObject({ message: null, copies: [], causes: [{ kind: 'notProduced' }] });
  });
});
