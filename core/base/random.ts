/**
 * Seeded pseudo-random streams. A fork depends on the seed and the label only, never on how much was drawn,
 * so adding a node to a scenario never changes another node's draws.
 */
import { assert } from './assert.ts';
import { hashText, mix32 } from './hash.ts';

export interface Random {
  /** Uniform integer in [0, 2^32). */
  u32(): number;
  /** Uniform double in [0, 1) with 32 random bits. */
  unit(): number;
  /** Words drawn so far, modulo 2^32: names a place in the stream for `backTo`. */
  readonly place: number;
  /** Goes back to an earlier place, less than 2^31 words ago: what was drawn since is drawn again. */
  backTo(place: number): void;
  /** An independent stream named `label`. The same label gives the same stream, drawn from or not. */
  fork(label: string): Random;
}

/** The root stream of `seed`, an integer in [0, 2^53). */
export function createRandom(seed: number): Random {
  assert(Number.isSafeInteger(seed) && seed >= 0, `seed is not a non-negative integer: ${seed}`);
  const low = seed >>> 0;
  const high = Math.floor(seed / 2 ** 32);
  return new Sfc32(Uint32Array.of(mix32(low), mix32(high + 0x9e3779b9), mix32(low ^ 0x3c6ef372), mix32(high ^ low ^ 0xdaa66d2b)));
}

/** Rounds thrown away first, so that close seeds have parted ways by the first draw. */
const WARM_UP = 16;
/** 9 · INVERSE_OF_9 = 1 modulo 2^32. */
const INVERSE_OF_9 = 0x38e38e39;

/**
 * Small fast counting generator by Chris Doty-Humphrey (PractRand): three mixing words and a counter, period at least 2^32
 * and 2^127 on average. The state lies in an Int32Array because Chromium boxes 32-bit integers kept in object fields.
 */
class Sfc32 implements Random {
  /** What this stream is called: seed and labels hashed to 128 bits. Drawing leaves it alone; forks are derived from it. */
  readonly #name: Uint32Array;
  readonly #state: Int32Array;

  constructor(name: Uint32Array) {
    this.#name = name;
    this.#state = new Int32Array(name);
    for (let i = 0; i < WARM_UP; i++) this.u32();
  }

  u32(): number {
    const s = this.#state;
    const b = s[1] as number;
    const c = s[2] as number;
    const count = s[3] as number;
    const drawn = ((s[0] as number) + b + count) | 0;
    s[0] = b ^ (b >>> 9);
    s[1] = (c + (c << 3)) | 0;
    s[2] = (((c << 21) | (c >>> 11)) + drawn) | 0;
    s[3] = (count + 1) | 0;
    return drawn >>> 0;
  }

  unit(): number {
    return this.u32() * 2 ** -32;
  }

  get place(): number {
    return this.#state[3] as number;
  }

  /** Each step is one-to-one, so it can be taken back. */
  backTo(place: number): void {
    const s = this.#state;
    while (s[3] !== place) {
      const count = ((s[3] as number) - 1) | 0;
      const c = Math.imul(s[1] as number, INVERSE_OF_9);
      const drawn = ((s[2] as number) - ((c << 21) | (c >>> 11))) | 0;
      let b = s[0] as number;
      b ^= (b >>> 9) ^ (b >>> 18) ^ (b >>> 27);
      s[0] = (drawn - b - count) | 0;
      s[1] = b;
      s[2] = c;
      s[3] = count;
    }
  }

  fork(label: string): Random {
    return new Sfc32(this.#name.map((word, i) => hashText(label, word ^ Math.imul(i + 1, 0x9e3779b1))));
  }
}
