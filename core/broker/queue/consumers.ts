/**
 * The consumers of one queue and whose turn it is: those of the highest priority that have room, one after the other [RQ1]; with
 * a single active consumer the one that came first, until it goes [RQ8].
 */
import { Deque } from '../../base/deque.ts';
import type { Selection } from '../jms/selection.ts';
import type { Queue } from './queue.ts';
import type { RoomClock } from './roomClock.ts';

/** One subscription at a queue. */
export interface QueueConsumer {
  /** Who it is, for people. */
  readonly client?: string;
  /** Unsettled deliveries it may hold; 0 = unlimited. */
  prefetch: number;
  /** The highest is served first. */
  readonly priority: number;
  /** Suffers no other beside it [RQ7]. */
  readonly isExclusive: boolean;
  readonly settleOnDelivery: boolean;
  /** JMS: what it takes; undefined: everything. */
  readonly selection?: Selection | undefined;
  unsettled: number;
  /** It stands in a line. */
  isWaiting: boolean;
  /** The clock counts it among those with room. */
  isRoomy?: boolean;
  /** Takes nothing more; it may still settle what it has. */
  isCancelled: boolean;
  /** Hands it a message; the slot stays in the queue until settled. */
  deliver(queue: Queue, slot: number): void;
  /** The queue is gone. */
  ended(): void;
}

const hasRoom = (consumer: QueueConsumer): boolean => consumer.settleOnDelivery || consumer.prefetch === 0 || consumer.unsettled < consumer.prefetch;

interface Line {
  readonly priority: number;
  readonly waiting: Deque<QueueConsumer>;
}

export class Consumers {
  readonly #isSingleActive: boolean;
  /** One that is full stands in line until its turn comes, as in a classic queue [RQ1]. */
  readonly #keepsFull: boolean;
  /** In the order in which they came. */
  readonly #all: QueueConsumer[] = [];
  /** Of those with room, the highest priority first. */
  readonly #lines: Line[] = [{ priority: 0, waiting: new Deque() }];
  /** The line of the highest priority: for most queues the only one. */
  #first = this.#lines[0]!.waiting;
  readonly #clock: RoomClock | undefined;

  constructor(isSingleActive: boolean, keepsFull = true, clock?: RoomClock) {
    this.#isSingleActive = isSingleActive;
    this.#keepsFull = keepsFull;
    this.#clock = clock;
  }

  get count(): number {
    return this.#all.length;
  }
  get all(): readonly QueueConsumer[] {
    return this.#all;
  }
  /** False for one that waits for a single active consumer to go. */
  isActive(consumer: QueueConsumer): boolean {
    return !this.#isSingleActive || this.#all[0] === consumer;
  }

  /** One that suffers no other beside it is alone, and comes only where nobody is [RQ7]. */
  admits(isExclusive: boolean): boolean {
    return this.#all.length === 0 || (!isExclusive && !this.#all[0]!.isExclusive);
  }

  add(consumer: QueueConsumer): void {
    this.#all.push(consumer);
    this.roomAgain(consumer);
  }

  /** It holds one delivery more, or one less. */
  delivered(consumer: QueueConsumer): void {
    if (++consumer.unsettled === consumer.prefetch) this.#look(consumer);
  }
  settled(consumer: QueueConsumer): void {
    if (consumer.unsettled-- === consumer.prefetch) this.#look(consumer);
  }

  /** Tells the clock whether it has room, if that has changed. */
  #look(consumer: QueueConsumer): void {
    const isRoomy = !consumer.isCancelled && hasRoom(consumer) && this.isActive(consumer);
    if (isRoomy === (consumer.isRoomy === true)) return;
    consumer.isRoomy = isRoomy;
    if (isRoomy) this.#clock?.gained();
    else this.#clock?.lost();
  }

  remove(consumer: QueueConsumer): void {
    const wasActive = this.#all[0] === consumer;
    this.#all.splice(this.#all.indexOf(consumer), 1);
    if (consumer.isWaiting) this.#lineOf(consumer.priority).remove(consumer);
    consumer.isWaiting = false;
    this.#look(consumer);
    const next = this.#all[0];
    if (this.#isSingleActive && wasActive && next !== undefined) this.roomAgain(next);
  }

  /** Takes all of them out, for good. */
  clear(): QueueConsumer[] {
    const all = this.#all.splice(0);
    for (const { waiting } of this.#lines) waiting.clear();
    for (const consumer of all) {
      consumer.isWaiting = false;
      consumer.isCancelled = true;
      this.#look(consumer);
    }
    return all;
  }

  /** It stands in line again, if it may and does not yet. */
  roomAgain(consumer: QueueConsumer): void {
    this.#look(consumer);
    if (consumer.isWaiting || !hasRoom(consumer)) return;
    if (this.#isSingleActive && this.#all[0] !== consumer) return;
    this.takeTurn(consumer);
  }

  /** It stands at the end of its line, also when what it was just given filled it: that shows when its turn comes. */
  takeTurn(consumer: QueueConsumer): void {
    if (consumer.isCancelled || !(this.#keepsFull || hasRoom(consumer))) return;
    consumer.isWaiting = true;
    if (this.#lines.length === 1 && consumer.priority === 0) this.#first.push(consumer);
    else this.#lineOf(consumer.priority).push(consumer);
  }

  /** Whose turn it is; undefined while nobody has room. It stands in no line any more, nor do those passed over. */
  next(): QueueConsumer | undefined {
    for (;;) {
      const consumer = this.#first.length > 0 ? this.#first.shift() : this.#lower();
      if (consumer === undefined) return undefined;
      consumer.isWaiting = false;
      if (hasRoom(consumer)) return consumer;
    }
  }

  /**
   * The first in line that has room and may have what is to be given; it stands in no line any more. Those before it keep their
   * place, full ones too. Undefined while none may.
   */
  take(may: (consumer: QueueConsumer) => boolean): QueueConsumer | undefined {
    for (const { waiting } of this.#lines) {
      for (let i = 0; i < waiting.length; i++) {
        const consumer = waiting.at(i)!;
        if (!hasRoom(consumer) || !may(consumer)) continue;
        waiting.remove(consumer);
        consumer.isWaiting = false;
        return consumer;
      }
    }
    return undefined;
  }

  /** Somebody in line has room. */
  get hasRoom(): boolean {
    for (const { waiting } of this.#lines) for (let i = 0; i < waiting.length; i++) if (hasRoom(waiting.at(i)!)) return true;
    return false;
  }

  #lower(): QueueConsumer | undefined {
    return this.#lines.find(({ waiting }) => waiting.length > 0)?.waiting.shift();
  }

  #lineOf(priority: number): Deque<QueueConsumer> {
    const lines = this.#lines;
    for (let i = 0; i < lines.length; i++) if (lines[i]!.priority === priority) return lines[i]!.waiting;
    const waiting = new Deque<QueueConsumer>();
    lines.push({ priority, waiting });
    lines.sort((a, b) => b.priority - a.priority);
    this.#first = lines[0]!.waiting;
    return waiting;
  }
}
