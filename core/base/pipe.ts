/**
 * What takes things one after another, each for a known time: bytes through a network card or onto a disk, records through a
 * client's processor. First in, first out without an event: who passes is told when it is through, and the next one counts from
 * there. Exact as long as everything enters in the order of time.
 */
export class Pipe {
  /** What one unit takes, µs; 0: nothing at all, however many there are. */
  #unitUs: number;
  #freeUs = 0;
  #workUs = 0;
  /** Of those that share it, whose last is not through. */
  readonly #inside: Flow[] = [];

  constructor(unitUs = 0) {
    this.#unitUs = unitUs;
  }

  get isLimited(): boolean {
    return this.#unitUs > 0;
  }

  /** What is inside goes on at its own pace. */
  retune(unitUs: number): void {
    this.#unitUs = unitUs;
  }

  /** When `units` that come now are through, not rounded. */
  pass(nowUs: number, units: number): number {
    if (this.#unitUs === 0) return nowUs;
    return this.take(nowUs, units * this.#unitUs);
  }

  /**
   * The same where whoever passes shares the way evenly, as connections share a network card: of k that are inside each goes at a
   * k-th of the pace, and the last is through when it would be first in, first out. Exact for those inside; one that comes later
   * does not hold up what is.
   */
  share(nowUs: number, units: number, flow: Flow): number {
    if (this.#unitUs === 0) return nowUs;
    const us = units * this.#unitUs;
    const freeUs = this.take(nowUs, us);
    const inside = this.#inside;
    let count = 0;
    for (const other of inside) if (other.untilUs > nowUs) inside[count++] = other;
    inside.length = count;
    if (!(flow.untilUs > nowUs)) inside.push(flow);
    flow.untilUs = Math.min(freeUs, Math.max(nowUs, flow.untilUs) + us * inside.length);
    return flow.untilUs;
  }

  /** The same for something small that does not wait: the packets of what is inside let it between them, and are later for it. */
  slip(nowUs: number, units: number): number {
    if (this.#unitUs === 0) return nowUs;
    const us = units * this.#unitUs;
    this.take(nowUs, us);
    return nowUs + us;
  }

  /** The same for something that takes `us`. */
  take(nowUs: number, us: number): number {
    this.#workUs += us;
    this.#freeUs = Math.max(this.#freeUs, nowUs) + us;
    return this.#freeUs;
  }

  /** What `units` take by themselves. */
  costUs(units: number): number {
    return units * this.#unitUs;
  }

  /** How long what is inside takes to be through. */
  backlogUs(nowUs: number): number {
    return Math.max(0, this.#freeUs - nowUs);
  }

  /** How long it was not idle up to now. */
  busyUs(nowUs: number): number {
    return this.#workUs - this.backlogUs(nowUs);
  }

  /** What is inside is lost. */
  clear(nowUs: number): void {
    this.#workUs -= this.backlogUs(nowUs);
    this.#freeUs = nowUs;
  }
}

/** One of those that share a pipe: what it passes is in order. */
export class Flow {
  /** When its last is through. */
  untilUs = 0;
}

/** µs a byte takes at so many bytes per second; 0 is any number of them. */
export const byteUs = (bytesPerSec: number): number => (bytesPerSec === 0 ? 0 : 1_000_000 / bytesPerSec);

/** A network card: what comes in and what goes out do not hinder each other. */
export class Nic {
  readonly in = new Pipe();
  readonly out = new Pipe();
  isLimited = false;

  constructor(bytesPerSec = 0) {
    this.retune(bytesPerSec);
  }

  retune(bytesPerSec: number): void {
    this.isLimited = bytesPerSec > 0;
    this.in.retune(byteUs(bytesPerSec));
    this.out.retune(byteUs(bytesPerSec));
  }
}
