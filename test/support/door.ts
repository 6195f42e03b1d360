/** A broker through its direct door: a kernel, the books, one broker, and clients whose peers only write down what they get. */
import type { CloseReason, ConsumeRequest, Delivery, ErrorCode, Hello, Peer, PublishRequest, RecordBatch, Reply, Request, Session } from '#core/broker/api.ts';
import { NO_KEY } from '#core/broker/api.ts';
import { BrokerNode, type ServerSettings } from '#core/broker/brokerNode.ts';
import { Ledger } from '#core/broker/ledger.ts';
import type { ServiceCosts } from '#core/broker/station.ts';
import type { MessageProperties } from '#core/base/workload.ts';
import { instant } from '#core/base/units.ts';
import type { LinkBooks } from '#core/net/simNetwork.ts';
import { Kernel } from '#core/kernel/kernel.ts';

export const FREE: ServiceCosts = { threads: 1, costRequestUs: 0, costRecordUs: 0, costByteUs: 0 };

/** A request without the id, which the client gives. */
type Unsent = Request extends infer R ? (R extends Request ? Omit<R, 'id'> : never) : never;

export class DoorClient implements Peer {
  readonly session: Session;
  readonly received: (Reply | Delivery)[] = [];
  closedBy: CloseReason | undefined;
  closedFor: ErrorCode | undefined;
  drainedTimes = 0;
  #nextId = 1;

  constructor(open: (peer: Peer) => Session) {
    this.session = open(this);
  }

  receive(message: Reply | Delivery): void {
    this.received.push(message);
  }
  drained(): void {
    this.drainedTimes++;
  }
  closed(reason: CloseReason, error?: ErrorCode): void {
    this.closedBy = reason;
    this.closedFor = error;
  }

  /** Sends and returns the id, or 0 when the session is full. */
  ask(request: Unsent): number {
    const id = this.#nextId++;
    return this.session.submit({ ...request, id } as Request) ? id : 0;
  }
  /** The answer to `id`, if it has come. */
  answer<K extends Reply['kind']>(id: number, _kind?: K): (Reply & { kind: K }) | undefined {
    return this.received.find((m) => m.kind !== 'delivery' && m.kind !== 'returned' && m.id === id) as (Reply & { kind: K }) | undefined;
  }
  get deliveries(): Delivery[] {
    return this.received.filter((m) => m.kind === 'delivery');
  }
  /** Deliveries as short words: the number published, with R for redelivered. */
  get words(): string[] {
    return this.deliveries.map((d) => `${d.createdUs}${d.redelivered ? 'R' : ''}`);
  }

  consume(destination: number, how: Partial<Omit<ConsumeRequest, 'kind' | 'id' | 'destination'>> = {}): number {
    return this.ask({ kind: 'consume', destination, subscription: 1, prefetch: 0, settleOnDelivery: false, ...how });
  }
  get(destination: number): number {
    return this.ask({ kind: 'get', destination, settleOnDelivery: false });
  }
  publish(destination: number, n: number, size = 1, properties?: MessageProperties, more: Partial<Pick<PublishRequest, 'ttl' | 'transacted'>> = {}): number {
    return this.ask({ kind: 'publish', destination, createdUs: n, key: NO_KEY, size, serial: n, properties, ...more });
  }
  /** Settles the newest delivery of the message numbered `n`. */
  settle(n: number, outcome: 'ack' | 'requeue' | 'fail' | 'reject', multiple = false): number {
    const found = this.deliveries.findLast((d) => d.createdUs === n);
    return this.ask({ kind: 'settle', tag: found?.tag ?? 0, multiple, outcome });
  }
  get acknowledgements(): string[] {
    return this.received.flatMap((m) => (m.kind === 'done' ? [m.error] : []));
  }
}

export class Door {
  readonly kernel = new Kernel();
  readonly books = new Ledger();
  /** Of links to the broker. */
  readonly linkBooks: LinkBooks = {
    lost: (records) => this.books.dropped('connection_closed', records),
    doubled: (records) => this.books.copied('producer_retry', records),
  };
  readonly broker: BrokerNode;

  constructor(settings: ServerSettings = FREE) {
    this.broker = new BrokerNode(this.kernel, this.books, settings);
    this.books.register(this.broker);
  }

  add<D extends Parameters<BrokerNode['add']>[1]>(id: number, destination: D, name?: string): D {
    this.broker.add(id, destination, name);
    this.books.register(destination);
    return destination;
  }

  client(hello: Hello = { client: 'test' }): DoorClient {
    return new DoorClient((peer) => this.broker.open(peer, hello));
  }

  /** Fires what is due up to now. */
  settle(): void {
    this.kernel.run(this.kernel.now());
  }
  /** Lets time pass. */
  wait(us: number): void {
    const until = instant(this.kernel.now() + us);
    this.kernel.run(until);
    if (this.kernel.now() < until) this.kernel.advanceTo(until);
  }
}

/** Records numbered in `createdUs`; all of one key and size unless told. */
export function batchOf(numbers: readonly number[], { key = NO_KEY, size = 10 } = {}): RecordBatch {
  const n = numbers.length;
  return {
    count: n,
    sizes: new Uint32Array(n).fill(size),
    keys: new Uint32Array(n).fill(key),
    serials: Uint32Array.from(numbers),
    createdUs: Float64Array.from(numbers),
    properties: undefined,
    bytes: n * size,
  };
}
