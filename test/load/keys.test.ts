import { describe, expect, it } from 'vitest';
import { crc32, murmur2, toPartition } from '#core/base/hash.ts';
import { createRandom } from '#core/base/random.ts';
import type { KeysSpec } from '#core/base/workload.ts';
import { crc32OfKey, createKeys } from '#core/load/keys.ts';
import { halfWidth99 } from '../base/measure.ts';

const N = 100_000;
function counts(spec: KeysSpec, n: number): number[] {
  const keys = createKeys(spec, createRandom(3));
  const got: number[] = [];
  for (let i = 0; i < n; i++) {
    const id = keys.next();
    got[id] = (got[id] ?? 0) + 1;
  }
  return got;
}

describe('createKeys', () => {
  it('gives -1 for records without a key, which have no hash', () => {
    const keys = createKeys({ kind: 'none' }, createRandom(1));
    expect([keys.next(), keys.next()]).toEqual([-1, -1]);
    expect(() => keys.hash(-1)).toThrow('no hash');
  });

  it('goes round in order', () => {
    const keys = createKeys({ kind: 'roundRobin', count: 3 }, createRandom(1));
    expect(Array.from({ length: 7 }, () => keys.next())).toEqual([0, 1, 2, 0, 1, 2, 0]);
  });

  it('draws uniform keys equally often', () => {
    for (const count of counts({ kind: 'uniform', count: 10 }, N)) expect(Math.abs(count / N - 0.1)).toBeLessThan(halfWidth99(0.09, N));
  });

  it('draws Zipf keys by rank: the i-th as often as 1 / i^exponent', () => {
    const got = counts({ kind: 'zipf', count: 100, exponent: 1.2 }, N);
    const total = Array.from({ length: 100 }, (_, i) => (i + 1) ** -1.2).reduce((sum, w) => sum + w, 0);
    for (const rank of [1, 2, 3, 10, 50]) {
      const p = rank ** -1.2 / total;
      expect(Math.abs((got[rank - 1] ?? 0) / N - p)).toBeLessThan(halfWidth99(p * (1 - p), N));
    }
  });

  it('draws Zipf keys of exponent 0 uniformly', () => {
    for (const count of counts({ kind: 'zipf', count: 4, exponent: 0 }, N)) expect(Math.abs(count / N - 0.25)).toBeLessThan(halfWidth99(0.1875, N));
  });

  it('gives one key its share and spreads the rest evenly', () => {
    const [hot = 0, ...others] = counts({ kind: 'hotKey', count: 5, share: 0.6 }, N);
    expect(Math.abs(hot / N - 0.6)).toBeLessThan(halfWidth99(0.24, N));
    expect(others).toHaveLength(4);
    for (const count of others) expect(Math.abs(count / N - 0.1)).toBeLessThan(halfWidth99(0.09, N));
    expect(counts({ kind: 'hotKey', count: 5, share: 1 }, 100)).toEqual([100]);
  });

  it('[KP1] gives all one key, hashed by its text in UTF-8, whose CRC is known too', () => {
    for (const key of ['order-7', '主题 🛒', 'é', '\ud800']) {
      const bytes = new TextEncoder().encode(key);
      const keys = createKeys({ kind: 'single', key }, createRandom(1));
      expect([keys.next(), keys.next()]).toEqual([0, 0]);
      expect(keys.hash(0)).toBe(murmur2(bytes) >>> 0);
      expect(crc32OfKey(keys.hash(0) & 0x7fffffff)).toBe(crc32(bytes));
    }
    expect(createKeys({ kind: 'single', key: null }, createRandom(1)).hash(0)).toBe(murmur2(new TextEncoder().encode('key0')) >>> 0);
    // The value every implementation is checked by.
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  });

  it("[KP1] hashes key<id> by Kafka's murmur2, unsigned, the same at every call", () => {
    const keys = createKeys({ kind: 'uniform', count: 1000 }, createRandom(1));
    for (const id of [0, 9, 10, 999, 0, 9]) expect(keys.hash(id)).toBe(murmur2(new TextEncoder().encode(`key${id}`)) >>> 0);
    expect(Array.from({ length: 10 }, (_, i) => toPartition(keys.hash(i), 6))).toEqual([4, 2, 5, 1, 3, 1, 0, 3, 1, 5]);
  });

  it('refuses ids it does not have and counts beyond the limit', () => {
    expect(() => createKeys({ kind: 'uniform', count: 5 }, createRandom(1)).hash(5)).toThrow('key id 5');
    for (const count of [0, 1.5, 1e9]) expect(() => createKeys({ kind: 'uniform', count }, createRandom(1))).toThrow('key count');
  });
});
