/** A broker with exchanges and queues by name, a publisher, and what became of its messages as short words. */
import type { BindingSpec, ExchangeType } from '#core/base/routing.ts';
import type { MessageProperties } from '#core/base/workload.ts';
import { DEFAULT_EXCHANGE, NO_KEY } from '#core/broker/api.ts';
import type { ServerSettings } from '#core/broker/brokerNode.ts';
import { Exchange } from '#core/broker/exchange/exchange.ts';
import { DeadLetterWire } from '#core/broker/queue/deadLetter.ts';
import { Queue } from '#core/broker/queue/queue.ts';
import type { QueueSettings } from '#core/broker/queue/queueSettings.ts';
import { Door, type DoorClient } from './door.ts';

type Node = Queue | Exchange;
/** A binding by its key alone, or whole. */
type Bound = string | BindingSpec;

export class Exchanges {
  readonly door: Door;
  readonly publisher: DoorClient;
  readonly #nodes: { readonly name: string; readonly node: Node }[] = [];
  readonly #numbers = new Map<number, number>();
  #read = 0;

  constructor(settings?: ServerSettings) {
    this.door = new Door(settings);
    this.publisher = this.door.client();
  }

  queue(name: string, settings: Partial<QueueSettings> = {}): Queue {
    return this.#add(name, new Queue({ maxLength: 0, overflow: 'reject', ...settings }, this.door.books, this.door.kernel));
  }
  exchange(name: string, type: ExchangeType): Exchange {
    return this.#add(name, new Exchange(type, this.door.books));
  }
  bind(from: string, to: string, ...bindings: Bound[]): void {
    this.named(from, 'exchange').bind(
      this.#node(to),
      this.id(to),
      bindings.map((one) => (typeof one === 'string' ? { key: one } : one)),
    );
  }
  alternate(from: string, to: string): void {
    this.named(from, 'exchange').setAlternate(this.named(to, 'exchange'), this.id(to));
  }
  deadLetters(from: string, to: string, routingKey?: string): void {
    const { kernel, books } = this.door;
    this.named(from, 'queue').deadLetters = new DeadLetterWire(kernel, books, this.id(from), this.id(to), this.#node(to), { routingKey });
  }

  /** Publishes message `n`; the default exchange is ''. */
  publish(to: string, n: number, properties: MessageProperties = {}): void {
    this.door.books.offered(1);
    const destination = to === '' ? DEFAULT_EXCHANGE : this.id(to);
    const id = this.publisher.ask({ kind: 'publish', destination, createdUs: n, key: NO_KEY, size: 1, serial: n, properties });
    this.#numbers.set(id, n);
    this.#settle();
  }

  /** What the publisher was told since it was asked last: 'ack 1', 'nack 2', 'return 3'. */
  told(): string[] {
    const { received } = this.publisher;
    const news = received.slice(this.#read).flatMap((m) => {
      if (m.kind === 'returned') return [`return ${m.serial}`];
      return m.kind === 'done' ? [`${m.error === 'none' ? 'ack' : 'nack'} ${this.#numbers.get(m.id)}`] : [];
    });
    this.#read = received.length;
    return news;
  }

  /** Takes everything out of a queue: the numbers of its messages, with what they died of where they did. */
  drain(name: string): string[] {
    const client = this.door.client();
    client.consume(this.id(name), { settleOnDelivery: true });
    this.door.settle();
    client.session.close('client');
    this.door.books.consumed(client.deliveries.length);
    this.#settle();
    return client.deliveries.map(({ serial, deaths = [] }) =>
      [`${serial}`, ...deaths.map(({ queue, reason, count }) => `${reason}@${this.#nodes[queue]!.name}:${count}`)].join(' '),
    );
  }

  id(name: string): number {
    return this.#nodes.findIndex((one) => one.name === name);
  }

  named<K extends Node['kind']>(name: string, kind: K): Extract<Node, { kind: K }> {
    const node = this.#node(name);
    if (node.kind !== kind) throw new Error(`${name} is no ${kind}`);
    return node as Extract<Node, { kind: K }>;
  }

  /** Whatever happened, every copy is somewhere. */
  #settle(): void {
    this.door.settle();
    const { difference } = this.door.books.totals();
    if (difference !== 0) throw new Error(`the books differ by ${difference}`);
  }

  #node(name: string): Node {
    const node = this.#nodes[this.id(name)]?.node;
    if (node === undefined) throw new Error(`nothing is called ${name}`);
    return node;
  }

  #add<N extends Node>(name: string, node: N): N {
    this.door.add(this.#nodes.length, node, name);
    this.#nodes.push({ name, node });
    return node;
  }
}
