/** The two lanes of a trace (kernel/trace) as the hash people compare: wherever the lanes were kept, the same 16 digits. */

/** 16 lower-case hexadecimal digits of two 32-bit integers. */
export const traceDigest = (a: number, b: number): string => hex(finish(a ^ (b >>> 16))) + hex(finish(b ^ (a >>> 16)));

/** Spreads every input bit over the whole word (xor-shift and odd multiplications are one-to-one, so nothing is lost). */
function finish(word: number): number {
  let h = Math.imul(word ^ (word >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b | 0);
  return (h ^ (h >>> 16)) >>> 0;
}

const hex = (word: number): string => word.toString(16).padStart(8, '0');
