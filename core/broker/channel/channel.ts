/**
 * An in-process channel as in Go: capacity 0 is a rendezvous [G1]; a send blocks only when the buffer is full [G2]; a
 * receive hands the freed slot to the oldest blocked sender at once [G3]; both sides wait in line [G12, G13]; once closed it
 * is drained and then says so forever [G4]. An unbounded queue is not a Go channel [G17]: a send to one never blocks, and
 * what waits in it is memory, until the process has none left and dies with all of it [G18]. SPEC.md, H1–H10.
 */
import { LIMITS } from '../../base/limits.ts';
import type { RefusedReason } from '../../base/reasons.ts';
import type { Books } from '../api.ts';
import type { ErrorCode } from '../errors.ts';
import type { Held } from '../ledger.ts';
import { type ChannelValue, ValueBuffer } from './valueBuffer.ts';
import { type Leave, Waiters } from './waiters.ts';

/** How a send ends; all but 'none' are panics in Go, and values here. */
export type SendError = Extract<ErrorCode, RefusedReason | 'none'>;
/** Called once, when the value was taken or refused [G5, G15]. */
export type Taken = (error: SendError) => void;
/** Called once: a value, or undefined once there is none and never will be. */
export type Receiver = (value: ChannelValue | undefined) => void;

/** What a send, a receive, a close and a select see of a channel; a nil channel shows the same. */
export interface ChannelEnds {
  /** A send, or a receive, would end at once. */
  readonly canSend: boolean;
  readonly canReceive: boolean;
  send(value: ChannelValue, taken: Taken): void;
  receive(receiver: Receiver): void;
  /** Stands in line although it cannot proceed now: a case of a select. */
  waitToSend(value: ChannelValue, taken: Taken): Leave;
  waitToReceive(receiver: Receiver): Leave;
  close(): ErrorCode;
}

/**
 * Memory one message takes in an unbounded queue besides its bytes, as in Go with a `container/list` of `[]byte`: an element
 * of five words in a 48-byte allocation, and the slice's header of 24 bytes.
 */
export const MESSAGE_OVERHEAD_BYTES = 72;

export class Channel implements ChannelEnds, Held {
  readonly kind = 'channel' as const;
  /** Infinity: unbounded. */
  readonly capacity: number;
  readonly #memoryLimit: number;
  readonly #books: Books;
  readonly #buffer = new ValueBuffer();
  readonly #senders = new Waiters<{ readonly value: ChannelValue; readonly taken: Taken }>();
  readonly #receivers = new Waiters<Receiver>();
  isClosed = false;
  /** Its process ran out of memory. */
  hasCrashed = false;
  /** Told how many messages were lost with the process. */
  onCrash: (lost: number) => void = () => {};
  accepted = 0;
  bytesIn = 0;
  delivered = 0;
  bytesOut = 0;
  refused = 0;
  dropped = 0;

  /** `memoryLimit`: bytes what it holds may take. */
  constructor(capacity: number, books: Books, memoryLimit = Number.POSITIVE_INFINITY) {
    this.capacity = capacity;
    this.#memoryLimit = memoryLimit;
    this.#books = books;
  }

  get length(): number {
    return this.#buffer.length;
  }
  get memoryBytes(): number {
    return this.#buffer.bytes + this.#buffer.length * MESSAGE_OVERHEAD_BYTES;
  }
  get blockedSenders(): number {
    return this.#senders.length;
  }
  get waitingReceivers(): number {
    return this.#receivers.length;
  }
  /** For whoever looks: what it holds, and what blocked senders wait with; oldest first. */
  values(): Iterable<ChannelValue> {
    return this.#buffer.values();
  }
  *blockedValues(): Iterable<ChannelValue> {
    for (const { value } of this.#senders.items()) yield value;
  }
  get stored(): number {
    return this.#buffer.length;
  }
  /** A blocked sender still holds its value. */
  get inFlight(): number {
    return this.#senders.length;
  }
  get #isOver(): boolean {
    return this.isClosed || this.hasCrashed;
  }
  get canSend(): boolean {
    return this.#isOver || this.#receivers.length > 0 || this.length < this.capacity;
  }
  get canReceive(): boolean {
    return this.#isOver || this.length > 0 || this.#senders.length > 0;
  }

  send(value: ChannelValue, taken: Taken): void {
    if (this.hasCrashed) return this.#refuse('process_crash', taken);
    if (this.isClosed) return this.#refuse('channel_closed', taken);
    const receiver = this.#receivers.shift();
    if (receiver !== undefined) {
      this.#accept(value, taken);
      this.#handOver(value, receiver);
    } else if (this.length < this.capacity) this.#store(value, taken);
    else this.waitToSend(value, taken);
  }

  waitToSend(value: ChannelValue, taken: Taken): Leave {
    return this.#senders.push({ value, taken });
  }

  receive(receiver: Receiver): void {
    const value = this.#buffer.shift();
    const sender = this.#senders.shift();
    if (sender !== undefined) {
      this.#accept(sender.value, sender.taken);
      if (value === undefined) return this.#handOver(sender.value, receiver);
      this.#buffer.push(sender.value);
    }
    if (value !== undefined) this.#handOver(value, receiver);
    else if (this.#isOver) receiver(undefined);
    else this.waitToReceive(receiver);
  }

  waitToReceive(receiver: Receiver): Leave {
    return this.#receivers.push(receiver);
  }

  close(): ErrorCode {
    if (this.hasCrashed) return 'process_crash';
    if (this.isClosed) return 'close_of_closed';
    this.isClosed = true;
    for (let sender = this.#senders.shift(); sender !== undefined; sender = this.#senders.shift()) this.#refuse('channel_closed', sender.taken);
    for (let receiver = this.#receivers.shift(); receiver !== undefined; receiver = this.#receivers.shift()) receiver(undefined);
    return 'none';
  }

  /** It is removed: whoever waits at it goes on as at a closed one, and what is in it is lost. */
  remove(): void {
    if (!this.isClosed && !this.hasCrashed) this.close();
    const lost = this.length;
    this.dropped += lost;
    this.#books.dropped('removed', lost);
    this.#buffer.clear();
  }
  /** It is made anew. */
  revive(): void {
    this.isClosed = false;
  }

  #store(value: ChannelValue, taken: Taken): void {
    if (this.memoryBytes + MESSAGE_OVERHEAD_BYTES + value.size > this.#memoryLimit) {
      this.#crash();
      return this.#refuse('process_crash', taken);
    }
    if (this.length >= LIMITS.queueRecords) return this.#refuse('queue_full', taken);
    this.#accept(value, taken);
    this.#buffer.push(value);
  }

  /** Something is stored, so nobody waits at either side. */
  #crash(): void {
    const lost = this.length;
    this.hasCrashed = true;
    this.dropped += lost;
    this.#books.dropped('process_crash', lost);
    this.#buffer.clear();
    this.onCrash(lost);
  }

  #accept(value: ChannelValue, taken: Taken): void {
    this.accepted++;
    this.bytesIn += value.size;
    taken('none');
  }

  #handOver(value: ChannelValue, receiver: Receiver): void {
    this.delivered++;
    this.bytesOut += value.size;
    receiver(value);
  }

  #refuse(reason: Exclude<SendError, 'none'>, taken: Taken): void {
    this.refused++;
    this.#books.refused(reason, 1);
    taken(reason);
  }
}
