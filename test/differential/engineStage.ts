/** A script on our engine, through its direct door: one session for each name in it, and virtual time. */
import { unreachable } from '#core/base/assert.ts';
import { isAtLeast, type Profile } from '#core/base/profiles.ts';
import type { BindingSpec, ExchangeType, HeadersMode } from '#core/base/routing.ts';
import { duration } from '#core/base/units.ts';
import type { MessageProperties } from '#core/base/workload.ts';
import { DEFAULT_EXCHANGE, type Death, type Delivery, NO_KEY } from '#core/broker/api.ts';
import { CLOSING_ERRORS, type ErrorCode } from '#core/broker/errors.ts';
import { Exchange } from '#core/broker/exchange/exchange.ts';
import { DeadLetterWire } from '#core/broker/queue/deadLetter.ts';
import { Queue } from '#core/broker/queue/queue.ts';
import type { QueueSettings } from '#core/broker/queue/queueSettings.ts';
import { QuorumQueue } from '#core/broker/queue/quorumQueue.ts';
import { Door, type DoorClient, FREE } from '../support/door.ts';
import type { Action, QueueOptions } from './action.ts';
import { messageWord, type Stage, Transcript } from './transcript.ts';

const MS = 1_000;
/** RabbitMQ's words for why a message died. */
const REASONS = { rejected: 'rejected', expired: 'expired', overflow_head: 'maxlen', delivery_limit: 'delivery_limit' } as const;
const OVERFLOWS = { dropHead: 'dropHead', reject: 'reject', rejectDlx: 'rejectDeadLetter' } as const;
const MODES: Readonly<Record<string, HeadersMode>> = { all: 'all', any: 'any', 'all-with-x': 'allWithX', 'any-with-x': 'anyWithX' };

interface Client {
  readonly door: DoorClient;
  /** Subscriptions by their names in the script. */
  readonly subscriptions: string[];
  prefetch: number;
  /** How much of what it received is written down. */
  read: number;
  /** Requests whose confirm is to be written down, and the message of each. */
  readonly confirms: Map<number, number>;
  isClosed: boolean;
}

interface Named<Target> {
  readonly id: number;
  readonly target: Target;
}

export class EngineStage implements Stage {
  readonly #door: Door;
  /** Since 4.3 only failures count against a quorum queue's delivery limit [RQQ2]. */
  readonly #countsFailuresOnly: boolean;
  readonly #transcript = new Transcript();
  readonly #clients = new Map<string, Client>();
  readonly #queues = new Map<string, Named<Queue>>();
  readonly #exchanges = new Map<string, Named<Exchange>>();
  /** Queues whose dead letters go to something not declared yet. */
  #unwired: (Named<Queue> & { readonly options: QueueOptions })[] = [];
  /** Of each exchange to each end. */
  readonly #bindings = new Map<string, readonly BindingSpec[]>();

  constructor(profile: Profile) {
    this.#door = new Door({ ...FREE, profile });
    this.#countsFailuresOnly = isAtLeast(profile, 'rabbitmq-4.3');
  }

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
        return this.#declareQueue(action);
      case 'exchange':
        return this.#declareExchange(action);
      case 'bind':
        return this.#bind(action);
      case 'publish':
        return this.#publish(action);
      case 'republish': {
        const { door } = this.#client(action.who);
        const { size, serial, deaths } = door.deliveries.findLast(({ createdUs }) => createdUs === action.number)!;
        this.#door.books.offered(1);
        door.ask({ ...this.#address('', action.queue, {}), createdUs: action.number, key: NO_KEY, size, serial, deaths });
        return;
      }
      case 'qos':
        this.#client(action.who).prefetch = action.prefetch;
        return;
      case 'consume':
        return this.#consume(action);
      case 'get':
        for (let n = 0; n < action.count; n++) this.#client(action.who).door.get(this.#index(action.queue));
        return;
      case 'ack':
      case 'nack':
      case 'reject': {
        const { door } = this.#client(action.who);
        const back = verb === 'reject' ? 'fail' : 'requeue';
        const outcome = verb === 'ack' ? verb : action.requeue ? back : 'reject';
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
      case 'delete':
        return this.#named(action.queue).delete();
      case 'restart':
        this.#clients.clear();
        this.#door.broker.crash('power');
        return this.#door.broker.restart();
      default:
        return unreachable(verb);
    }
  }

  // --- what there is ---

  #declareQueue(options: Action & { verb: 'queue' }): void {
    const { name, by } = options;
    const settings = settingsOf(options);
    const known = this.#queues.get(name);
    if (known !== undefined) {
      this.#client(by).door.ask({ kind: 'declare', destination: known.id, as: 'queue', settings });
      return;
    }
    const queue = { id: this.#nextId, target: this.#createQueue(options.type, settings) };
    this.#queues.set(name, queue);
    this.#door.add(queue.id, queue.target, name);
    this.#unwired.push({ ...queue, options });
    this.#wire();
  }

  #createQueue(type: QueueOptions['type'], settings: QueueSettings): Queue {
    const { books, kernel, broker } = this.#door;
    const isPersistent = (properties: MessageProperties | undefined): boolean => properties?.persistent === true;
    if (type === 'classic') return new Queue({ ...settings, isPersistent, forgetsDeliveries: true }, books, kernel);
    return new QuorumQueue({ ...settings, countsFailuresOnly: this.#countsFailuresOnly }, books, kernel, [broker], duration(0));
  }

  #declareExchange({ name, type, alternate, by }: Action & { verb: 'exchange' }): void {
    const known = this.#exchanges.get(name);
    if (known !== undefined) {
      this.#client(by).door.ask({ kind: 'declare', destination: known.id, as: 'exchange', settings: { type } });
      return;
    }
    const exchange = { id: this.#nextId, target: new Exchange(type as ExchangeType, this.#door.books) };
    this.#exchanges.set(name, exchange);
    this.#door.add(exchange.id, exchange.target);
    if (alternate !== undefined) exchange.target.setAlternate(this.#exchangeOf(alternate).target, this.#exchangeOf(alternate).id);
    this.#wire();
  }

  #bind({ exchange, to, toExchange, key, headers, match = 'all' }: Action & { verb: 'bind' }): void {
    const name = `${exchange} ${to}`;
    const bindings = [...(this.#bindings.get(name) ?? []), { key, match: MODES[match]!, arguments: headers }];
    this.#bindings.set(name, bindings);
    const { id, target } = toExchange ? this.#exchangeOf(to) : this.#queues.get(to)!;
    this.#exchangeOf(exchange).target.bind(target, id, bindings);
  }

  /** A wire may lead to what comes later, and to nothing. */
  #wire(): void {
    this.#unwired = this.#unwired.filter(({ id, target, options: { deadTo, deadExchange, deadKey } }) => {
      const to = deadTo === undefined ? this.#exchanges.get(deadExchange ?? '') : this.#queues.get(deadTo);
      if (to !== undefined) target.deadLetters = new DeadLetterWire(this.#door.kernel, this.#door.books, id, to.id, to.target, { routingKey: deadKey });
      return to === undefined;
    });
  }

  // --- what clients do ---

  #publish({ by, exchange, key, numbers, confirm, ttl, size = 1, mandatory, persistent, priority, headers }: Action & { verb: 'publish' }): void {
    const client = this.#client(by);
    this.#door.books.offered(numbers.length);
    const properties = { mandatory, persistent, ...(priority === undefined ? {} : { priority }), ...(headers === undefined ? {} : { headers }) };
    const address = this.#address(exchange, key, properties);
    const life = ttl === undefined ? {} : { ttl: duration(ttl * MS) };
    for (const n of numbers) {
      const id = client.door.ask({ ...address, createdUs: n, key: NO_KEY, size, serial: n, ...life });
      if (confirm) client.confirms.set(id, n);
      this.#door.settle();
    }
  }

  #address(exchange: string, routingKey: string, properties: MessageProperties) {
    const destination = exchange === '' ? DEFAULT_EXCHANGE : (this.#exchanges.get(exchange)?.id ?? this.#nextId);
    return { kind: 'publish' as const, destination, properties: { ...properties, routingKey } };
  }

  #consume({ who, queue, as, prefetch, noAck, exclusive, priority }: Action & { verb: 'consume' }): void {
    const client = this.#client(who);
    client.prefetch = prefetch ?? client.prefetch;
    const subscription = client.subscriptions.push(as) - 1;
    client.door.consume(this.#index(queue), { prefetch: client.prefetch, settleOnDelivery: noAck, subscription, exclusive, priority });
  }

  #drain(queue: string): void {
    const client = this.#door.client();
    for (let taken = -1; taken < client.deliveries.length; ) {
      taken = client.deliveries.length;
      client.ask({ kind: 'get', destination: this.#index(queue), settleOnDelivery: true });
      this.#door.settle();
    }
    client.session.close('client');
    this.#transcript.note(queue, '', ...client.deliveries.map((delivery) => this.#word(delivery)));
    this.#transcript.note(queue, 'end');
  }

  // --- seeing ---

  #read(name: string, client: Client): void {
    const { received, closedBy, closedFor } = client.door;
    for (const message of received.slice(client.read)) {
      if (message.kind === 'delivery') this.#transcript.note(client.subscriptions[message.subscription] ?? name, '', this.#word(message));
      else if (message.kind === 'cancelled') this.#transcript.note(client.subscriptions[message.subscription]!, 'cancelled');
      else if (message.kind === 'returned') this.#transcript.note(name, 'returned', `${message.createdUs}`, 'NO_ROUTE');
      else if (message.kind === 'done') this.#answered(name, client, message.id, message.error);
    }
    client.read = received.length;
    if (closedBy !== undefined && !client.isClosed) this.#transcript.note(name, 'closed', `${CLOSING_ERRORS[closedFor ?? 'none'] ?? closedBy}`);
    client.isClosed = closedBy !== undefined;
  }

  #answered(name: string, { confirms }: Client, id: number, error: ErrorCode): void {
    const number = confirms.get(id);
    if (number !== undefined) this.#transcript.note(name, error === 'none' ? 'ack' : 'nack', `${number}`);
    else if (error !== 'none' && error !== 'queue_full' && error !== 'queue_empty') this.#transcript.note(name, 'error', error);
  }

  #word({ createdUs, redelivered, held, deaths = [] }: Delivery): string {
    // The only copy: whoever gets it has consumed it.
    if (!held) this.#door.books.consumed(1);
    const names = [...this.#queues];
    const named = ({ queue, reason, count }: Death) => ({ queue: names.find(([, { id }]) => id === queue)![0], reason: REASONS[reason], count });
    return messageWord(createdUs, redelivered, deaths.map(named));
  }

  // --- names ---

  #client(who: string): Client {
    const known = this.#clients.get(who);
    if (known !== undefined) return known;
    const client: Client = { door: this.#door.client(), subscriptions: [], prefetch: 0, read: 0, confirms: new Map(), isClosed: false };
    this.#clients.set(who, client);
    return client;
  }

  /** A handle nothing has yet. */
  get #nextId(): number {
    return this.#queues.size + this.#exchanges.size;
  }
  #index(queue: string): number {
    return this.#queues.get(queue)?.id ?? this.#nextId;
  }
  #named(queue: string): Queue {
    return this.#queues.get(queue)!.target;
  }
  #exchangeOf(name: string): Named<Exchange> {
    return this.#exchanges.get(name)!;
  }
}

function settingsOf(options: QueueOptions) {
  const { maxLength = 0, maxBytes = 0, overflow, ttl, expires, deliveryLimit, priorities, singleActive, exclusive, transient } = options;
  const limits = { maxLength, maxBytes, overflow: OVERFLOWS[overflow], deliveryLimit: deliveryLimit ?? null, maxPriority: priorities ?? null };
  const times = { messageTtlUs: ttl === undefined ? null : ttl * MS, expiresUs: expires === undefined ? null : expires * MS };
  return { ...limits, ...times, isSingleActive: singleActive, isExclusive: exclusive, isDurable: !transient } satisfies QueueSettings;
}
