/**
 * An in-process channel as in Go: capacity 0 is a rendezvous [G1]; a send blocks only when the buffer is full [G2]; a
 * receive hands the freed slot to the oldest blocked sender at once [G3]; both sides wait in line [G12, G13]; once closed it
 * is drained and then says so forever [G4]. SPEC.md, H1–H5.
 */
import type { Books } from '../api.ts';
import type { Held } from '../ledger.ts';

export interface ChannelValue {
  readonly createdUs: number;
  readonly key: number;
  readonly size: number;
}
/** Called once: true when the value was taken, false when the channel was closed under the sender [G14]. */
type Taken = (taken: boolean) => void;
/** Called once: a value, or undefined once the channel is closed and drained. */
type Receiver = (value: ChannelValue | undefined) => void;

export class Channel implements Held {
  readonly kind = 'channel' as const;
  readonly capacity: number;
  readonly #books: Books;
  readonly #buffer: ChannelValue[] = [];
  readonly #senders: { value: ChannelValue; taken: Taken }[] = [];
  readonly #receivers: Receiver[] = [];
  isClosed = false;
  accepted = 0;
  bytesIn = 0;
  delivered = 0;
  bytesOut = 0;
  refused = 0;

  constructor(capacity: number, books: Books) {
    this.capacity = capacity;
    this.#books = books;
  }

  get length(): number {
    return this.#buffer.length;
  }
  get blockedSenders(): number {
    return this.#senders.length;
  }
  get waitingReceivers(): number {
    return this.#receivers.length;
  }
  get stored(): number {
    return this.#buffer.length;
  }
  /** A blocked sender still holds its value. */
  get inFlight(): number {
    return this.#senders.length;
  }

  send(value: ChannelValue, taken: Taken): void {
    if (this.isClosed) return this.#refuse(taken);
    const receiver = this.#receivers.shift();
    if (receiver !== undefined) {
      this.#accept(value, taken);
      this.#handOver(value, receiver);
    } else if (this.#buffer.length < this.capacity) {
      this.#accept(value, taken);
      this.#buffer.push(value);
    } else this.#senders.push({ value, taken });
  }

  receive(receiver: Receiver): void {
    const value = this.#buffer.shift();
    const sender = value === undefined || this.#senders.length > 0 ? this.#senders.shift() : undefined;
    if (sender !== undefined) {
      this.#accept(sender.value, sender.taken);
      if (value === undefined) return this.#handOver(sender.value, receiver);
      this.#buffer.push(sender.value);
    }
    if (value !== undefined) this.#handOver(value, receiver);
    else if (this.isClosed) receiver(undefined);
    else this.#receivers.push(receiver);
  }

  /** False when it was closed before. */
  close(): boolean {
    if (this.isClosed) return false;
    this.isClosed = true;
    for (const { taken } of this.#senders.splice(0)) this.#refuse(taken);
    for (const receiver of this.#receivers.splice(0)) receiver(undefined);
    return true;
  }

  #accept(value: ChannelValue, taken: Taken): void {
    this.accepted++;
    this.bytesIn += value.size;
    taken(true);
  }

  #handOver(value: ChannelValue, receiver: Receiver): void {
    this.delivered++;
    this.bytesOut += value.size;
    receiver(value);
  }

  #refuse(taken: Taken): void {
    this.refused++;
    this.#books.refused('channel_closed', 1);
    taken(false);
  }
}
