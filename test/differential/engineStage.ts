/** A script on our engine, through its direct door: one session for each name in it, and virtual time. */
import { unreachable } from '#core/base/assert.ts';
import { duration } from '#core/base/units.ts';
import { type Delivery, NO_KEY } from '#core/broker/api.ts';
import type { ErrorCode } from '#core/broker/errors.ts';
import { DeadLetterWire } from '#core/broker/queue/deadLetter.ts';
import { Queue } from '#core/broker/queue/queue.ts';
import { Door, DoorClient } from '../support/door.ts';
import type { Action } from './action.ts';
import { messageWord, type Stage, Transcript } from './transcript.ts';

const MS = 1_000;
/** The reply code RabbitMQ closes a channel with, where we answer with an error. */
const REPLY_CODES: Partial<Record<ErrorCode, number>> = { unknown_delivery_tag: 406, unknown_destination: 404 };
/** RabbitMQ's words for why a message died. */
const REASONS = { rejected: 'rejected', expired: 'expired', overflow_head: 'maxlen', delivery_limit: 'delivery_limit' } as const;

/** What the engine has no way to do yet. */
export class NotYet extends Error {}

interface Client {
  readonly door: DoorClient;
  /** Subscriptions by their names in the script. */
  readonly subscriptions: string[];
  prefetch: number;
  /** How much of what it received is written down. */
  read: number;
  /** Requests whose confirm is to be written down. */
  readonly confirms: Map<number, number>;
}

export class EngineStage implements Stage {
  readonly #door = new Door();
  readonly #transcript = new Transcript();
  readonly #clients = new Map<string, Client>();
  readonly #queues: { readonly name: string; readonly queue: Queue; readonly deadTo: string | undefined }[] = [];

  async act(action: Action): Promise<readonly string[]> {
    this.#do(action);
    this.#door.settle();
    for (const [name, client] of this.#clients) this.#read(name, client);
    const { difference } = this.#door.books.totals();
    if (difference !== 0) this.#transcript.note('books', `differ by ${difference}`);
    return this.#transcript.take();
  }

  #do(action: Action): void {
    const { verb } = action;
    switch (verb) {
      case 'queue':
        return this.#queue(action);
      case 'publish':
        return this.#publish(action);
      case 'qos':
        this.#client(action.who).prefetch = action.prefetch;
        return;
      case 'consume':
        return this.#consume(action);
      case 'get':
        return this.#get(action);
      case 'ack':
      case 'nack':
      case 'reject': {
        const { door } = this.#client(action.who);
        const outcome = verb === 'ack' ? verb : action.requeue ? 'requeue' : 'reject';
        for (const n of action.numbers) door.settle(n, outcome, action.multiple);
        return;
      }
      case 'cancel': {
        const { door, subscriptions } = this.#client(action.who);
        door.ask({ kind: 'cancel', subscription: subscriptions.lastIndexOf(action.as) });
        return;
      }
      case 'close':
      case 'cut':
        this.#client(action.who).door.session.close(verb === 'close' ? 'client' : 'crash');
        this.#clients.delete(action.who);
        return;
      case 'wait':
        return this.#door.wait(action.ms * MS);
      case 'depth':
        return this.#transcript.note(action.queue, '', `${this.#named(action.queue).ready}`);
      case 'drain':
        return this.#drain(action.queue);
      case 'exchange':
      case 'bind':
      case 'delete':
      case 'restart':
        throw new NotYet(verb);
      default:
        return unreachable(verb);
    }
  }

  #queue(action: Action & { verb: 'queue' }): void {
    const { name, type, maxLength = 0, maxBytes, overflow, ttl, expires, deadTo, deadExchange, deliveryLimit, priorities, singleActive, exclusive } = action;
    if (type === 'quorum') throw new NotYet('quorum queues');
    if (maxBytes ?? expires ?? deadExchange ?? priorities) throw new NotYet('that setting of a queue');
    if (singleActive || exclusive || overflow === 'rejectDlx') throw new NotYet('that setting of a queue');
    const settings = { maxLength, overflow, messageTtlUs: ttl === undefined ? null : ttl * MS, deliveryLimit: deliveryLimit ?? null };
    const queue = new Queue(settings, this.#door.books, this.#door.kernel);
    this.#door.add(this.#queues.length, queue);
    this.#queues.push({ name, queue, deadTo });
    // A wire may lead to a queue that comes later, and to none.
    for (const [from, { queue: source, deadTo: wanted }] of this.#queues.entries()) {
      const to = this.#queues.findIndex((other) => other.name === wanted);
      if (to >= 0) source.deadLetters ??= new DeadLetterWire(this.#door.kernel, this.#door.books, from, to, this.#queues[to]!.queue);
    }
  }

  #publish({ by, exchange, key, numbers, confirm, mandatory, ttl, priority, headers, size = 1 }: Action & { verb: 'publish' }): void {
    if (exchange !== '' || mandatory || priority !== undefined || headers !== undefined) throw new NotYet('that way to publish');
    const client = this.#client(by);
    this.#door.books.offered(numbers.length);
    for (const n of numbers) {
      const own = ttl === undefined ? {} : { ttl: duration(ttl * MS) };
      const id = client.door.ask({ kind: 'publish', destination: this.#index(key), createdUs: n, key: NO_KEY, size, serial: n, ...own });
      if (confirm) client.confirms.set(id, n);
      this.#door.settle();
    }
  }

  #consume({ who, queue, as, prefetch, noAck, exclusive, priority }: Action & { verb: 'consume' }): void {
    if (exclusive || priority !== undefined) throw new NotYet('that way to consume');
    const client = this.#client(who);
    client.prefetch = prefetch ?? client.prefetch;
    client.subscriptions.push(as);
    client.door.consume(this.#index(queue), { prefetch: client.prefetch, settleOnDelivery: noAck, subscription: client.subscriptions.length - 1 });
  }

  /** A consumer of so many and no more does what single gets do. */
  #get({ who, queue, count }: Action & { verb: 'get' }): void {
    const client = this.#client(who);
    const subscription = client.subscriptions.push(who) - 1;
    client.door.consume(this.#index(queue), { prefetch: count, subscription });
    this.#door.settle();
    client.door.ask({ kind: 'cancel', subscription });
  }

  #drain(queue: string): void {
    const client = this.#door.client();
    client.consume(this.#index(queue), { settleOnDelivery: true });
    this.#door.settle();
    client.session.close('client');
    this.#transcript.note(queue, '', ...client.deliveries.map((delivery) => this.#word(delivery)));
    this.#transcript.note(queue, 'end');
  }

  #read(name: string, client: Client): void {
    const { received, closedBy } = client.door;
    for (const message of received.slice(client.read)) {
      if (message.kind === 'delivery') this.#transcript.note(client.subscriptions[message.subscription]!, '', this.#word(message));
      else if (message.kind === 'done') this.#answered(name, client, message.id, message.error);
    }
    client.read = received.length;
    if (closedBy !== undefined) this.#transcript.note(name, 'closed', closedBy);
  }

  #answered(name: string, { confirms }: Client, id: number, error: ErrorCode): void {
    const number = confirms.get(id);
    if (number !== undefined) this.#transcript.note(name, error === 'none' ? 'ack' : 'nack', `${number}`);
    else if (error !== 'none' && error !== 'queue_full') this.#transcript.note(name, 'closed', `${REPLY_CODES[error] ?? error}`);
  }

  #word({ createdUs, redelivered, held, deaths = [] }: Delivery): string {
    // The only copy: whoever gets it has consumed it.
    if (!held) this.#door.books.consumed(1);
    return messageWord(
      createdUs,
      redelivered,
      deaths.map(({ queue, reason, count }) => ({ queue: this.#queues[queue]!.name, reason: REASONS[reason], count })),
    );
  }

  #client(who: string): Client {
    const known = this.#clients.get(who);
    if (known !== undefined) return known;
    const client: Client = { door: this.#door.client(), subscriptions: [], prefetch: 0, read: 0, confirms: new Map() };
    this.#clients.set(who, client);
    return client;
  }

  /** A name nobody declared is a destination that is not there. */
  #index(name: string): number {
    return this.#queues.findIndex((queue) => queue.name === name);
  }
  #named(name: string): Queue {
    const found = this.#queues[this.#index(name)];
    if (found === undefined) throw new Error(`no queue ${name}`);
    return found.queue;
  }
}
