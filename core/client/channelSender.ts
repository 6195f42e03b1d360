/** A task that sends into a channel: one value at a time, blocked until it is taken [G1, G2]. What it still wants to send waits in the task. */
import { Deque } from '../base/deque.ts';
import type { CloseReason, Delivery, Peer, Reply, Session } from '../broker/api.ts';
import type { Sender, SenderContext, SendSettings } from './sender.ts';

interface Outgoing {
  readonly createdUs: number;
  readonly key: number;
  readonly size: number;
}

export class ChannelSender implements Sender, Peer {
  readonly #context: SenderContext;
  readonly #session: Session;
  readonly #waiting = new Deque<Outgoing>();
  #blocked: Outgoing | undefined;
  #waitingBytes = 0;
  #settings: SendSettings;
  readonly retried = 0;
  refused = 0;

  constructor(context: SenderContext) {
    this.#context = context;
    this.#settings = context.settings;
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

  send(createdUs: number, key: number, size: number): void {
    if (this.#waitingBytes + size > this.#settings.bufferBytes) {
      this.refused++;
      this.#context.books.refused('buffer_full', 1);
      return;
    }
    this.#waiting.push({ createdUs, key, size });
    this.#waitingBytes += size;
    this.#next();
  }

  receive(message: Reply | Delivery): void {
    if (message.kind !== 'done' || this.#blocked === undefined) return;
    if (message.error === 'none') this.#context.onAcknowledged(this.#blocked.createdUs);
    else this.refused++;
    this.#blocked = undefined;
    this.#next();
  }

  drained(): void {
    this.#next();
  }
  closed(_reason: CloseReason): void {}

  #next(): void {
    if (this.#blocked !== undefined) return;
    const value = this.#waiting.peek();
    if (value === undefined) return;
    if (!this.#session.submit({ kind: 'publish', id: 1, destination: this.#context.destination, ...value })) return;
    this.#waiting.shift();
    this.#waitingBytes -= value.size;
    this.#blocked = value;
  }
}
