import { describe, expect, it } from 'vitest';
import { hashText, murmur2, murmur2Ascii, toPartition } from '#core/base/hash.ts';

const utf8 = new TextEncoder();

describe('hash', () => {
  it("[KP1] murmur2 gives Kafka's values", () => {
    expect(murmur2(utf8.encode('21'))).toBe(-973932308);
    expect(murmur2(utf8.encode('foobar'))).toBe(-790332482);
    expect(murmur2(utf8.encode('abc'))).toBe(479470107);
  });

  it('[KP1] places keyed records among 6 partitions as Kafka does', () => {
    const place = (key: string) => toPartition(murmur2Ascii(key), 6);
    expect(['21', 'foobar', 'abc'].map(place)).toEqual([0, 0, 3]);
    expect(Array.from({ length: 10 }, (_, i) => place(`key${i}`))).toEqual([4, 2, 5, 1, 3, 1, 0, 3, 1, 5]);
  });

  it('[KP4] more partitions move keys', () => {
    expect(toPartition(murmur2Ascii('foobar'), 6)).toBe(0);
    expect(toPartition(murmur2Ascii('foobar'), 12)).toBe(6);
  });

  it('hashes text as its bytes, whatever their number', () => {
    for (let length = 0; length <= 20; length++) {
      const text = 'abcdefghijklmnopqrstuvwxyz'.slice(0, length);
      expect(murmur2Ascii(text)).toBe(murmur2(utf8.encode(text)));
    }
    expect(() => murmur2Ascii('ключ')).toThrow('ASCII');
  });

  it('takes a signed and an unsigned hash alike', () => {
    expect(toPartition(-973932308 >>> 0, 7)).toBe(toPartition(-973932308, 7));
  });

  it('spreads labels that differ in one character, in order or in seed', () => {
    const hashes = [
      ...Array.from({ length: 1000 }, (_, i) => hashText(`node-${i}`, 1)),
      hashText('ab', 1),
      hashText('ba', 1),
      hashText('ab', 2),
      hashText('', 1),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
