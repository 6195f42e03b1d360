/**
 * The outstanding deliveries of one session: tags count up from 1, each is settled at most once [RQ9, RX7]. Rings by
 * tag, so finding one is an index, and closing the session returns all in the order of their tags [RQ4].
 */
import { Int32Ring } from '../../base/ring.ts';

const SETTLED = -1;

export class Deliveries {
  readonly #slots = new Int32Ring(16);
  readonly #owners = new Int32Ring(16);
  #firstTag = 1;

  /** Tag of the newest delivery; 0 before any. */
  get lastTag(): number {
    return this.#firstTag + this.#slots.length - 1;
  }

  /** `owner` is the session's index of the subscription. Returns the tag. */
  add(slot: number, owner: number): number {
    this.#slots.push(slot);
    this.#owners.push(owner);
    return this.lastTag;
  }

  isOutstanding(tag: number): boolean {
    return tag >= this.#firstTag && tag <= this.lastTag && this.#slots.at(tag - this.#firstTag) !== SETTLED;
  }
  slotOf(tag: number): number {
    return this.#slots.at(tag - this.#firstTag);
  }
  ownerOf(tag: number): number {
    return this.#owners.at(tag - this.#firstTag);
  }

  /** Forgets an outstanding delivery. */
  settle(tag: number): void {
    this.#slots.set(tag - this.#firstTag, SETTLED);
    while (this.#slots.length > 0 && this.#slots.at(0) === SETTLED) {
      this.#slots.shift();
      this.#owners.shift();
      this.#firstTag++;
    }
  }

  /** Outstanding tags up to `tag`, ascending; a list of its own, so they can be settled while going through it. */
  upTo(tag: number): number[] {
    const tags: number[] = [];
    for (let t = this.#firstTag; t <= Math.min(tag, this.lastTag); t++) if (this.isOutstanding(t)) tags.push(t);
    return tags;
  }
}
