/** Inflates what a stranger packed, in small steps: a few bytes that unpack to gigabytes end at the limit, not at the memory's. */
import { Inflate, Unzlib } from 'fflate';

/** Packed bytes per step: deflate makes at most 1,032 bytes of one, so a step stays below 300 kB. */
const STEP = 256;

export type Inflated = { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly fault: 'broken' | 'tooLarge' };

/** `isWrapped`: with zlib's head and foot, as in a PNG; else raw. */
export function inflateUpTo(packed: Uint8Array, max: number, isWrapped = false): Inflated {
  const parts: Uint8Array[] = [];
  let size = 0;
  const take = (part: Uint8Array) => {
    size += part.length;
    if (size <= max) parts.push(part);
  };
  const stream = isWrapped ? new Unzlib(take) : new Inflate(take);
  try {
    for (let at = 0; at < packed.length || at === 0; at += STEP) {
      stream.push(packed.subarray(at, at + STEP), at + STEP >= packed.length);
      if (size > max) return { ok: false, fault: 'tooLarge' };
    }
  } catch {
    return { ok: false, fault: 'broken' };
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return { ok: true, bytes };
}
