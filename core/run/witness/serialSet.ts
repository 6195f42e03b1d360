/** A set of message serials as bits, grown by doubling up to the number of messages that are watched. */
import { LIMITS } from '../../base/limits.ts';

const WORDS_MAX = (LIMITS.witnessedMessages >>> 5) + 1;

export class SerialSet {
  words = new Uint32Array(64);

  /** True when it was not in the set; `serial` is 1 … LIMITS.witnessedMessages. */
  add(serial: number): boolean {
    const at = serial >>> 5;
    if (at >= this.words.length) this.#grow(at);
    const bit = 1 << (serial & 31);
    const word = this.words[at]!;
    if ((word & bit) !== 0) return false;
    this.words[at] = word | bit;
    return true;
  }

  /** Adds the first `count` of them; those beyond the watch's limit are left out. */
  addThese(serials: Uint32Array, count: number): void {
    let most = 0;
    for (let i = 0; i < count; i++) if (serials[i]! > most) most = serials[i]!;
    const last = Math.min(most, LIMITS.witnessedMessages) >>> 5;
    if (last >= this.words.length) this.#grow(last);
    const { words } = this;
    for (let i = 0; i < count; i++) {
      const serial = serials[i]!;
      if (serial <= LIMITS.witnessedMessages) words[serial >>> 5]! |= 1 << (serial & 31);
    }
  }

  /** Adds the first `count` of them, and marks with 1 each that was not in the set. */
  addAll(serials: Uint32Array, count: number, isNew: Uint8Array): void {
    let most = 0;
    for (let i = 0; i < count; i++) if (serials[i]! > most) most = serials[i]!;
    if (most >>> 5 >= this.words.length) this.#grow(most >>> 5);
    const { words } = this;
    for (let i = 0; i < count; i++) {
      const serial = serials[i]!;
      const word = words[serial >>> 5]!;
      isNew[i] = ((word >>> (serial & 31)) & 1) ^ 1;
      words[serial >>> 5] = word | (1 << (serial & 31));
    }
  }

  delete(serial: number): void {
    const at = serial >>> 5;
    if (at < this.words.length) this.words[at]! &= ~(1 << (serial & 31));
  }

  get count(): number {
    const { words } = this;
    let n = 0;
    for (let i = 0; i < words.length; i++) if (words[i] !== 0) n += bitsOf(words[i]!);
    return n;
  }

  each(visit: (serial: number) => void): void {
    this.words.forEach((word, at) => {
      for (let rest = word; rest !== 0; rest &= rest - 1) visit(at * 32 + 31 - Math.clz32(rest & -rest));
    });
  }

  /** Becomes what is in any of `some` and in none of `others`. */
  become(some: readonly SerialSet[], others: readonly SerialSet[]): void {
    const length = Math.max(0, ...some.map(({ words }) => words.length));
    if (this.words.length < length) this.words = new Uint32Array(length);
    else this.words.fill(0);
    const to = this.words;
    for (const { words } of some) for (let i = 0; i < words.length; i++) to[i]! |= words[i]!;
    for (const { words } of others) {
      const both = Math.min(words.length, length);
      for (let i = 0; i < both; i++) to[i]! &= ~words[i]!;
    }
  }

  #grow(at: number): void {
    const wider = new Uint32Array(Math.min(WORDS_MAX, Math.max(at + 1, this.words.length * 2)));
    wider.set(this.words);
    this.words = wider;
  }
}

/** Bits set in a word: sums of pairs, of fours, of bytes. */
function bitsOf(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
