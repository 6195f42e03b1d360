/** Messages of one queue by columns: a slot number stands for a message. Slots are reused; the pool doubles up to the product's limit. */
import { assert } from '../../base/assert.ts';
import { LIMITS } from '../../base/limits.ts';
import type { MessageProperties } from '../../base/workload.ts';
import type { Death, Message } from '../api.ts';

const NONE = -1;

export class MessagePool {
  createdUs = new Float64Array(64);
  /** Place in the queue's publishing order: a requeued message goes back to it [RQ3]. */
  sequence = new Float64Array(64);
  keys = new Uint32Array(64);
  sizes = new Uint32Array(64);
  serials = new Uint32Array(64);
  /** How often it was given back: above 0 it is marked as redelivered [RQ3], above the queue's limit it dies [RQQ1]. */
  returns = new Uint32Array(64);
  /** Links of whatever list a slot is in; the free list uses `next`. */
  next = new Int32Array(64);
  previous = new Int32Array(64);
  /** Of the few that died before and were dead-lettered to here. */
  readonly #deaths = new Map<number, readonly Death[]>();
  /** By slot, since the first message that is not plain. */
  #properties: (MessageProperties | undefined)[] | undefined;
  #free = NONE;
  #used = 0;

  take({ createdUs, key, size, serial, properties }: Message, sequence: number): number {
    let slot = this.#free;
    if (slot === NONE) {
      if (this.#used === this.sizes.length) this.#grow();
      slot = this.#used++;
    } else this.#free = this.next[slot]!;
    this.createdUs[slot] = createdUs;
    this.keys[slot] = key;
    this.sizes[slot] = size;
    this.serials[slot] = serial;
    if (properties !== undefined) (this.#properties ??= [])[slot] = properties;
    else if (this.#properties !== undefined) this.#properties[slot] = undefined;
    this.sequence[slot] = sequence;
    this.returns[slot] = 0;
    return slot;
  }

  /** What a consumer or another queue is given; without a time to live of its own. */
  messageOf(slot: number): Message {
    return {
      createdUs: this.createdUs[slot]!,
      key: this.keys[slot]!,
      size: this.sizes[slot]!,
      serial: this.serials[slot]!,
      properties: this.propertiesOf(slot),
    };
  }

  propertiesOf(slot: number): MessageProperties | undefined {
    return this.#properties?.[slot];
  }

  /** How often, where and why the message died before; newest first. */
  deathsOf(slot: number): readonly Death[] | undefined {
    return this.#deaths.size === 0 ? undefined : this.#deaths.get(slot);
  }
  setDeaths(slot: number, deaths: readonly Death[]): void {
    this.#deaths.set(slot, deaths);
  }

  release(slot: number): void {
    if (this.#deaths.size > 0) this.#deaths.delete(slot);
    this.next[slot] = this.#free;
    this.#free = slot;
  }

  /** Tells the serial of every message in the pool, ready or delivered, in no order; returns how many there are. */
  each(visit: (serial: number) => void): number {
    const isFree = new Uint8Array(this.#used);
    for (let slot = this.#free; slot !== NONE; slot = this.next[slot]!) isFree[slot] = 1;
    let count = 0;
    for (let slot = 0; slot < this.#used; slot++) {
      if (isFree[slot] === 1) continue;
      visit(this.serials[slot]!);
      count++;
    }
    return count;
  }

  #grow(): void {
    const capacity = this.sizes.length * 2;
    assert(capacity <= LIMITS.queueRecords * 4, 'a queue outgrew its limit');
    const wider = <A extends Float64Array | Uint32Array | Uint8Array | Int32Array>(from: A): A => {
      const to = new (from.constructor as new (n: number) => A)(capacity);
      to.set(from as never);
      return to;
    };
    this.createdUs = wider(this.createdUs);
    this.sequence = wider(this.sequence);
    this.keys = wider(this.keys);
    this.sizes = wider(this.sizes);
    this.serials = wider(this.serials);
    this.returns = wider(this.returns);
    this.next = wider(this.next);
    this.previous = wider(this.previous);
  }
}

/**
 * Returned messages in publishing order: an intrusive list, searched from its end because a whole session's deliveries
 * come back in ascending order.
 */
export class ReturnedList {
  readonly #pool: MessagePool;
  #head = NONE;
  #tail = NONE;
  length = 0;

  constructor(pool: MessagePool) {
    this.#pool = pool;
  }

  insert(slot: number): void {
    const { next, previous, sequence } = this.#pool;
    let after = this.#tail;
    while (after !== NONE && sequence[after]! > sequence[slot]!) after = previous[after]!;
    const before = after === NONE ? this.#head : next[after]!;
    previous[slot] = after;
    next[slot] = before;
    if (after === NONE) this.#head = slot;
    else next[after] = slot;
    if (before === NONE) this.#tail = slot;
    else previous[before] = slot;
    this.length++;
  }

  /** The first; the list must not be empty. */
  peek(): number {
    return this.#head;
  }

  /** Takes out a slot that is in the list. */
  remove(slot: number): void {
    const { next, previous } = this.#pool;
    const [before, after] = [previous[slot]!, next[slot]!];
    if (before === NONE) this.#head = after;
    else next[before] = after;
    if (after === NONE) this.#tail = before;
    else previous[after] = before;
    this.length--;
  }

  *slots(): Iterable<number> {
    for (let slot = this.#head; slot !== NONE; slot = this.#pool.next[slot]!) yield slot;
  }

  shift(): number {
    const slot = this.#head;
    this.#head = this.#pool.next[slot]!;
    if (this.#head === NONE) this.#tail = NONE;
    else this.#pool.previous[this.#head] = NONE;
    this.length--;
    return slot;
  }
}
