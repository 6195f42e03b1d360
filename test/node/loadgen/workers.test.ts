import { describe, expect, it } from 'vitest';
import { Workers } from '#node/loadgen/workers.ts';

/** Timers that fire `lateUs` late, as real ones do. */
function fake(concurrency: number, timesUs: readonly number[], lateUs: number) {
  let nowUs = 0;
  const timers: { atUs: number; act: () => void }[] = [];
  let drawn = 0;
  const workers = new Workers({
    concurrency,
    drawUs: () => timesUs[drawn++ % timesUs.length]!,
    nowUs: () => nowUs,
    after: (us, act) => void timers.push({ atUs: nowUs + us + lateUs, act }),
  });
  const runUntil = (untilUs: number): void => {
    for (;;) {
      timers.sort((a, b) => a.atUs - b.atUs);
      const next = timers[0];
      if (next === undefined || next.atUs > untilUs) break;
      timers.shift();
      nowUs = next.atUs;
      next.act();
    }
    nowUs = untilUs;
  };
  return { workers, runUntil };
}

describe('workers', () => {
  it('keep their times over many messages, though every timer is late', () => {
    const { workers, runUntil } = fake(1, [100, 300], 1_200);
    let done = 0;
    for (let i = 0; i < 10_000; i++) workers.work(() => done++);
    runUntil(1_000_000);
    // 200 µs each: 5000 in a second, give or take what one timer hides.
    expect(done).toBeGreaterThan(4_990);
    expect(done).toBeLessThanOrEqual(5_000);
  });

  it('work on as many as they are, in order, and no message begins before it came', () => {
    const { workers, runUntil } = fake(2, [1_000], 0);
    const order: string[] = [];
    for (const name of ['a', 'b', 'c']) workers.work(() => order.push(name));
    expect(workers).toMatchObject({ busy: 2, waiting: 1 });
    runUntil(1_000);
    expect(order).toEqual(['a', 'b']);
    runUntil(10_000);
    expect(order).toEqual(['a', 'b', 'c']);
    workers.work(() => order.push('d'));
    runUntil(10_999);
    expect(order).toHaveLength(3);
    runUntil(11_000);
    expect(order).toHaveLength(4);
  });

  it('take no time for work that takes none', () => {
    const { workers } = fake(1, [0], 0);
    let done = 0;
    workers.work(() => {
      done++;
      workers.work(() => done++);
    });
    expect(done).toBe(2);
  });
});
