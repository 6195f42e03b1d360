/**
 * Hashes of two kinds: Kafka's murmur2, which decides partitions and must match it bit for bit (SPEC rule KP1), and our
 * own text hash for naming random streams. All are 32 bits wide and use integer operations only.
 */
import { assert } from './assert.ts';

/** Seed and constants of the murmur2 that Kafka's default partitioner uses (clients, common/utils/Utils). */
const SEED = 0x9747b28c;
const M = 0x5bd1e995;

/** Kafka's murmur2 of a key's bytes: a signed 32-bit integer. */
export function murmur2(bytes: Uint8Array): number {
  return murmur2Prefix(bytes, bytes.length);
}

/** The words are little-endian; one to three bytes left over are folded in last. */
function murmur2Prefix(bytes: Uint8Array, length: number): number {
  let h = SEED ^ length;
  let at = 0;
  for (; at + 4 <= length; at += 4) {
    let k = byteAt(bytes, at) | (byteAt(bytes, at + 1) << 8) | (byteAt(bytes, at + 2) << 16) | (byteAt(bytes, at + 3) << 24);
    k = Math.imul(k, M);
    k = Math.imul(k ^ (k >>> 24), M);
    h = Math.imul(h, M) ^ k;
  }
  if (at < length) {
    let tail = 0;
    for (let i = length - 1; i >= at; i--) tail = (tail << 8) | byteAt(bytes, i);
    h = Math.imul(h ^ tail, M);
  }
  h = Math.imul(h ^ (h >>> 13), M);
  return h ^ (h >>> 15);
}

const byteAt = (bytes: Uint8Array, i: number): number => bytes[i] as number;

const scratch = new Uint8Array(256);

/** murmur2 of an ASCII text of at most 256 characters, without allocating; signed 32-bit. */
export function murmur2Ascii(text: string): number {
  assert(text.length <= scratch.length, `key text longer than ${scratch.length}`);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    assert(code < 128, 'key text is not ASCII');
    scratch[i] = code;
  }
  return murmur2Prefix(scratch, text.length);
}

/** CRC-32 of an ASCII text (IEEE 802.3, as zlib's); unsigned. */
export function crc32Ascii(text: string): number {
  let crc = -1;
  for (let i = 0; i < text.length; i++) crc = crcStep(crc ^ text.charCodeAt(i));
  return ~crc >>> 0;
}
/** The same of bytes. */
export const crc32 = (bytes: Uint8Array): number => ~bytes.reduce((crc, byte) => crcStep(crc ^ byte), -1) >>> 0;

function crcStep(crc: number): number {
  let c = crc;
  for (let bit = 0; bit < 8; bit++) c = (c >>> 1) ^ (c & 1 ? 0xedb88320 : 0);
  return c;
}

/** [KP1] The partition of a keyed record among `n`; `hash` may be signed or unsigned. */
export const toPartition = (hash: number, n: number): number => (hash & 0x7fffffff) % n;

/** Spreads every input bit over all 32 output bits (the finishing step of MurmurHash3). Unsigned. */
export function mix32(x: number): number {
  let h = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Unsigned 32-bit hash of a text's UTF-16 code units under `seed`; not Kafka's, never visible outside. */
export function hashText(text: string, seed: number): number {
  let h = mix32(seed ^ Math.imul(text.length, 0x9e3779b1));
  for (let i = 0; i < text.length; i++) h = mix32(Math.imul(h, 31) + text.charCodeAt(i));
  return h;
}
