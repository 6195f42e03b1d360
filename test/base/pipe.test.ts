import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byteUs, Nic, Pipe } from '#core/base/pipe.ts';

describe('pipe', () => {
  it('[CM7] takes no time without a limit', () => {
    const pipe = new Pipe();
    expect([pipe.isLimited, pipe.pass(5, 1e9), pipe.busyUs(10), pipe.backlogUs(5)]).toEqual([false, 5, 0, 0]);
  });

  it('serves in order, one after another, and knows how long it was busy: as a list of jobs worked off by hand', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(50), fc.nat(20)), { maxLength: 60 }), fc.integer({ min: 1, max: 7 }), (jobs, unitUs) => {
        const pipe = new Pipe(unitUs);
        let now = 0;
        const served: { from: number; to: number }[] = [];
        for (const [gap, units] of jobs) {
          now += gap;
          const from = Math.max(now, served.at(-1)?.to ?? 0);
          served.push({ from, to: from + units * unitUs });
          expect(pipe.pass(now, units)).toBe(served.at(-1)!.to);
          const busy = served.reduce((sum, job) => sum + Math.max(0, Math.min(job.to, now) - job.from), 0);
          expect(pipe.busyUs(now)).toBe(busy);
        }
      }),
    );
  });

  it('[CM7] goes on at its own pace with what is inside when it is changed', () => {
    const pipe = new Pipe(10);
    pipe.pass(0, 10);
    pipe.retune(1);
    expect(pipe.pass(50, 10)).toBe(110);
    pipe.clear(60);
    expect([pipe.pass(60, 1), pipe.busyUs(61)]).toEqual([61, 61]);
  });

  it('[CM1] a card has one each way', () => {
    const nic = new Nic(2_000_000);
    expect([nic.isLimited, nic.in.pass(0, 1_000), nic.out.pass(0, 1_000), nic.in.pass(0, 1_000)]).toEqual([true, 500, 500, 1_000]);
    expect(byteUs(0)).toBe(0);
  });
});
