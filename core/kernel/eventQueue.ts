/**
 * The pending set: slots ordered by (integer key, order of pushing), at a cost that hardly depends on how many there are.
 * A stable ladder queue (Tang, Goh and Thng 2005, without sequence numbers): far keys wait unsorted in `top`; when their time
 * comes they are spread over a rung of buckets, a crowded bucket over a finer rung, and only a handful is ever sorted, in `front`.
 * Equal keys always share one FIFO list, and lists are moved whole and in order: so ties come out as they went in.
 * All keys in front ≤ those of the finest rung ≤ … ≤ those of the coarsest ≤ `top`. SPEC.md, K31.
 */
import { Rung } from './rung.ts';
import { SortedFront } from './sortedFront.ts';

/** Up to this many slots are sorted rather than spread. */
const CROWD = 48;
/** A rung divides a stretch by 48 or more, so ten levels resolve 2^53; fronts that keep growing before the ladder use the rest. */
const RUNGS_MAX = 16;
const NONE = -1;

export class EventQueue {
  #keys = new Float64Array(64);
  /** The next slot in the same list; of the last one, the first. */
  #links = new Int32Array(64);
  readonly #front = new SortedFront();
  /** Coarsest first; only the first `#open` hold anything, and each of them does. */
  readonly #rungs: Rung[] = [];
  #open = 0;
  /** Keys from here on go to top. */
  #topStart = 0;
  #topTail = NONE;
  #topSize = 0;
  #topMin = 0;
  #topMax = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Room for slots below `capacity`. */
  reserve(capacity: number): void {
    if (capacity <= this.#keys.length) return;
    const keys = this.#keys;
    const links = this.#links;
    this.#keys = new Float64Array(capacity);
    this.#keys.set(keys);
    this.#links = new Int32Array(capacity);
    this.#links.set(links);
  }

  /** `slot` must not be in the queue, and `key` not lie before a key already popped. */
  push(slot: number, key: number): void {
    this.#keys[slot] = key;
    this.#size++;
    if (key >= this.#topStart) this.#pushTop(slot, key);
    else this.#pushLadder(slot, key);
  }

  /** The earliest slot, or −1. */
  peek(): number {
    const front = this.#front;
    if (front.head === front.tail && !this.#refill()) return NONE;
    return front.slots[front.head] as number;
  }

  /** Key of the slot that peek just returned. */
  get headKey(): number {
    return this.#front.keys[this.#front.head] as number;
  }

  /** Removes the slot that peek just returned. */
  dropHead(): void {
    this.#front.head++;
    this.#size--;
  }

  /** Drops the slots for which `keep` is false; it is asked once about each. */
  sweep(keep: (slot: number) => boolean): void {
    const { slots, head, tail } = this.#front;
    const kept: number[] = [];
    for (let i = head; i < tail; i++) if (keep(slots[i] as number)) kept.push(slots[i] as number);
    for (let level = this.#open - 1; level >= 0; level--) {
      const rung = this.#rungs[level] as Rung;
      while (rung.size > 0) rung.size -= this.#collect(rung.take(), keep, kept);
    }
    if (this.#topTail !== NONE) this.#collect(this.#topTail, keep, kept);
    this.#front.clear();
    this.#open = 0;
    this.#topStart = 0;
    this.#topTail = NONE;
    this.#topSize = 0;
    // Equal keys stand in one list, or the later ones in top: pushed again in this order they keep theirs.
    for (const slot of kept) this.#pushTop(slot, this.#keys[slot] as number);
    this.#size = kept.length;
  }

  #collect(tail: number, keep: (slot: number) => boolean, kept: number[]): number {
    let visited = 0;
    let slot = tail;
    do {
      slot = this.#links[slot] as number;
      visited++;
      if (keep(slot)) kept.push(slot);
    } while (slot !== tail);
    return visited;
  }

  #pushTop(slot: number, key: number): void {
    const links = this.#links;
    const tail = this.#topTail;
    this.#topTail = slot;
    this.#topSize++;
    if (tail === NONE) {
      links[slot] = slot;
      this.#topMin = key;
      this.#topMax = key;
      return;
    }
    links[slot] = links[tail] as number;
    links[tail] = slot;
    if (key < this.#topMin) this.#topMin = key;
    else if (key > this.#topMax) this.#topMax = key;
  }

  #pushLadder(slot: number, key: number): void {
    const open = this.#open;
    for (let level = 0; level < open; level++) {
      const rung = this.#rungs[level] as Rung;
      const position = (key - rung.start) * rung.scale;
      if (position >= rung.current) {
        rung.add(slot, position, this.#links);
        return;
      }
    }
    const front = this.#front;
    if (front.size >= CROWD && open < RUNGS_MAX && front.isInside(key)) this.#spreadFront(slot, key);
    else front.put(slot, key);
  }

  /** Brings the earliest slots into the empty front; false if there are none at all. */
  #refill(): boolean {
    if (this.#size === 0) {
      this.#topStart = 0;
      return false;
    }
    this.#front.clear();
    if (this.#open === 0) this.#lowerTop();
    while (this.#front.size === 0) this.#lowerBucket();
    return true;
  }

  /** All that is left stands in top: it becomes the front or the coarsest rung, and top begins anew beyond it. */
  #lowerTop(): void {
    const tail = this.#topTail;
    const min = this.#topMin;
    const max = this.#topMax;
    const size = this.#topSize;
    this.#topStart = max;
    this.#topTail = NONE;
    this.#topSize = 0;
    if (size <= CROWD || min === max) this.#sort(tail);
    else this.#spread(tail, min, max, size);
  }

  /** The next bucket of the finest rung becomes the front, or a finer rung if it is crowded. An exhausted rung gives up its level first. */
  #lowerBucket(): void {
    const rung = this.#rungs[this.#open - 1] as Rung;
    const tail = rung.take();
    const links = this.#links;
    const keys = this.#keys;
    let size = 0;
    let min = Number.POSITIVE_INFINITY;
    let max = 0;
    let slot = tail;
    do {
      slot = links[slot] as number;
      const key = keys[slot] as number;
      if (key < min) min = key;
      if (key > max) max = key;
      size++;
    } while (slot !== tail);
    rung.size -= size;
    if (rung.size === 0) this.#open--;
    if (size <= CROWD || min === max || this.#open === RUNGS_MAX) this.#sort(tail);
    else this.#spread(tail, min, max, size);
  }

  /** Into the front, which is empty. */
  #sort(tail: number): void {
    const front = this.#front;
    const links = this.#links;
    let slot = tail;
    do {
      slot = links[slot] as number;
      front.put(slot, this.#keys[slot] as number);
    } while (slot !== tail);
  }

  #spread(tail: number, min: number, max: number, size: number): void {
    const rung = this.#openRung(min, max, size);
    const links = this.#links;
    const keys = this.#keys;
    let slot = links[tail] as number;
    for (let i = 0; i < size; i++) {
      const next = links[slot] as number;
      rung.add(slot, ((keys[slot] as number) - min) * rung.scale, links);
      slot = next;
    }
  }

  /** Too many stand before the ladder: they become its finest rung, and `slot` finds its place anew. */
  #spreadFront(slot: number, key: number): void {
    const { keys, slots, head, tail } = this.#front;
    const min = keys[head] as number;
    const rung = this.#openRung(min, keys[tail - 1] as number, tail - head);
    for (let i = head; i < tail; i++) rung.add(slots[i] as number, ((keys[i] as number) - min) * rung.scale, this.#links);
    this.#front.clear();
    this.#pushLadder(slot, key);
  }

  #openRung(min: number, max: number, size: number): Rung {
    const level = this.#open++;
    const rung = this.#rungs[level] ?? new Rung();
    this.#rungs[level] = rung;
    rung.open(min, max, size);
    return rung;
  }
}
