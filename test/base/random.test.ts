import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '#core/base/random.ts';

const draw = (random: Random, n: number) => Array.from({ length: n }, () => random.u32());

describe('random', () => {
  it('repeats a seed and differs between seeds', () => {
    expect(draw(createRandom(42), 50)).toEqual(draw(createRandom(42), 50));
    expect(draw(createRandom(42), 50)).not.toEqual(draw(createRandom(43), 50));
    expect(draw(createRandom(0), 4)).not.toEqual(draw(createRandom(2 ** 32), 4));
  });

  it('keeps the committed first draws', () => {
    expect(draw(createRandom(1), 4)).toEqual([1998035230, 679993791, 2545737476, 2282382044]);
    expect(draw(createRandom(1).fork('orders').fork('size'), 4)).toEqual([3347362488, 3636432347, 1337989101, 329482636]);
  });

  it('forks by seed and label, however much was drawn', () => {
    const fresh = createRandom(7);
    const used = createRandom(7);
    draw(used, 1000);
    used.fork('another');
    expect(draw(used.fork('orders'), 20)).toEqual(draw(fresh.fork('orders'), 20));
    expect(draw(used.fork('orders').fork('a'), 20)).toEqual(draw(fresh.fork('orders').fork('a'), 20));
  });

  it('leaves the parent stream alone when it forks', () => {
    const forked = createRandom(7);
    forked.fork('orders');
    expect(draw(forked, 20)).toEqual(draw(createRandom(7), 20));
  });

  it('gives every label, path and seed a stream of its own', () => {
    const root = createRandom(7);
    const streams = [
      root,
      root.fork(''),
      root.fork('a'),
      root.fork('b'),
      root.fork('ab'),
      root.fork('a').fork('b'),
      root.fork('b').fork('a'),
      createRandom(8).fork('a'),
    ];
    expect(new Set(streams.map((stream) => draw(stream, 4).join())).size).toBe(streams.length);
  });

  it('is uniform: each of 256 values of the top and the low byte comes equally often', () => {
    // Chi-square with 255 degrees of freedom exceeds 341.4 with probability 0.0002.
    for (const shift of [0, 24]) {
      const random = createRandom(2024);
      const counts = new Float64Array(256);
      for (let i = 0; i < 256_000; i++) {
        const byte = (random.u32() >>> shift) & 255;
        counts[byte] = (counts[byte] ?? 0) + 1;
      }
      expect(counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)).toBeLessThan(341.4);
    }
  });

  it('parts close seeds by the first draw', () => {
    const firsts = Array.from({ length: 2000 }, (_, seed) => createRandom(seed).unit());
    expect(new Set(firsts).size).toBe(2000);
    expect(Math.abs(firsts.reduce((sum, x) => sum + x, 0) / 2000 - 0.5)).toBeLessThan(2.58 * Math.sqrt(1 / 12 / 2000));
  });

  it('draws units in [0, 1)', () => {
    const random = createRandom(3);
    for (let i = 0; i < 10_000; i++) {
      const x = random.unit();
      expect(x >= 0 && x < 1).toBe(true);
    }
  });

  it('refuses a seed that is not a non-negative integer', () => {
    for (const seed of [-1, 0.5, NaN, Infinity]) expect(() => createRandom(seed)).toThrow('seed');
  });
});
