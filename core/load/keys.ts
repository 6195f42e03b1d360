/**
 * Which key each record carries. A key is an id, 0 … count − 1; its text is `key<id>`, and a topic places it by Kafka's
 * murmur2 of that text (rule KP1), computed once per id.
 */
import { AliasTable } from '../base/aliasTable.ts';
import { assert, fail, unreachable } from '../base/assert.ts';
import { detPow } from '../base/detMath.ts';
import { crc32, crc32Ascii, murmur2, murmur2Ascii } from '../base/hash.ts';
import { LIMITS } from '../base/limits.ts';
import type { Random } from '../base/random.ts';
import { utf8 } from '../base/utf8.ts';
import type { KeysSpec } from '../base/workload.ts';

export interface KeySource {
  /** A key id, or −1 for a record without a key. */
  next(): number;
  /** murmur2 of the key's bytes, unsigned. */
  hash(id: number): number;
}

export function createKeys(spec: KeysSpec, random: Random): KeySource {
  if (spec.kind === 'none') return { next: () => -1, hash: () => fail('a record without a key has no hash') };
  if (spec.kind === 'single') {
    const hash = registerKey(spec.key ?? 'key0');
    return { next: () => 0, hash: () => hash };
  }
  const { count } = spec;
  assert(Number.isInteger(count) && count > 0 && count <= LIMITS.keyCount, `key count ${count}`);
  return { next: drawIds(spec, random), hash: cachedHashes(count) };
}

/** How many ids there are. */
export function keyCountOf(spec: KeysSpec): number {
  if (spec.kind === 'none') return 0;
  return spec.kind === 'single' ? 1 : spec.count;
}

function drawIds(spec: Exclude<KeysSpec, { kind: 'none' | 'single' }>, random: Random): () => number {
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
    case 'hotKey': {
      const { share } = spec;
      // Both draws always: another share changes who is hot, and nobody's key among the others.
      return () => {
        const [heat, place] = [random.unit(), random.unit()];
        return heat < share ? 0 : 1 + Math.floor(place * (count - 1));
      };
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

/** murmur2, unsigned, of a key that is not `key<id>`; from now on its CRC is known too. */
export function registerKey(text: string): number {
  const bytes = utf8(text);
  const hash = murmur2(bytes) >>> 0;
  crcs.set(hash & 0x7fffffff, crc32(bytes));
  return hash;
}

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
