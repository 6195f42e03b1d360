import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { murmur2 } from '#core/base/hash.ts';
import type { ReplayMessagesSpec } from '#core/base/workload.ts';
import { createLoadProfile } from '#core/load/loadProfile.ts';
import { Traffic } from '#core/load/traffic.ts';
import { createRandom } from '#core/base/random.ts';

const traffic = (load: ReplayMessagesSpec) =>
  new Traffic({ load, arrivals: 'poisson', keys: { kind: 'roundRobin', count: 3 }, size: { kind: 'constant', value: 100 } }, createRandom(1));
const plain = (atUs: readonly number[]): ReplayMessagesSpec => ({
  kind: 'replayMessages',
  atUs,
  keys: [],
  keyOf: atUs.map(() => -1),
  sizes: atUs.map(() => -1),
});

describe('a recording of messages', () => {
  it('[LD6] comes at exactly its instants, and nothing after', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10_000 })), (times) => {
        const atUs = times.toSorted((a, b) => a - b);
        const { arrivals } = traffic(plain(atUs));
        const got: number[] = [];
        for (; !arrivals.isOver; arrivals.advance()) got.push(arrivals.peek());
        expect(got).toEqual(atUs);
        expect(arrivals.peek()).toBe(Infinity);
      }),
    );
  });

  it('[LD6] brings its keys as their text and its sizes; what it leaves out is as of any message', () => {
    const { arrivals, keys, size } = traffic({
      kind: 'replayMessages',
      atUs: [1, 2, 3, 4],
      keys: ['order-7', '主题'],
      keyOf: [0, -1, 1, 0],
      sizes: [-1, 5, 0, -1],
    });
    const got = arrivals;
    const seen: [number, number, number][] = [];
    for (; !got.isOver; ) {
      got.advance();
      const id = keys.next();
      seen.push([id, keys.hash(id), size.next()]);
    }
    const hash = (text: string) => murmur2(new TextEncoder().encode(text)) >>> 0;
    expect(seen).toEqual([
      [3, hash('order-7'), 100],
      [0, hash('key0'), 5],
      [4, hash('主题'), 0],
      [3, hash('order-7'), 100],
    ]);
  });

  it('[LD6] is sent as often as a factor says, fractions summed up', () => {
    const atUs = [10, 20, 30, 40, 50, 60];
    const times = (factor: number) => {
      const { arrivals, profile } = traffic(plain(atUs));
      arrivals.advance();
      arrivals.retarget(20, profile, factor);
      const got: number[] = [];
      for (; !arrivals.isOver; arrivals.advance()) got.push(arrivals.peek());
      return got;
    };
    expect(times(1)).toEqual([20, 30, 40, 50, 60]);
    expect(times(2)).toEqual([20, 20, 30, 30, 40, 40, 50, 50, 60, 60]);
    expect(times(0.5)).toEqual([30, 50]);
    expect(times(0)).toEqual([]);
  });

  it('[LD6] comes back after a factor of 0 with what is still to come', () => {
    const { arrivals, profile } = traffic(plain([10, 20, 30, 40]));
    arrivals.advance();
    arrivals.retarget(15, profile, 0);
    expect(arrivals.isOver).toBe(true);
    arrivals.retarget(30, profile, 1);
    expect(arrivals.peek()).toBe(30);
  });

  it('is a staircase as a curve', () => {
    const stairs = createLoadProfile(plain([500_000, 500_000, 1_200_000]));
    expect([0, 499_999, 500_000, 1e6, 2e6].map(stairs.cumulative)).toEqual([0, 0, 2, 2, 3]);
    expect([0.5, 1.5, 2.5, 3.5].map(stairs.inverse)).toEqual([500_000, 500_000, 1_200_000, undefined]);
    expect([0, 999_999, 1e6, 2e6].map(stairs.rate)).toEqual([2, 2, 1, 0]);
  });
});
