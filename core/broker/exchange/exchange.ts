/**
 * An exchange: a message published to it goes to every queue its bindings lead to, one copy each, or is gone. It holds
 * nothing; the copies it makes, and what reaches no queue, are written in the books. Where a message goes depends on its
 * properties only, so each way is worked out once and kept until a binding changes. SPEC.md, X1–X8.
 */
import { LIMITS } from '../../base/limits.ts';
import type { BindingSpec, ExchangeType } from '../../base/routing.ts';
import type { MessageProperties } from '../../base/workload.ts';
import type { Books, DestinationId, Message } from '../api.ts';
import type { Receipt } from '../confirms.ts';
import type { Held } from '../ledger.ts';
import { type DeadLetter, isCycle } from '../queue/deadLetter.ts';
import type { Queue } from '../queue/queue.ts';
import { type BindingTable, createBindingTable } from './bindings.ts';

/** From an exchange to what it is bound to, however many bindings there are; or to its alternate exchange. */
export class Way {
  readonly from: Exchange;
  readonly to: Queue | Exchange;
  /** The queue's handle: a dead letter names the queues it came through by it. */
  readonly id: DestinationId;
  /** Among the ways out of its exchange. */
  readonly order: number;
  bindings: readonly BindingSpec[] = [];
  records = 0;
  bytes = 0;

  constructor(from: Exchange, to: Queue | Exchange, id: DestinationId, order: number) {
    this.from = from;
    this.to = to;
    this.id = id;
    this.order = order;
  }
}

/** Where messages of the same properties go. */
interface Route {
  /** Every way that is taken, in order; none leads where another did. */
  readonly ways: readonly Way[];
  /** Those of them that end in a queue, as `queues`. */
  readonly toQueues: readonly Way[];
  readonly queues: readonly Queue[];
  /** The exchanges it comes by, and how many ways it takes out of each: at the last a message ends that reaches no queue. */
  readonly stops: readonly { readonly exchange: Exchange; readonly out: number }[];
}

/** What a publisher is told: `confirmed` also of a message that no queue wanted [RX5]. */
export type PublishOutcome = 'confirmed' | 'refused' | 'returned';

export class Exchange implements Held {
  readonly kind = 'exchange' as const;
  readonly type: ExchangeType;
  readonly #books: Books;
  #ways: Way[] = [];
  #alternate: Way | undefined;
  #table: BindingTable<Way> | undefined;
  #looksAtHeaders = false;
  /** By routing key, or by all properties where a headers exchange can be reached. */
  readonly #routes = new Map<string | MessageProperties | undefined, Route>();
  /** Exchanges that lead here: what they know of ways ends with a binding of ours. */
  readonly #sources = new Set<Exchange>();
  #isForgetting = false;
  readonly stored = 0;
  readonly inFlight = 0;
  accepted = 0;
  bytesIn = 0;
  /** Copies that went on, to queues and exchanges. */
  delivered = 0;
  bytesOut = 0;
  /** Gone here: no queue was reached, or one did not take a dead letter. */
  dropped = 0;
  /** Given back to their publishers, since no queue was reached. */
  returned = 0;

  constructor(type: ExchangeType, books: Books) {
    this.type = type;
    this.#books = books;
  }

  /** What goes to this end from now on, by all the bindings there are to it: they are one way. `id` is the handle of `to`. */
  bind(to: Queue | Exchange, id: DestinationId, bindings: readonly BindingSpec[]): Way {
    let way = this.#ways.find((one) => one.to === to);
    if (way === undefined) {
      way = new Way(this, to, id, (this.#ways.at(-1)?.order ?? 0) + 1);
      this.#ways.push(way);
      if (to.kind === 'exchange') to.#sources.add(this);
      else to.whenDeleted.push(() => this.unbind(to));
    }
    way.bindings = bindings;
    this.#forget();
    return way;
  }

  /** Takes all bindings to this end away, as the end of a queue does. */
  unbind(to: Queue | Exchange): void {
    this.#ways = this.#ways.filter((way) => way.to !== to);
    this.#forget();
  }

  /** Where a message goes that no binding matches [RX6]. */
  setAlternate(to: Exchange, id: DestinationId): Way {
    this.#alternate = new Way(this, to, id, 0);
    to.#sources.add(this);
    this.#forget();
    return this.#alternate;
  }

  removeAlternate(): void {
    this.#alternate = undefined;
    this.#forget();
  }

  /** A copy for each queue; one that refuses makes a refusal of the whole, whatever the others did [RD6]. */
  publish(message: Message, receipt?: Receipt): PublishOutcome {
    const { queues, stops } = this.#take(message);
    if (queues.length === 0) return this.#unroutable(message, stops.at(-1)!.exchange);
    let isRefused = false;
    for (const queue of queues) if (!queue.publish(message, receipt)) isRefused = true;
    return isRefused ? 'refused' : 'confirmed';
  }

  /** A message that died in a queue of which this is the dead-letter exchange: nobody waits for an answer, nothing is given back. */
  takeDead(letter: DeadLetter): boolean {
    const { toQueues, stops } = this.#take(letter);
    if (toQueues.length === 0) {
      stops.at(-1)!.exchange.dropped++;
      this.#books.dropped('unroutable', 1);
    }
    for (const { to, id } of toQueues) {
      if (isCycle(letter.deaths, id)) this.#lose('dead_letter_cycle');
      else if (!to.takeDead(letter)) this.#lose('dead_letter_refused');
    }
    return true;
  }

  #take(message: Message): Route {
    const route = this.#routeOf(message.properties);
    const { size } = message;
    for (const { exchange, out } of route.stops) {
      exchange.accepted++;
      exchange.bytesIn += size;
      exchange.delivered += out;
      exchange.bytesOut += out * size;
    }
    for (const way of route.ways) {
      way.records++;
      way.bytes += size;
    }
    if (route.queues.length > 1) this.#books.copied('fan_out', route.queues.length - 1);
    return route;
  }

  #unroutable({ properties }: Message, last: Exchange): PublishOutcome {
    if (properties?.mandatory === true) {
      last.returned++;
      this.#books.refused('returned', 1);
      return 'returned';
    }
    last.dropped++;
    this.#books.dropped('unroutable', 1);
    return 'confirmed';
  }

  #lose(reason: 'dead_letter_cycle' | 'dead_letter_refused'): void {
    this.dropped++;
    this.#books.dropped(reason, 1);
  }

  #routeOf(properties: MessageProperties | undefined): Route {
    if (this.#table === undefined) this.#arrange();
    const by = this.#looksAtHeaders ? properties : (properties?.routingKey ?? '');
    let route = this.#routes.get(by);
    if (route === undefined) {
      route = this.#find(properties);
      if (this.#routes.size >= LIMITS.cachedRoutes) this.#routes.clear();
      this.#routes.set(by, route);
    }
    return route;
  }

  /** Every exchange is asked once, however the bindings go round; the key and the headers stay as they are [RX6]. */
  #find(properties: MessageProperties | undefined): Route {
    const ways: Way[] = [];
    const seen = new Set<Queue | Exchange>([this]);
    const exchanges: Exchange[] = [this];
    for (const exchange of exchanges) {
      for (const way of exchange.#waysFor(properties)) {
        if (seen.has(way.to)) continue;
        seen.add(way.to);
        ways.push(way);
        if (way.to.kind === 'exchange') exchanges.push(way.to);
      }
    }
    const toQueues = ways.filter(({ to }) => to.kind === 'queue');
    const stops = exchanges.map((exchange) => ({ exchange, out: ways.filter(({ from }) => from === exchange).length }));
    return { ways, toQueues, queues: toQueues.map(({ to }) => to as Queue), stops };
  }

  /** In the order in which they were made. */
  #waysFor(properties: MessageProperties | undefined): Way[] {
    const found = new Set<Way>();
    this.#bindings().match(properties?.routingKey ?? '', properties?.headers, (way) => found.add(way));
    if (found.size === 0) return this.#alternate === undefined ? [] : [this.#alternate];
    return [...found].sort((a, b) => a.order - b.order);
  }

  #bindings(): BindingTable<Way> {
    return this.#table ?? this.#arrange();
  }

  #arrange(): BindingTable<Way> {
    const table = createBindingTable<Way>(this.type);
    for (const way of this.#ways) for (const binding of way.bindings) table.add(binding, way);
    this.#table = table;
    this.#looksAtHeaders = this.#reaches(new Set());
    return table;
  }

  /** Whether a headers exchange may be asked for a message that comes here. */
  #reaches(seen: Set<Exchange>): boolean {
    if (this.type === 'headers') return true;
    seen.add(this);
    return [...this.#ways, this.#alternate].some((way) => way?.to.kind === 'exchange' && !seen.has(way.to) && way.to.#reaches(seen));
  }

  #forget(): void {
    if (this.#isForgetting) return;
    this.#isForgetting = true;
    this.#table = undefined;
    this.#routes.clear();
    for (const source of this.#sources) source.#forget();
    this.#isForgetting = false;
  }
}
