import { describe, expect, it } from 'vitest';
import { crc32Ascii, murmur2Ascii } from '#core/base/hash.ts';
import { createRandom } from '#core/base/random.ts';
import { NO_KEY } from '#core/broker/api.ts';
import { Partitioner, queueWeights } from '#core/client/partitioner.ts';
import { crc32OfKey } from '#core/load/keys.ts';

describe('partitioner', () => {
  it('[U7] [KP1] a key goes to its murmur2 hash modulo the number of partitions', () => {
    const partitioner = new Partitioner(6, createRandom(1));
    const of = (key: string) => partitioner.choose(murmur2Ascii(key) & 0x7fffffff);
    expect(['21', 'foobar', 'abc'].map(of)).toEqual([0, 0, 3]);
    expect(Array.from({ length: 10 }, (_, i) => of(`key${i}`))).toEqual([4, 2, 5, 1, 3, 1, 0, 3, 1, 5]);
  });

  it('[KP2] librdkafka’s CRC-32 takes the same keys elsewhere', () => {
    const crc = new Map(['21', 'foobar', 'abc'].map((text) => [murmur2Ascii(text) & 0x7fffffff, crc32Ascii(text)]));
    const partitioner = new Partitioner(6, createRandom(1), (key) => crc.get(key)!);
    expect([...crc.keys()].map((key) => partitioner.choose(key))).toEqual([4, 5, 0]);
    const known = new Partitioner(6, createRandom(1), crc32OfKey);
    const keys = Array.from({ length: 10 }, (_, i) => `key${i}`);
    expect(keys.map((text) => known.choose(murmur2Ascii(text) & 0x7fffffff))).toEqual(keys.map((text) => crc32Ascii(text) % 6));
  });

  it('[KP4] with more partitions a key may go elsewhere', () => {
    const key = murmur2Ascii('foobar') & 0x7fffffff;
    expect([6, 12].map((n) => new Partitioner(n, createRandom(1)).choose(key))).toEqual([0, 6]);
  });

  it('[U8] [KP3] weights favour short queues', () => {
    expect(queueWeights([0, 3, 1])).toEqual([4, 1, 3]);
    expect(queueWeights([2, 2])).toEqual([1, 1]);
  });

  it('[U8] [KP3] without a key it stays for a batch’s bytes, switches when the batch closes, at twice that in any case', () => {
    const partitioner = new Partitioner(1000, createRandom(7));
    const at = () => partitioner.choose(NO_KEY);
    const even = () => Array.from({ length: 1000 }, () => 0);
    const first = at();
    partitioner.appended(99, 100, true, even);
    expect(at()).toBe(first);
    partitioner.appended(1, 100, false, even);
    expect(at()).toBe(first);
    partitioner.appended(0, 100, true, even);
    const second = at();
    expect(second).not.toBe(first);
    partitioner.appended(199, 100, false, even);
    expect(at()).toBe(second);
    partitioner.appended(1, 100, false, even);
    expect(at()).not.toBe(second);
  });

  it('[KP3] draws the next partition by those weights', () => {
    const partitioner = new Partitioner(3, createRandom(11));
    const counts = [0, 0, 0];
    for (let i = 0; i < 8000; i++) {
      partitioner.appended(200, 100, true, () => [0, 3, 1]);
      counts[partitioner.choose(NO_KEY)]!++;
    }
    // Four, one and three in eight: χ² with 2 degrees of freedom stays below 13.8 in all but one of a thousand.
    const expected = [4000, 1000, 3000];
    expect(counts.reduce((sum, n, i) => sum + (n - expected[i]!) ** 2 / expected[i]!, 0)).toBeLessThan(13.8);
  });
});
