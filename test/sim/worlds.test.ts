import { describe, expect, it } from 'vitest';
import { QuorumQueue } from '#core/broker/queue/quorumQueue.ts';
import type { Run } from '#core/run/run.ts';
import { randomWorld } from './randomWorld.ts';
import { shrink } from './shrink.ts';
import { simulate } from './simulate.ts';
import { storyOf, tell } from './story.ts';

/** `npm run sim -- --seeds 5000` looks longer. */
const WORLDS = Number(process.env['SIM_WORLDS'] ?? 100);

describe('random worlds', () => {
  it(`[I1] [I2] [I3] [I4] [I5] [I6] [I7] [I10] [I11] [I12] [I13] [I14] [I15] [I16] [I19] hold in ${WORLDS} of them, broken for a while and then left alone`, () => {
    const broke: string[] = [];
    for (let seed = 1; seed <= WORLDS; seed++) {
      const everyEvent = seed % 4 === 0;
      const { broken, traceHash } = simulate(seed, { everyEvent });
      if (broken.length > 0) broke.push(tell(storyOf(seed, { everyEvent })));
      if (seed % 10 === 0 && simulate(seed).traceHash !== traceHash) broke.push(`seed ${seed} has two traces`);
    }
    expect(broke.join('\n')).toBe('');
  }, 300_000);

  it('differ from seed to seed, and are the same for one', () => {
    expect(randomWorld(7)).toEqual(randomWorld(7));
    const kinds = new Set(Array.from({ length: 200 }, (_, seed) => randomWorld(seed)).flatMap(({ faults }) => faults.map(({ kind }) => kind)));
    expect(kinds.size).toBe(10);
  });

  /** A ledger that forgets what was lost with a connection: nothing shows until one is lost over messages. */
  const forgetful = (run: Run): void => {
    const { ledger } = run.world;
    const dropped = ledger.dropped.bind(ledger);
    ledger.dropped = (reason, count) => dropped(reason, reason === 'connection_closed' ? count - 1 : count);
  };

  it('[I1] a ledger that forgets a copy is found, and told with the fewest faults that show it', () => {
    let seed = 1;
    while (randomWorld(seed).faults.length < 4 || simulate(seed, { sabotage: forgetful }).broken.length === 0) seed++;
    const story = storyOf(seed, { sabotage: forgetful, everyEvent: true });
    expect(story.broken[0]).toMatch(/^the books differ by [1-9]/);
    expect(story.faults.length).toBeLessThan(randomWorld(seed).faults.length);
    // None of them can be left out.
    const without = (i: number) => simulate(seed, { sabotage: forgetful, everyEvent: true, faults: story.faults.filter((_, at) => at !== i) });
    expect(story.faults.flatMap((_, i) => without(i).broken)).toEqual([]);
    expect(story.command).toBe(`npm run sim -- --seed ${seed} --every-event --faults '${JSON.stringify(story.faults)}'`);
    expect(simulate(seed, { faults: story.faults }).broken).toEqual([]);
    expect(tell(story)).toContain(story.command);
  }, 60_000);

  it('[I11] a queue that forgets what it delivered is found', () => {
    const amnesiac = (run: Run): void => {
      for (const d of run.world.destinations) {
        if (d.kind !== 'queue') continue;
        const requeue = d.requeue.bind(d);
        d.requeue = (slot, consumer) => {
          d.pool.returns[slot] = -1;
          requeue(slot, consumer);
        };
      }
    };
    const found = Array.from({ length: 60 }, (_, i) => simulate(i + 1, { sabotage: amnesiac }).broken[0] ?? '');
    expect(found.some((text) => /^\[I11\] .* came before, and is not said to be redelivered/.test(text))).toBe(true);
  }, 60_000);

  /** Of the first worlds that have it, until one breaks as told. */
  const isFound = (sabotage: (run: Run) => void, words: RegExp): boolean => {
    for (let seed = 1; seed <= 300; seed++) if (simulate(seed, { sabotage }).broken.some((text) => words.test(text))) return true;
    return false;
  };

  it('[I3] [I10] queues that forget in a crash what they confirmed are found', () => {
    const forgetting = (type: 'classic' | 'quorum') => (run: Run) => {
      for (const d of run.world.destinations) {
        if (d.kind !== 'queue' || d instanceof QuorumQueue !== (type === 'quorum')) continue;
        const crashed = d.crashed.bind(d);
        d.crashed = (...how) => (crashed(...how), d.discardReady('broker_crash'));
      }
    };
    expect(isFound(forgetting('quorum'), /^\[I3\] .* was confirmed and is gone without a reason/)).toBe(true);
    expect(isFound(forgetting('classic'), /^\[I10\] .* was confirmed and never delivered/)).toBe(true);
  }, 60_000);

  it('[I12] a queue that mixes up its last two is found', () => {
    const mixing = (run: Run): void => {
      for (const d of run.world.destinations) {
        if (d.kind !== 'queue') continue;
        const { pool } = d;
        const take = pool.take.bind(pool);
        let last = 0;
        pool.take = (message, sequence) => {
          const slot = take(message, sequence);
          if (d.ready > 1) [pool.serials[last], pool.serials[slot]] = [pool.serials[slot]!, pool.serials[last]!];
          last = slot;
          return slot;
        };
      }
    };
    expect(isFound(mixing, /^\[I12\] .* is overtaken/)).toBe(true);
  }, 60_000);
});

describe('shrinking', () => {
  it('finds the least part that still breaks', () => {
    const asked: number[] = [];
    const breaks = (part: readonly number[]) => (asked.push(part.length), part.includes(3) && part.includes(17));
    expect(
      shrink(
        Array.from({ length: 20 }, (_, i) => i),
        breaks,
      ),
    ).toEqual([3, 17]);
    expect(asked.length).toBeLessThan(60);
    expect(shrink([1, 2, 3], () => true)).toEqual([]);
    expect(shrink([5], (part) => part.length === 1)).toEqual([5]);
  });
});
