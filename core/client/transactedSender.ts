/**
 * Sends to a queue or a broadcast in JMS transactions: so many records, then a commit, which makes all of them visible at once
 * [J14]. The commit is what is acknowledged. With the connection its transactions are lost: they are sent again as a whole.
 * SPEC.md, JM10.
 */
import type { DroppedReason } from '../base/reasons.ts';
import type { MessageProperties, SendSettings } from '../base/workload.ts';
import { Deque } from '../base/deque.ts';
import { duration } from '../base/units.ts';
import {
  type CloseReason,
  type CommitTransactionRequest,
  type Delivery,
  NO_REPLY,
  type Peer,
  type PublishRequest,
  type Reply,
  type Session,
} from '../broker/api.ts';
import { RECORD_OVERHEAD_BYTES } from './batch.ts';
import { AMQP_BACKOFF, DOWN, Reconnect } from './reconnect.ts';
import type { Sender, SenderContext } from './sender.ts';

interface Outgoing extends PublishRequest {
  attempts: number;
}
interface Transaction {
  readonly records: Outgoing[];
  isComplete: boolean;
}

export class TransactedSender implements Sender, Peer {
  readonly #context: SenderContext;
  readonly #perTransaction: number;
  readonly #reconnect: Reconnect;
  #session: Session;
  /** Not yet on the link, in order. */
  readonly #waiting = new Deque<Outgoing | CommitTransactionRequest>();
  #waitingBytes = 0;
  /** Those that were never on the link: nobody else holds them. */
  #freshWaiting = 0;
  /** Commits that are not answered, in order, and at the end the transaction that is open. */
  #transactions: Transaction[] = [];
  #bufferBytes: number;
  unanswered = 0;
  refused = 0;
  retried = 0;
  readonly stored = 0;

  constructor(context: SenderContext, perTransaction: number) {
    this.#context = context;
    this.#perTransaction = perTransaction;
    this.#bufferBytes = context.settings.bufferBytes;
    this.#session = context.broker.open(this, { client: context.client });
    this.#reconnect = new Reconnect(context.scheduler, AMQP_BACKOFF, () => this.#connect());
  }

  retune(settings: SendSettings): void {
    this.#bufferBytes = settings.bufferBytes;
  }

  get waiting(): number {
    return this.#freshWaiting;
  }
  get inFlight(): number {
    return this.#freshWaiting;
  }

  send(createdUs: number, key: number, size: number, serial: number, properties: MessageProperties | undefined): void {
    const { destination, books } = this.#context;
    if (this.#waitingBytes + size + RECORD_OVERHEAD_BYTES > this.#bufferBytes) {
      this.refused++;
      books.refused('buffer_full', 1);
      return this.#context.onGivenUp?.(serial);
    }
    const ttl = properties?.ttlUs === undefined ? undefined : duration(properties.ttlUs);
    const record: Outgoing = { kind: 'publish', id: NO_REPLY, destination, createdUs, key, size, serial, ttl, properties, transacted: true, attempts: 0 };
    const open = this.#open();
    open.records.push(record);
    this.unanswered++;
    this.#wait(record);
    if (open.records.length >= this.#perTransaction) this.#commit(open);
    this.drained();
  }

  /** The load has ended: what is left is a transaction of its own. */
  end(): void {
    const last = this.#transactions.at(-1);
    if (last === undefined || last.isComplete) return;
    this.#commit(last);
    this.drained();
  }

  /** Commits are answered in order. */
  receive(message: Reply | Delivery): void {
    if (message.kind !== 'done') return;
    const { records } = this.#transactions.shift()!;
    this.unanswered -= records.length;
    for (const { createdUs, serial } of records) this.#context.onAcknowledged(createdUs, serial);
  }

  drained(): void {
    for (let next = this.#waiting.peek(); next !== undefined && this.#session.submit(next); next = this.#waiting.peek()) {
      this.#waiting.shift();
      if (next.kind === 'publish') this.#left(next);
    }
  }

  /** What the broker kept aside is gone; whether a commit arrived is not known, so that its records may be there twice. */
  closed(_reason: CloseReason): void {
    this.#session = DOWN;
    this.#forgetWaiting();
    for (const { records, isComplete } of this.#transactions) {
      for (const record of records) this.#wait(record);
      if (isComplete) this.#waiting.push(COMMIT);
    }
    this.#reconnect.lost();
  }

  crash(reason: DroppedReason = 'client_crash'): void {
    this.#session.close('crash');
    this.#session = DOWN;
    this.#reconnect.stop();
    this.#context.books.dropped(reason, this.#freshWaiting);
    this.#forgetWaiting();
    this.#transactions = [];
    this.unanswered = 0;
  }
  restart(): void {
    if (this.#session === DOWN && !this.#reconnect.isWaiting) this.#connect();
  }

  #connect(): void {
    this.#session = this.#context.broker.open(this, { client: this.#context.client });
    this.drained();
  }

  #open(): Transaction {
    const last = this.#transactions.at(-1);
    if (last !== undefined && !last.isComplete) return last;
    const open: Transaction = { records: [], isComplete: false };
    this.#transactions.push(open);
    return open;
  }

  #commit(transaction: Transaction): void {
    transaction.isComplete = true;
    this.#waiting.push(COMMIT);
  }

  #wait(record: Outgoing): void {
    this.#waiting.push(record);
    this.#waitingBytes += record.size + RECORD_OVERHEAD_BYTES;
    if (record.attempts === 0) this.#freshWaiting++;
  }

  #left(record: Outgoing): void {
    this.#waitingBytes -= record.size + RECORD_OVERHEAD_BYTES;
    if (record.attempts++ === 0) this.#freshWaiting--;
    else {
      this.retried++;
      this.#context.books.copied('producer_retry', 1);
    }
  }

  #forgetWaiting(): void {
    this.#waiting.clear();
    this.#waitingBytes = 0;
    this.#freshWaiting = 0;
  }
}

const COMMIT: CommitTransactionRequest = { kind: 'commitTransaction', id: 1 };
