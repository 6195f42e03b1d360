/**
 * A task that sends into a channel: one value at a time, blocked until it is taken [G1, G2]. What it still wants to send waits
 * in the task. The last of a channel's senders to come to its end may close it. SPEC.md, U14 and U16.
 */
import type { MessageProperties, SendSettings } from '../base/workload.ts';
import { Deque } from '../base/deque.ts';
import type { CloseReason, Delivery, Message, Peer, Reply, Session } from '../broker/api.ts';
import type { Sender, SenderContext } from './sender.ts';

const PUBLISH = 1;
const CLOSE = 2;

/** All that send to one channel, counted as by a Go program's WaitGroup. */
export class SenderGroup {
  /** Those that have not come to their end. */
  live = 0;
  /** One of them closed the channel. */
  isClosing = false;

  /** There is another channel in the place of the one that was closed. */
  reopen(): void {
    this.isClosing = false;
  }
}

export class ChannelSender implements Sender, Peer {
  readonly #context: SenderContext;
  readonly #session: Session;
  readonly #waiting = new Deque<Message>();
  #blocked: Message | undefined;
  #waitingBytes = 0;
  readonly #group: SenderGroup;
  /** What to do once all is sent. */
  #ending: 'nothing' | 'leave' | 'close' = 'nothing';
  #hasLeft = false;
  #settings: SendSettings;
  readonly retried = 0;
  refused = 0;

  constructor(context: SenderContext) {
    this.#context = context;
    this.#settings = context.settings;
    this.#group = context.group ?? new SenderGroup();
    this.#group.live++;
    this.#session = context.broker.open(this, { client: context.client });
  }

  retune(settings: SendSettings): void {
    this.#settings = settings;
  }

  get waiting(): number {
    return this.#waiting.length;
  }
  get unanswered(): number {
    return this.#blocked === undefined ? 0 : 1;
  }
  get stored(): number {
    return 0;
  }
  /** The value of a blocked send is the channel's to count. */
  get inFlight(): number {
    return this.#waiting.length;
  }

  send(createdUs: number, key: number, size: number, serial: number, properties: MessageProperties | undefined): void {
    this.#stay();
    if (this.#waitingBytes + size > this.#settings.bufferBytes) {
      this.refused++;
      this.#context.books.refused('buffer_full', 1);
      this.#context.onGivenUp?.(serial);
      return;
    }
    this.#waiting.push({ createdUs, key, size, serial, properties });
    this.#waitingBytes += size;
    this.#next();
  }

  receive(message: Reply | Delivery): void {
    if (message.kind !== 'done' || message.id !== PUBLISH || this.#blocked === undefined) return;
    const { createdUs, serial } = this.#blocked;
    this.#blocked = undefined;
    if (message.error === 'none') this.#context.onAcknowledged(createdUs, serial);
    else {
      this.refused++;
      this.#context.onGivenUp?.(serial);
    }
    this.#next();
  }

  end(closes: boolean): void {
    this.#ending = closes ? 'close' : 'leave';
    this.#next();
  }

  leave(): void {
    this.#context.books.dropped('removed', this.#waiting.length);
    this.#waiting.clear();
    this.#waitingBytes = 0;
    this.end(false);
  }

  /** An edit brought its load back. */
  #stay(): void {
    this.#ending = 'nothing';
    if (!this.#hasLeft) return;
    this.#hasLeft = false;
    this.#group.live++;
  }

  /** All is sent and taken. */
  #leave(): void {
    if (this.#ending === 'nothing' || this.#hasLeft) return;
    this.#hasLeft = true;
    this.#group.live--;
    if (this.#ending === 'leave' || this.#group.live > 0 || this.#group.isClosing) return;
    // It has no other request on its way, so the session takes it.
    this.#group.isClosing = this.#session.submit({ kind: 'closeChannel', id: CLOSE, destination: this.#context.destination });
  }

  drained(): void {
    this.#next();
  }
  closed(_reason: CloseReason): void {}

  #next(): void {
    if (this.#blocked !== undefined) return;
    const value = this.#waiting.peek();
    if (value === undefined) return this.#leave();
    if (!this.#session.submit({ kind: 'publish', id: PUBLISH, destination: this.#context.destination, ...value })) return;
    this.#waiting.shift();
    this.#waitingBytes -= value.size;
    this.#blocked = value;
  }
}
