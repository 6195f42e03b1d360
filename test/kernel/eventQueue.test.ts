import { describe, expect, it } from 'vitest';
import { QueuePair } from './queuePair.ts';

/** 32-bit xorshift, uniform in [0, 1). */
function uniform(seed: number): () => number {
  let x = seed;
  return () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) / 2 ** 32;
  };
}

const exponential = (u: number): number => -Math.log(1 - u);

/** Delay until the next event, from a uniform draw. */
const patterns: Record<string, (draw: () => number) => number> = {
  exponential: (draw) => exponential(draw()) * 1e6,
  'nine short, one long': (draw) => (draw() < 0.9 ? draw() * 1e3 : 1e8 + draw() * 1e8),
  'spike: 1 % of the keys span a million times the rest': (draw) => (draw() < 0.99 ? draw() * 1e3 : draw() * 1e9),
  'ties: a few integer ticks': (draw) => Math.floor(draw() * 5) * 8,
  'zero delays': (draw) => (draw() < 0.7 ? 0 : draw() * 100),
  'eighteen decades, cut at the largest key': (draw) => 10 ** (draw() * 18),
  'all at one key': () => 0,
  'neighbouring keys': (draw) => Math.floor(draw() * 3),
  'constant delay': () => 1e6,
  'geometric, down from the far end': (draw) => 2 ** Math.floor(draw() * 52),
};

describe('event queue', () => {
  describe.each(Object.entries(patterns))('%s', (_name, delay) => {
    it.each([1, 2, 8, 47, 48, 49, 50, 300, 3_000])('[K31] holds %i pending like a sorted list', (pending) => {
      const pair = new QueuePair();
      const draw = uniform(pending + 7);
      for (let i = 0; i < pending; i++) pair.push(delay(draw));
      for (let i = 0; i < 6_000; i++) {
        pair.pop();
        pair.push(delay(draw));
      }
      pair.drain();
      expect(pair.popped).toBe(6_000 + pending);
    });

    it('[K31] fills and drains in waves, with peeks that unfold the ladder early, and sweeps', () => {
      const pair = new QueuePair();
      const draw = uniform(99);
      for (let wave = 0; wave < 12; wave++) {
        const size = Math.floor(draw() ** 3 * 4_000);
        for (let i = 0; i < size; i++) {
          pair.push(delay(draw));
          if (draw() < 0.01) pair.ladder.peek();
        }
        if (wave % 3 === 1) pair.sweep(draw(), draw);
        for (let i = 0; i < size * draw(); i++) pair.pop();
        if (wave % 3 === 2) pair.sweep(0.5, draw);
        if (wave % 5 === 4) pair.drain();
      }
      pair.drain();
      expect(pair.popped).toBeGreaterThan(1_000);
    });
  });

  it('[K31] survives keys that arrive ever nearer, crowd after crowd, until all rungs are used up', () => {
    const pair = new QueuePair();
    for (let power = 52; power >= 1; power--) {
      for (let i = 0; i < 60; i++) pair.push(2 ** power + (i % 50) * Math.max(1, 2 ** (power - 8)));
      pair.ladder.peek();
    }
    pair.drain();
    expect(pair.popped).toBe(52 * 60);
  });

  it('[K31] one crowd of equal keys, pushed against from before and after', () => {
    const pair = new QueuePair();
    for (let i = 0; i < 5_000; i++) pair.push(1_000);
    for (let i = 0; i < 300; i++) {
      pair.push(999 - i);
      pair.ladder.peek();
      pair.push(1_000 + (i % 3));
    }
    pair.drain();
    expect(pair.popped).toBe(5_600);
  });
});
