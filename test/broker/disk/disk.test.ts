import { describe, expect, it } from 'vitest';
import { instant } from '#core/base/units.ts';
import { Disk } from '#core/broker/disk/disk.ts';
import { Kernel } from '#core/kernel/kernel.ts';

function disk(fsyncUs: number) {
  const kernel = new Kernel();
  const made = new Disk(kernel, { fsyncUs });
  const safe: string[] = [];
  return {
    kernel,
    disk: made,
    safe,
    write: (name: string): void => {
      if (made.isSafe(made.write())) safe.push(`${name} at once`);
      else made.waitForNewest({ release: () => safe.push(`${name} ${kernel.now()}`) });
    },
    until: (us: number): void => {
      kernel.run(instant(us));
      if (kernel.now() < us) kernel.advanceTo(instant(us));
    },
  };
}

describe('disk', () => {
  it('[DK1] makes a write safe with the first fsync that begins after it', () => {
    const { safe, write, until } = disk(100);
    write('a');
    until(50);
    write('b');
    until(199);
    expect(safe).toEqual(['a 100']);
    until(200);
    expect(safe).toEqual(['a 100', 'b 200']);
  });

  it('[DK2] [RC2] one fsync serves all that wait', () => {
    const { disk: it_, safe, write, until } = disk(100);
    for (let i = 0; i < 1_000; i++) write(`${i}`);
    until(1_000);
    expect([it_.fsyncs, safe.length, safe[0], safe[1], safe.at(-1)]).toEqual([2, 1_000, '0 100', '1 200', '999 200']);
  });

  it('[DK3] without a time everything is safe at once, and takes no event', () => {
    const { kernel, safe, write } = disk(0);
    write('a');
    expect([safe, kernel.pending]).toEqual([['a at once'], 0]);
  });

  it('[DK3] a slow disk takes so many times as long', () => {
    const { disk: it_, safe, write, until } = disk(100);
    it_.slowdown = 7;
    write('a');
    until(2_000);
    expect(safe).toEqual(['a 700']);
  });

  it('[DK4] after a crash nobody waits any more', () => {
    const { disk: it_, kernel, safe, write, until } = disk(100);
    write('a');
    write('b');
    it_.crashed();
    until(1_000);
    expect([safe, kernel.pending]).toEqual([[], 0]);
    write('c');
    until(2_000);
    expect(safe).toEqual(['c 1100']);
  });
});
