/**
 * The ready messages of a queue in the order in which they are given out: slots of its pool. A kind of queue is one of these
 * orders; whoever gives messages out knows only `Ready`.
 */
import { Int32Ring } from '../../base/ring.ts';
import { type MessagePool, ReturnedList } from './messagePool.ts';

/** Why a message comes back: given back, given back because it could not be handled, or its session is gone. */
export type ReturnCause = 'requeue' | 'fail' | 'lost';

export interface Ready {
  readonly length: number;
  /** Published, never delivered before. */
  add(slot: number): void;
  /** Delivered, and given back. */
  giveBack(slot: number, cause: ReturnCause): void;
  /** The next one, left where it is; there must be one. */
  peek(): number;
  /** Takes the next one; there must be one. */
  shift(): number;
  /** All of them in this order, for whoever looks. */
  slots(): Iterable<number>;
}

/** In the order of publishing: what was given back takes its old place [RQ3]. */
export class InOrder implements Ready {
  readonly #fresh = new Int32Ring(64);
  readonly #returned: ReturnedList;
  length = 0;

  constructor(pool: MessagePool) {
    this.#returned = new ReturnedList(pool);
  }

  add(slot: number): void {
    this.length++;
    this.#fresh.push(slot);
  }
  giveBack(slot: number): void {
    this.length++;
    this.#returned.insert(slot);
  }
  // A returned message was published before every one never delivered.
  peek(): number {
    return this.#returned.length > 0 ? this.#returned.peek() : this.#fresh.peek();
  }
  shift(): number {
    this.length--;
    return this.#returned.length > 0 ? this.#returned.shift() : this.#fresh.shift();
  }
  *slots(): Iterable<number> {
    yield* this.#returned.slots();
    yield* slotsIn(this.#fresh);
  }
}

/** Strictly the highest priority first, in the order of publishing inside each [RD12]; a lower one waits for as long as it takes. */
export class ByPriority implements Ready {
  readonly #pool: MessagePool;
  readonly #max: number;
  /** By priority, made when first needed. */
  readonly #levels: InOrder[] = [];
  /** No message has a higher one. */
  #top = 0;
  length = 0;

  /** Priorities are 0 … max. */
  constructor(pool: MessagePool, max: number) {
    this.#pool = pool;
    this.#max = max;
  }

  add(slot: number): void {
    this.#levelOf(slot).add(slot);
    this.length++;
  }
  giveBack(slot: number): void {
    this.#levelOf(slot).giveBack(slot);
    this.length++;
  }
  peek(): number {
    return this.#highest().peek();
  }
  shift(): number {
    this.length--;
    return this.#highest().shift();
  }

  *slots(): Iterable<number> {
    for (const level of this.#levels.toReversed()) yield* level.slots();
  }

  /** A message without a priority has 0, one with a higher priority than there is has the highest. */
  #levelOf(slot: number): InOrder {
    const priority = Math.min(this.#pool.propertiesOf(slot)?.priority ?? 0, this.#max);
    this.#top = Math.max(this.#top, priority);
    while (this.#levels.length <= priority) this.#levels.push(new InOrder(this.#pool));
    return this.#levels[priority]!;
  }

  #highest(): InOrder {
    while (this.#top > 0 && this.#levels[this.#top]!.length === 0) this.#top--;
    return this.#levels[this.#top]!;
  }
}

/** What was given back comes first, in the order in which it came back, and then the rest [RQQ3]. */
export class ReturnsFirst implements Ready {
  readonly #fresh = new Int32Ring(64);
  readonly #returned = new Int32Ring(16);
  length = 0;

  add(slot: number): void {
    this.length++;
    this.#fresh.push(slot);
  }
  giveBack(slot: number, _cause: ReturnCause): void {
    this.length++;
    this.#returned.push(slot);
  }
  peek(): number {
    return this.#returned.length > 0 ? this.#returned.peek() : this.#fresh.peek();
  }
  shift(): number {
    this.length--;
    return this.#returned.length > 0 ? this.#returned.shift() : this.#fresh.shift();
  }
  *slots(): Iterable<number> {
    yield* slotsIn(this.#returned);
    yield* slotsIn(this.#fresh);
  }
}

/** What was given back comes to the end, as what is new; but first what was lost with its session [RQQ3]. */
export class ReturnsLast extends ReturnsFirst {
  override giveBack(slot: number, cause: ReturnCause): void {
    if (cause === 'lost') super.giveBack(slot, cause);
    else this.add(slot);
  }
}

function* slotsIn(ring: Int32Ring): Iterable<number> {
  for (let i = 0; i < ring.length; i++) yield ring.at(i);
}
