import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byteUs, Flow, Nic, Pipe } from '#core/base/pipe.ts';

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

  it('[CM1] is shared evenly: as by a fluid that serves all that are there alike', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(sizes, (jobs) => {
        const pipe = new Pipe(1);
        // All come at once, the smallest first: each is through when the fluid has served it and as much of all others.
        const sorted = [...jobs].sort((a, b) => a - b);
        const flows = sorted.map(() => new Flow());
        const told = sorted.map((size, i) => pipe.share(0, size, flows[i]!));
        const all = sorted.reduce((a, b) => a + b, 0);
        expect(Math.max(...told)).toBe(all);
        sorted.forEach((size, i) => {
          const fluid = sorted.reduce((sum, other) => sum + Math.min(other, size), 0);
          // Those who come later are not known yet.
          expect(told[i]!).toBeLessThanOrEqual(Math.max(fluid, size * (i + 1)));
          expect(told[i]!).toBeGreaterThanOrEqual(size);
        });
        expect(pipe.backlogUs(0)).toBe(all);
      }),
    );
    // In the long run each gets its part, whatever it asks for at once.
    const pipe = new Pipe(1);
    const [small, large] = [new Flow(), new Flow()];
    let [nSmall, nLarge, sNow, lNow] = [0, 0, 0, 0];
    while (sNow < 100_000 || lNow < 100_000) {
      if (sNow <= lNow) {
        sNow = pipe.share(sNow, 10, small);
        nSmall += 10;
      } else {
        lNow = pipe.share(lNow, 400, large);
        nLarge += 400;
      }
    }
    expect(nSmall / nLarge).toBeCloseTo(1, 1);
    expect((nSmall + nLarge) / Math.max(sNow, lNow)).toBeCloseTo(1, 1);
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
