/**
 * Which key each record carries. A key is an id, 0 … count − 1; its text is `key<id>`, and a topic places it by Kafka's
 * murmur2 of that text (rule KP1), computed once per id.
 */
import { AliasTable } from '../base/aliasTable.ts';
import { assert, fail, unreachable } from '../base/assert.ts';
import { detPow } from '../base/detMath.ts';
import { crc32Ascii, murmur2Ascii } from '../base/hash.ts';
import { LIMITS } from '../base/limits.ts';
import type { Random } from '../base/random.ts';
import type { KeysSpec } from '../base/workload.ts';

export interface KeySource {
  /** A key id, or −1 for a record without a key. */
  next(): number;
  /** murmur2 of the key's bytes, unsigned. */
  hash(id: number): number;
}

export function createKeys(spec: KeysSpec, random: Random): KeySource {
  if (spec.kind === 'none') return { next: () => -1, hash: () => fail('a record without a key has no hash') };
  const { count } = spec;
  assert(Number.isInteger(count) && count > 0 && count <= LIMITS.keyCount, `key count ${count}`);
  return { next: drawIds(spec, random), hash: cachedHashes(count) };
}

function drawIds(spec: Exclude<KeysSpec, { kind: 'none' }>, random: Random): () => number {
  const { count } = spec;
  switch (spec.kind) {
    case 'uniform':
      return () => Math.floor(random.unit() * count);
    case 'roundRobin': {
      let last = -1;
      return () => (last = last + 1 === count ? 0 : last + 1);
    }
    case 'zipf': {
      const weights = new Float64Array(count);
      for (let i = 0; i < count; i++) weights[i] = detPow(i + 1, -spec.exponent);
      const table = new AliasTable(weights);
      return () => table.draw(random);
    }
    default:
      return unreachable(spec);
  }
}

/**
 * Hash of `key<id>`, by id: a memo of a pure function, so all producers share one. One each, twenty producers would not fit in cache.
 * 0 stands for "not computed yet"; a key that really hashes to 0 is computed each time.
 */
let known = new Uint32Array(0);

function cachedHashes(count: number): (id: number) => number {
  if (known.length < count) {
    const wider = new Uint32Array(count);
    wider.set(known);
    known = wider;
  }
  return (id) => {
    if (!(id >= 0 && id < count)) refuse(id, count);
    return (known[id] ||= murmur2Ascii(`key${id}`) >>> 0);
  };
}

/** CRC-32 of the same texts, by their murmur2 hash: what librdkafka's `consistent_random` chooses a partition by [KP2]. */
const crcs = new Map<number, number>();
let crcsOf = 0;

/** `key`: the 31-bit positive murmur2 hash of a text `key<id>`. */
export function crc32OfKey(key: number): number {
  for (; crcsOf < LIMITS.keyCount && !crcs.has(key); crcsOf++) {
    const text = `key${crcsOf}`;
    crcs.set(murmur2Ascii(text) & 0x7fffffff, crc32Ascii(text));
  }
  return crcs.get(key) ?? key;
}

/** Apart from the above: engines compile two texts made of `id` in one function into one conversion, on the path of every call. */
function refuse(id: number, count: number): never {
  fail(`key id ${id} of ${count}`);
}
