import { describe, expect, it } from 'vitest';
import { duration, instant } from '#core/base/units.ts';
import { Kernel } from '#core/kernel/kernel.ts';
import { type EventHandler, NO_TIMER, Phase, type TimerId } from '#core/kernel/scheduler.ts';

const LATEST = instant(2 ** 50 - 1);

/** Writes down what fired: [instant, arg]. */
class Recorder implements EventHandler {
  readonly fired: [number, number][] = [];
  fire(now: number, arg: number): void {
    this.fired.push([now, arg]);
  }
}

const handler = (fire: (now: number, arg: number) => void): EventHandler => ({ fire });

describe('order', () => {
  it('[K1] fires by instant, whatever the order of scheduling', () => {
    const kernel = new Kernel();
    const log = new Recorder();
    for (const t of [50, 10, 40, 20, 30]) kernel.at(instant(t), Phase.Engine, log, t);
    expect(kernel.run(LATEST)).toBe(5);
    expect(log.fired.map(([t]) => t)).toEqual([10, 20, 30, 40, 50]);
  });

  it('[K2] fires by phase within an instant', () => {
    const kernel = new Kernel();
    const log = new Recorder();
    for (const phase of [Phase.Sample, Phase.Control, Phase.Record, Phase.Client, Phase.Network, Phase.Engine]) kernel.at(instant(7), phase, log, phase);
    kernel.run(LATEST);
    expect(log.fired.map(([, phase]) => phase)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('[K3] fires equal (instant, phase) in the order of scheduling, however many', () => {
    const kernel = new Kernel();
    const log = new Recorder();
    for (let i = 0; i < 10_000; i++) kernel.at(instant(5 + (i % 3)), Phase.Engine, log, i);
    kernel.run(LATEST);
    const expected = [0, 1, 2].flatMap((rest) => Array.from({ length: 10_000 }, (_, i) => i).filter((i) => i % 3 === rest));
    expect(log.fired.map(([, arg]) => arg)).toEqual(expected);
  });

  it('[K3] an event scheduled by a handler for its own instant and phase fires after those already there', () => {
    const kernel = new Kernel();
    const log = new Recorder();
    kernel.at(
      instant(1),
      Phase.Engine,
      handler(() => kernel.after(duration(0), Phase.Engine, log, 99)),
    );
    kernel.at(instant(1), Phase.Engine, log, 1);
    kernel.run(LATEST);
    expect(log.fired).toEqual([
      [1, 1],
      [1, 99],
    ]);
  });

  it('[K4] an earlier phase of the running instant fires next, not never', () => {
    const kernel = new Kernel();
    const log = new Recorder();
    kernel.at(
      instant(1),
      Phase.Client,
      handler(() => kernel.after(duration(0), Phase.Control, log, 0)),
    );
    kernel.at(instant(1), Phase.Sample, log, 4);
    kernel.run(LATEST);
    expect(log.fired.map(([, arg]) => arg)).toEqual([0, 4]);
  });

  it('[K5] phases stay apart at the largest instant', () => {
    const kernel = new Kernel();
    const log = new Recorder();
    for (const phase of [Phase.Sample, Phase.Client, Phase.Control]) kernel.at(LATEST, phase, log, phase);
    kernel.at(instant(LATEST - 1), Phase.Sample, log, 9);
    kernel.run(LATEST);
    expect(log.fired).toEqual([
      [LATEST - 1, 9],
      [LATEST, 0],
      [LATEST, 3],
      [LATEST, 5],
    ]);
  });
});

describe('cancel', () => {
  it('[K6] a cancelled event never fires; the second cancel is refused', () => {
    const kernel = new Kernel();
    const log = new Recorder();
    const timer = kernel.at(instant(3), Phase.Engine, log, 1);
    kernel.at(instant(4), Phase.Engine, log, 2);
    expect(kernel.cancel(timer)).toBe(true);
    expect(kernel.cancel(timer)).toBe(false);
    expect(kernel.pending).toBe(1);
    kernel.run(LATEST);
    expect(log.fired).toEqual([[4, 2]]);
  });

  it('[K6] NO_TIMER, a fired event and the event that is firing cannot be cancelled', () => {
    const kernel = new Kernel();
    const answers: boolean[] = [];
    const own: TimerId = kernel.at(
      instant(1),
      Phase.Engine,
      handler(() => answers.push(kernel.cancel(own))),
    );
    kernel.run(LATEST);
    expect([...answers, kernel.cancel(own), kernel.cancel(NO_TIMER)]).toEqual([false, false, false]);
  });

  it('[K7] a timer names one event for ever: a slot used again answers to its new timer only', () => {
    const kernel = new Kernel();
    const log = new Recorder();
    const seen = new Set<number>();
    let stale = NO_TIMER;
    for (let round = 0; round < 200; round++) {
      const timer = kernel.after(duration(1), Phase.Engine, log, round);
      expect(kernel.cancel(stale)).toBe(false);
      expect(seen.has(timer)).toBe(false);
      seen.add(timer);
      expect(kernel.run(LATEST)).toBe(1);
      stale = timer;
    }
    expect(log.fired).toHaveLength(200);
  });
});

describe('cancelled events', () => {
  it('[K30] do not pile up: a far timer per record, set and cancelled, costs no memory', () => {
    const kernel = new Kernel();
    const log = new Recorder();
    const kept: number[] = [];
    let waste = 0;
    for (let i = 0; i < 100_000; i++) {
      const timer = kernel.at(instant(10_000_000 + (i % 1_000)), Phase.Engine, log, i);
      if (i % 100 === 0) kept.push(i);
      else kernel.cancel(timer);
      waste = Math.max(waste, kernel.queued - 2 * kernel.pending);
    }
    expect(waste).toBeLessThanOrEqual(1_025);
    kernel.run(LATEST);
    const expected = kept.toSorted((a, b) => (a % 1_000) - (b % 1_000) || a - b);
    expect(log.fired.map(([, arg]) => arg)).toEqual(expected);
    expect(kernel.queued).toBe(0);
  });
});

describe('running', () => {
  it('[K8] run fires what is due up to and including `until`, and leaves now() at the last event', () => {
    const kernel = new Kernel();
    const log = new Recorder();
    for (const t of [1, 5, 5, 6]) kernel.at(instant(t), Phase.Engine, log);
    expect(kernel.run(instant(5))).toBe(3);
    expect([kernel.now(), kernel.next(), kernel.pending, kernel.events]).toEqual([5, 6, 1, 3]);
  });

  it('[K8] run stops after maxEvents and goes on where it stopped', () => {
    const kernel = new Kernel();
    const log = new Recorder();
    for (let i = 0; i < 10; i++) kernel.at(instant(1), Phase.Engine, log, i);
    expect([kernel.run(LATEST, 3), kernel.run(LATEST, 0), kernel.run(LATEST, 100)]).toEqual([3, 0, 7]);
    expect(log.fired.map(([, arg]) => arg)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('[K9] next() sees past cancelled events and is Infinity when nothing is pending', () => {
    const kernel = new Kernel();
    const first = kernel.at(instant(1), Phase.Engine, new Recorder());
    const second = kernel.at(instant(2), Phase.Engine, new Recorder());
    kernel.cancel(first);
    expect(kernel.next()).toBe(2);
    kernel.cancel(second);
    expect([kernel.next(), kernel.pending]).toEqual([Number.POSITIVE_INFINITY, 0]);
  });

  it('[K10] advanceTo closes time, and refuses to pass an event or to go back', () => {
    const kernel = new Kernel();
    kernel.at(instant(10), Phase.Engine, new Recorder());
    kernel.advanceTo(instant(9));
    expect(kernel.now()).toBe(9);
    expect(() => kernel.advanceTo(instant(10))).toThrow('would pass an event due at 10');
    expect(() => kernel.advanceTo(instant(8))).toThrow('instant 8');
  });

  it('[K11] a throw ends the run at its event, which counts as fired', () => {
    const kernel = new Kernel();
    kernel.at(instant(1), Phase.Engine, new Recorder());
    kernel.at(
      instant(2),
      Phase.Engine,
      handler(() => {
        throw new Error('broken');
      }),
    );
    expect(() => kernel.run(LATEST)).toThrow('broken');
    expect([kernel.events, kernel.now(), kernel.pending]).toEqual([2, 2, 0]);
  });
});

describe('guards', () => {
  it('[K12] refuses the past, fractions, the horizon and bad arguments', () => {
    const kernel = new Kernel();
    const log = new Recorder();
    kernel.advanceTo(instant(100));
    for (const t of [99, 100.5, 2 ** 50, Number.NaN, Number.POSITIVE_INFINITY]) expect(() => kernel.at(instant(t), Phase.Engine, log)).toThrow(`instant ${t}`);
    for (const arg of [-1, 1.5, 2 ** 31]) expect(() => kernel.at(instant(100), Phase.Engine, log, arg)).toThrow(`arg ${arg}`);
    expect(() => kernel.after(duration(-1), Phase.Engine, log)).toThrow('instant 99');
    expect(kernel.pending).toBe(0);
  });

  it('[K13] names limit pendingEvents when it is reached', () => {
    const kernel = new Kernel({ pendingEvents: 3, eventsPerInstant: 10 });
    const log = new Recorder();
    for (let i = 0; i < 3; i++) kernel.at(instant(1), Phase.Engine, log);
    expect(() => kernel.at(instant(1), Phase.Engine, log)).toThrow('limit pendingEvents');
  });

  it('[K14] names limit eventsPerInstant when time does not move', () => {
    const kernel = new Kernel({ pendingEvents: 10, eventsPerInstant: 1000 });
    const spin: EventHandler = handler(() => kernel.after(duration(0), Phase.Engine, spin));
    kernel.at(instant(4), Phase.Engine, spin);
    expect(() => kernel.run(LATEST)).toThrow('limit eventsPerInstant: 1000 events fired at 4 µs');
  });

  it('[K14] counts anew at each instant', () => {
    const kernel = new Kernel({ pendingEvents: 10, eventsPerInstant: 3 });
    const log = new Recorder();
    for (let t = 0; t < 9; t++) kernel.at(instant(t >> 1), Phase.Engine, log);
    expect(kernel.run(LATEST)).toBe(9);
  });

  it('[K33] looks back without letting anything be scheduled from there', () => {
    const kernel = new Kernel();
    kernel.at(
      instant(9),
      Phase.Client,
      handler(() => {
        kernel.lookBack(4, () => expect(kernel.now()).toBe(4));
        expect(() =>
          kernel.lookBack(
            4,
            () =>
              void kernel.after(
                duration(9),
                Phase.Client,
                handler(() => {}),
              ),
          ),
        ).toThrow('from the past');
        expect(() => kernel.lookBack(10, () => {})).toThrow('looked back');
        kernel.lookBack(
          9,
          () =>
            void kernel.after(
              duration(1),
              Phase.Client,
              handler(() => {}),
            ),
        );
        expect(kernel.now()).toBe(9);
      }),
    );
    expect(kernel.run(LATEST)).toBe(2);
  });

  it('[K15] run cannot be entered from a handler', () => {
    const kernel = new Kernel();
    kernel.at(
      instant(1),
      Phase.Engine,
      handler(() => kernel.run(LATEST)),
    );
    expect(() => kernel.run(LATEST)).toThrow('inside a handler');
    expect(kernel.run(LATEST)).toBe(0);
  });
});
