import { describe, expect, it } from 'vitest';
import { assert, EngineBug } from '#core/base/assert.ts';
import { duration, instant } from '#core/base/units.ts';
import { type DriverFailure, SLICE_US } from '#core/kernel/driver.ts';
import type { JournalEntry } from '#core/kernel/journal.ts';
import { asFastAsPossible, timesRealTime } from '#core/kernel/pacers.ts';
import { Phase } from '#core/kernel/scheduler.ts';
import { type Poke, TinyWorld } from './tinyWorld.ts';

const END = 200_000;

/** The whole run without any driver: what every pace and every step size must repeat. */
function plainRun(): { events: number; digest: string } {
  const world = new TinyWorld();
  world.kernel.run(instant(END));
  return { events: world.kernel.events, digest: world.kernel.trace.digest() };
}

describe('one trace, whatever the pace', () => {
  const expected = plainRun();

  it('is a run worth comparing', () => {
    expect(expected.events).toBeGreaterThan(10_000);
  });

  it('[K17] as fast as possible', () => {
    const world = new TinyWorld();
    world.driver(END).start();
    world.host.settle();
    expect({ events: world.kernel.events, digest: world.kernel.trace.digest() }).toEqual(expected);
  });

  it.each([0.01, 1, 3.7, 1000])('[K17] %f × real time', (factor) => {
    const world = new TinyWorld();
    world.eventCostUs = 0.3;
    world.driver(END, { pacer: timesRealTime(factor) }).start();
    world.host.settle();
    expect({ events: world.kernel.events, digest: world.kernel.trace.digest() }).toEqual(expected);
  });

  it.each([1, 7, 1000])('[K18] in steps of %i', (size) => {
    const world = new TinyWorld();
    const driver = world.driver(END);
    while (driver.state === 'paused') driver.step(size);
    expect({ events: world.kernel.events, digest: world.kernel.trace.digest() }).toEqual(expected);
  });

  it('[K32] from instant to instant, and until something happened', () => {
    const world = new TinyWorld();
    const driver = world.driver(END, { pacer: timesRealTime(1) });
    for (const at of [0, 1, 777, 50_000]) {
      driver.runTo(instant(at));
      world.host.settle();
      expect([driver.state, world.kernel.now(), world.kernel.next() > at]).toEqual(['paused', at, true]);
    }
    const fired = world.kernel.events;
    driver.stepUntil(() => world.kernel.events === fired + 7);
    expect([driver.state, world.kernel.events]).toEqual(['paused', fired + 7]);
    driver.runTo(instant(END));
    world.host.settle();
    expect([driver.state, world.kernel.events, world.kernel.trace.digest()]).toEqual(['ended', expected.events, expected.digest]);
  });

  it('[K19] with pauses and changes of pace', () => {
    const world = new TinyWorld();
    const driver = world.driver(END, { pacer: timesRealTime(1) });
    driver.start();
    world.host.advance(20_000);
    driver.pause();
    world.host.advance(5_000_000);
    driver.step(13);
    driver.pace(timesRealTime(0.5));
    driver.start();
    world.host.advance(20_000);
    driver.pace(asFastAsPossible());
    world.host.settle();
    expect({ events: world.kernel.events, digest: world.kernel.trace.digest() }).toEqual(expected);
  });
});

describe('running, pausing, ending', () => {
  it('[K19] fires nothing before start, after pause and after dispose', () => {
    const world = new TinyWorld();
    const driver = world.driver(END, { pacer: timesRealTime(1) });
    world.host.advance(10_000);
    expect([driver.state, world.kernel.events]).toEqual(['paused', 0]);
    driver.start();
    world.host.advance(10_000);
    const fired = world.kernel.events;
    expect(fired).toBeGreaterThan(0);
    driver.pause();
    world.host.advance(10_000);
    expect([driver.state, world.kernel.events, world.host.waiting]).toEqual(['paused', fired, 0]);
    driver.start();
    driver.dispose();
    driver.start();
    driver.step(5);
    world.host.advance(10_000);
    expect([driver.state, world.kernel.events, world.host.waiting]).toEqual(['disposed', fired, 0]);
  });

  it('[K18] a step fires exactly that many events and pauses', () => {
    const world = new TinyWorld();
    const driver = world.driver(END);
    driver.step(5);
    expect([driver.state, world.kernel.events]).toEqual(['paused', 5]);
  });

  it('[K18] a long step gives the host its stack back, and start turns it into a run', () => {
    const world = new TinyWorld();
    world.eventCostUs = 100;
    const driver = world.driver(END);
    driver.step(1_000);
    expect(driver.state).toBe('running');
    expect(world.kernel.events).toBeLessThan(200);
    world.host.settle();
    expect([driver.state, world.kernel.events]).toEqual(['paused', 1_000]);
    driver.step(1_000);
    driver.start();
    world.host.settle();
    expect(driver.state).toBe('ended');
  });

  it('[K20] the end belongs to the run: its events fire, later ones do not, and onEnd is called once after the last slice', () => {
    const world = new TinyWorld();
    const calls: string[] = [];
    const fired: number[] = [];
    const mark = { fire: (now: number): void => void fired.push(now) };
    world.kernel.at(instant(END), Phase.Sample, mark);
    world.kernel.at(instant(END + 1), Phase.Control, mark);
    const driver = world.driver(END, { onSlice: () => calls.push('slice'), onEnd: () => calls.push('end') });
    driver.start();
    world.host.settle();
    expect([driver.state, driver.now(), fired]).toEqual(['ended', END, [END]]);
    expect(calls.slice(-2)).toEqual(['slice', 'end']);
    expect(calls.filter((call) => call === 'end')).toHaveLength(1);
    driver.start();
    expect([driver.state, driver.post({ times: 1 })]).toEqual(['ended', undefined]);
  });

  it('[K21] no slice holds the stack much longer than its share, even when events are slow', () => {
    const world = new TinyWorld();
    world.eventCostUs = 300;
    let sliceStartUs = world.host.nowUs;
    let longest = 0;
    const driver = world.driver(END, {
      onSlice: () => {
        longest = Math.max(longest, world.host.nowUs - sliceStartUs);
        sliceStartUs = world.host.nowUs;
      },
    });
    driver.start();
    world.host.settle();
    // The first chunk of 64 events is the price of finding out: after it chunks shrink to a few events.
    expect(longest).toBeLessThan(64 * 300 + SLICE_US);
    expect(world.host.sleeps.every((us) => us === 0)).toBe(true);
    expect(world.host.sleeps.length).toBeGreaterThan((world.kernel.events * 300) / (SLICE_US + 1_200) - 3);
  });

  it('[K22] a broken assertion ends the run and names event and instant; nothing fires afterwards', () => {
    const world = new TinyWorld();
    const failures: DriverFailure[] = [];
    world.kernel.at(instant(1234), Phase.Engine, { fire: () => assert(false, 'books do not balance') });
    const driver = world.driver(END, { onFailure: (failure) => failures.push(failure), onEnd: () => expect.unreachable() });
    driver.start();
    world.host.settle();
    expect(driver.state).toBe('failed');
    expect(failures).toHaveLength(1);
    expect(failures[0]?.error).toBeInstanceOf(EngineBug);
    expect(failures[0]).toMatchObject({ event: world.kernel.events, atUs: 1234 });
    driver.start();
    expect(driver.post({ times: 1 })).toBeUndefined();
    expect(world.host.waiting).toBe(0);
  });
});

describe('input', () => {
  it('[K23] acts 1 µs after the last closed instant, in Phase.Control, before everything else there', () => {
    const world = new TinyWorld();
    const driver = world.driver(END);
    driver.step(50);
    const open = world.kernel.now();
    const at = driver.post({ times: 3 });
    expect(at).toBe(world.kernel.now() + 1);
    expect(world.kernel.now()).toBe(open);
    expect(world.kernel.next()).toBe(at);
    const before = world.kernel.events;
    driver.step(1);
    expect([world.kernel.events, world.applied]).toEqual([before + 1, [[at, 3]]]);
  });

  it('[K23] at a pace it acts where the pacer stands, also in a quiet stretch', () => {
    const world = new TinyWorld(0);
    const driver = world.driver(END, { pacer: timesRealTime(1) });
    driver.start();
    world.host.advance(0);
    world.host.nowUs += 1_500;
    expect(driver.post({ times: 0 })).toBe(1_501);
  });

  it('[K24] two inputs at one instant act in the order of posting; an input after the end is refused', () => {
    const world = new TinyWorld();
    const driver = world.driver(END);
    expect([driver.post({ times: 1 }), driver.post({ times: 2 })]).toEqual([1, 1]);
    driver.start();
    world.host.settle();
    expect(world.applied.map(([, times]) => times)).toEqual([1, 2]);
    expect(driver.post({ times: 9 })).toBeUndefined();
    expect(driver.journal.entries).toEqual([
      { atUs: 1, input: { times: 1 } },
      { atUs: 1, input: { times: 2 } },
    ]);
  });
});

describe('replay', () => {
  /** A run with inputs at moments nobody planned, at a changing pace. */
  function liveRun(): { world: TinyWorld; digest: string; journal: readonly JournalEntry<Poke>[] } {
    const world = new TinyWorld();
    world.eventCostUs = 1;
    const driver = world.driver(END, { pacer: timesRealTime(2) });
    driver.start();
    world.host.advance(3_777);
    driver.post({ times: 20 });
    driver.post({ times: 1 });
    world.host.advance(10_001);
    driver.pause();
    driver.step(3);
    driver.post({ times: 5 });
    driver.pace(asFastAsPossible());
    driver.start();
    world.host.advance(8_000);
    driver.post({ times: 7 });
    world.host.settle();
    return { world, digest: world.kernel.trace.digest(), journal: driver.journal.entries };
  }

  it('[K25] scenario + journal give the same trace, at any pace', () => {
    const live = liveRun();
    expect(live.journal).toHaveLength(4);
    for (const pacer of [asFastAsPossible(), timesRealTime(5)]) {
      const world = new TinyWorld();
      const driver = world.driver(END, { pacer });
      driver.replay(live.journal);
      driver.start();
      world.host.settle();
      expect(world.kernel.trace.digest()).toBe(live.digest);
      expect(world.applied).toEqual(live.world.applied);
      expect(driver.journal.entries).toEqual(live.journal);
    }
  });

  /** What happens around instant 11, whose input is posted in the middle of instant 10, or replayed. */
  function meeting(isReplayed: boolean): { log: string[]; journal: readonly JournalEntry<Poke>[] } {
    const log: string[] = [];
    const world = new TinyWorld(0);
    const { kernel } = world;
    const mark = (name: string) => ({ fire: () => void log.push(name) });
    kernel.at(instant(10), Phase.Network, mark('early at 10'));
    kernel.at(instant(10), Phase.Engine, { fire: () => void kernel.after(duration(1), Phase.Control, mark('planned at 11')) });
    kernel.at(instant(11), Phase.Network, { fire: () => void kernel.after(duration(0), Phase.Control, mark('late at 11')) });
    const driver = world.driver(100, { apply: () => log.push('input') });
    if (isReplayed) driver.replay([{ atUs: instant(11), input: { times: 0 } }]);
    else {
      driver.step(1);
      driver.post({ times: 0 });
    }
    driver.start();
    world.host.settle();
    return { log, journal: driver.journal.entries };
  }

  it('[K23] [K25] an input keeps its place among the control events of its instant, live and replayed', () => {
    const live = meeting(false);
    expect(live.log).toEqual(['early at 10', 'planned at 11', 'input', 'late at 11']);
    expect(live.journal).toEqual([{ atUs: 11, input: { times: 0 } }]);
    expect(meeting(true)).toEqual(live);
  });

  it('[K25] a pause in the middle of a replay does not pass an input that is still to come', () => {
    const world = new TinyWorld(0);
    const driver = world.driver(END, { pacer: timesRealTime(1) });
    driver.replay([{ atUs: instant(1_000), input: { times: 2 } }]);
    driver.start();
    world.host.advance(0);
    world.host.nowUs += 5_000;
    driver.pause();
    expect(driver.now()).toBe(999);
    driver.start();
    world.host.advance(10);
    expect(world.applied).toEqual([[1_000, 2]]);
  });

  it('[K26] is refused on a run that has begun', () => {
    const world = new TinyWorld();
    const driver = world.driver(END);
    driver.step(1);
    expect(() => driver.replay([])).toThrow('has begun');
  });
});

describe('pace', () => {
  it('[K27] virtual time follows the host clock, quiet stretches included', () => {
    const world = new TinyWorld();
    const driver = world.driver(END, { pacer: timesRealTime(2) });
    driver.start();
    world.host.advance(10_000);
    expect(driver.now()).toBeGreaterThan(19_000);
    expect(driver.now()).toBeLessThanOrEqual(20_000);
    driver.pause();
    expect(driver.now()).toBe(20_000);
  });

  it('[K28] sleeps until the next event is due, never longer than 100 ms', () => {
    const world = new TinyWorld(0);
    world.kernel.at(instant(30_000), Phase.Engine, { fire: () => {} });
    world.driver(1_000_000, { pacer: timesRealTime(1) }).start();
    world.host.advance(400_000);
    expect(world.host.sleeps.slice(0, 3)).toEqual([0, 30_000, 100_000]);
  });

  it('[K29] a pause is not made up for', () => {
    const world = new TinyWorld();
    const driver = world.driver(END, { pacer: timesRealTime(1) });
    driver.start();
    world.host.advance(5_000);
    driver.pause();
    world.host.advance(60_000_000);
    driver.start();
    world.host.advance(5_000);
    driver.pause();
    expect(driver.now()).toBe(10_000);
  });

  it('[K29] a late run makes up at most 100 ms of host time and reports the pace it reached', () => {
    const world = new TinyWorld();
    world.eventCostUs = 10;
    const driver = world.driver(10_000_000, { pacer: timesRealTime(1000) });
    driver.start();
    world.host.advance(2_000_000);
    const reached = driver.now();
    const achieved = driver.achievedPace ?? 0;
    expect(achieved).toBeGreaterThan(0.5);
    expect(achieved).toBeLessThan(5);
    expect(reached).toBeLessThan(8_000_000);
    // The debt is forgotten: at pace 1 and free events, 10 ms later it is 10 ms further, plus what the slice made up.
    world.eventCostUs = 0;
    driver.pace(timesRealTime(1));
    const from = driver.now();
    world.host.advance(10_000);
    driver.pause();
    expect(driver.now() - from).toBe(10_000);
  });

  it('[K29] after the host slept for an hour, only 100 ms of it are run at once', () => {
    const world = new TinyWorld();
    const driver = world.driver(10_000_000, { pacer: timesRealTime(1) });
    driver.start();
    world.host.advance(1_000);
    world.host.nowUs += 3_600_000_000;
    world.host.advance(0);
    expect(driver.now()).toBeGreaterThan(90_000);
    expect(driver.now()).toBeLessThan(110_000);
  });

  it('[K27] the achieved pace is unknown while paused', () => {
    const world = new TinyWorld();
    const driver = world.driver(END, { pacer: timesRealTime(2) });
    expect(driver.achievedPace).toBeNull();
    driver.start();
    world.host.advance(50_000);
    expect(driver.achievedPace).toBeCloseTo(2, 1);
  });
});
