/**
 * A producer's connection to one server: the queues of the partitions that server leads, from which requests are made [KP5], and the
 * requests that are not answered. Ready is a batch that is full or has lingered; once any is ready the oldest of every queue goes along.
 */
import { duration, type Instant } from '../base/units.ts';
import { type Broker, type CloseReason, type Delivery, NO_REPLY, type Peer, type ProducePart, type Reply, type Request, type Session } from '../broker/api.ts';
import type { SendSettings } from '../base/workload.ts';
import { type EventHandler, NO_TIMER, Phase, type Scheduler, type TimerId } from '../kernel/scheduler.ts';
import type { Batch } from './batch.ts';
import type { PartitionQueue } from './partitionQueue.ts';
import { DOWN, KAFKA_BACKOFF, Reconnect } from './reconnect.ts';

/** max.request.size */
const REQUEST_BYTES = 1_048_576;
const LINGER = 0;
const TIMEOUT = 1;
const BACKOFF = 2;

interface Flight {
  readonly sentUs: number;
  readonly batches: readonly Batch[];
}

/** How much of what comes a lane acts on: on any record, on those that close a batch, on none until something else happens. */
export const Attention = { Any: 0, Closing: 1, None: 2 } as const;
export type Attention = (typeof Attention)[keyof typeof Attention];

export interface LaneHost {
  readonly scheduler: Scheduler;
  readonly settings: SendSettings;
  readonly destination: number;
  readonly client: string;
  nextId(): number;
  /** What a batch says of its producer. */
  markOf(batch: Batch): ProducePart['mark'];
  onSent(batches: readonly Batch[]): void;
  onAnswer(batches: readonly Batch[], reply: Reply & { kind: 'done' }): void;
  /** No answer will come: not in time, or not any more. */
  onNoAnswer(batches: readonly Batch[]): void;
  /** It is too old to be sent, and is in no queue any more. */
  giveUp(batch: Batch): void;
  onLost(): void;
  /** What is ready cannot be sent: nobody but a timer will notice when its time is over. */
  onStuck(): void;
  onOther(message: Reply): void;
  /** Around everything that happens to a lane but the records it takes. */
  before(): void;
  after(): void;
}

export class ProducerLane implements Peer, EventHandler {
  readonly #host: LaneHost;
  readonly #broker: Broker;
  readonly #reconnect: Reconnect;
  readonly #flights = new Map<number, Flight>();
  #queues: PartitionQueue[] = [];
  #session: Session;
  /** Closed batches in its queues. */
  #ready = 0;
  #linger: TimerId = NO_TIMER;
  #timeout: TimerId = NO_TIMER;
  #lingerUs = 0;
  #isLingerOver = false;
  #isDraining = false;
  /** As it was last planned with. */
  attention: Attention = Attention.Any;
  #plannedUs = 0;
  /** A batch that took records has gone. */
  #hasClosed = false;

  constructor(broker: Broker, host: LaneHost) {
    this.#host = host;
    this.#broker = broker;
    this.#session = broker.open(this, { client: host.client });
    this.#reconnect = new Reconnect(host.scheduler, KAFKA_BACKOFF, () => this.#connect());
  }

  get isUp(): boolean {
    return this.#session !== DOWN;
  }

  // --- what it will do ---

  get #attention(): Attention {
    if (!this.isUp) return Attention.Any;
    const isFull = this.#flights.size >= this.#host.settings.maxInFlight;
    if (this.#ready > 0 || this.#host.settings.lingerUs === 0 || this.#isLingerOver) return isFull ? Attention.None : Attention.Any;
    // The first record of all starts the linger.
    if (this.#linger === NO_TIMER) return Attention.Any;
    return isFull ? Attention.None : Attention.Closing;
  }

  /** Until when it does nothing by itself if nothing happens to it. */
  plan(): number {
    this.attention = this.#attention;
    this.#hasClosed = false;
    this.#plannedUs = this.#wakesUs;
    return this.#plannedUs;
  }

  get #wakesUs(): number {
    return this.#linger === NO_TIMER ? Number.POSITIVE_INFINITY : this.#lingerUs;
  }

  /** It does not stand any more as it was planned with. */
  get isSurprised(): boolean {
    return this.#hasClosed || this.attention !== this.#attention || this.#plannedUs !== this.#wakesUs;
  }

  // --- its partitions ---

  /** In the order of partitions. */
  adopt(queues: PartitionQueue[]): void {
    this.#queues = queues;
    this.#hasClosed = true;
    this.#ready = queues.reduce((n, { closed }) => n + closed, 0);
    const now = this.#host.scheduler.now();
    // The lane that waited for them to be sent again is another one.
    for (const { heldUntilUs } of queues) if (heldUntilUs > now) this.#host.scheduler.at(heldUntilUs as Instant, Phase.Client, this, BACKOFF);
    this.#restartLinger();
  }

  /** `closed` batches more are ready, 0 or more. */
  appended(closed: number): void {
    this.#ready += closed;
    if (this.#ready > 0 || this.#host.settings.lingerUs === 0) this.drain();
    else if (this.#linger === NO_TIMER && !this.#isLingerOver) this.#startLinger(this.#host.scheduler.now() + this.#host.settings.lingerUs);
  }

  /** A batch that has to be sent again, not before `heldUs` from now. */
  putBack(queue: PartitionQueue, batch: Batch, heldUs: number): void {
    queue.putBack(batch);
    this.#ready++;
    if (heldUs === 0) return;
    queue.heldUntilUs = this.#host.scheduler.now() + heldUs;
    this.#host.scheduler.after(duration(heldUs), Phase.Client, this, BACKOFF);
  }

  // --- sending ---

  /** Sends while something is ready and the window has room. */
  drain(): void {
    if (!this.isUp) return this.#host.onStuck();
    // Giving a batch up makes room for records, which would be sent from inside.
    if (this.#isDraining) return;
    this.#isDraining = true;
    this.#sendReady();
    this.#isDraining = false;
  }

  #sendReady(): void {
    while (this.isUp && this.#flights.size < this.#host.settings.maxInFlight) {
      const { lingerUs } = this.#host.settings;
      if (this.#ready === 0 && !(lingerUs === 0 || this.#isLingerOver)) return;
      const batches = this.#collect();
      if (batches.length === 0) {
        if (this.#ready === 0) this.#isLingerOver = false;
        return;
      }
      if (!this.#ship(batches)) return;
    }
  }

  /** The oldest batch of each partition, up to a request's size. */
  #collect(): Batch[] {
    const batches: Batch[] = [];
    const now = this.#host.scheduler.now();
    let bytes = 0;
    for (const queue of this.#queues) {
      const head = this.#headOf(queue, now);
      if (head === undefined || (batches.length > 0 && bytes + head.wireBytes > REQUEST_BYTES)) continue;
      this.#take(queue);
      bytes += head.wireBytes;
      batches.push(head);
    }
    if (this.#ready === 0 && batches.length > 0) this.#restartLinger();
    return batches;
  }

  /** The batch to send next of a partition, if it may be sent now. */
  #headOf(queue: PartitionQueue, now: number): Batch | undefined {
    let { head } = queue;
    const oldestUs = now - this.#host.settings.deliveryTimeoutUs;
    while (head !== undefined && head.openedUs <= oldestUs) {
      this.#take(queue);
      this.#host.giveUp(head);
      ({ head } = queue);
    }
    if (head === undefined || head.attempts === 0) return head;
    if (queue.heldUntilUs > now) return undefined;
    // A numbered batch waits for those before it: sent beside them it could only be out of order again.
    return head.sequence >= 0 && this.hasInFlight(queue.partition, head.order) ? undefined : head;
  }

  #take(queue: PartitionQueue): void {
    if (queue.head !== queue.open) this.#ready--;
    else this.#hasClosed = true;
    queue.shift();
  }

  /** Whether a batch of the partition that is older than `order` is not answered. */
  hasInFlight(partition: number, order: number): boolean {
    for (const { batches } of this.#flights.values()) if (batches.some((b) => b.partition === partition && b.order < order)) return true;
    return false;
  }

  /** Batches left behind go on lingering from the instant the oldest of them was opened. */
  #restartLinger(): void {
    this.#isLingerOver = false;
    this.#stopLinger();
    let oldestUs = Number.POSITIVE_INFINITY;
    for (const { head } of this.#queues) oldestUs = Math.min(oldestUs, head?.openedUs ?? oldestUs);
    if (oldestUs === Number.POSITIVE_INFINITY) return;
    this.#startLinger(Math.max(oldestUs + this.#host.settings.lingerUs, this.#host.scheduler.now()));
  }

  #startLinger(dueUs: number): void {
    this.#lingerUs = dueUs;
    this.#linger = this.#host.scheduler.at(dueUs as Instant, Phase.Client, this, LINGER);
  }

  #stopLinger(): void {
    if (this.#linger !== NO_TIMER) this.#host.scheduler.cancel(this.#linger);
    this.#linger = NO_TIMER;
  }

  #ship(batches: readonly Batch[]): boolean {
    const { acks } = this.#host.settings;
    const id = acks === 0 ? NO_REPLY : this.#host.nextId();
    const parts = batches.map((batch) => ({ partition: batch.partition, batch, mark: this.#host.markOf(batch) }));
    if (!this.#session.submit({ kind: 'produce', id, destination: this.#host.destination, acks, parts })) {
      for (const batch of batches) this.putBack(this.#queues.find((queue) => queue.partition === batch.partition)!, batch, 0);
      // It is ready whatever has lingered: what it waits for is room on the link.
      this.#stopLinger();
      this.#host.onStuck();
      return false;
    }
    if (acks !== 0) {
      this.#flights.set(id, { sentUs: this.#host.scheduler.now(), batches });
      this.#armTimeout();
    }
    this.#host.onSent(batches);
    return true;
  }

  /** A question that is not about batches; false if it cannot be asked here now. */
  ask(request: Request): boolean {
    return this.#session.submit(request);
  }

  // --- answers ---

  receive(message: Reply | Delivery): void {
    if (message.kind === 'delivery') return;
    this.#host.before();
    this.#receive(message);
    this.#host.after();
  }

  #receive(message: Reply): void {
    if (message.kind !== 'done') return this.#host.onOther(message);
    const flight = this.#flights.get(message.id);
    // A late answer to a request already given up.
    if (flight === undefined) return;
    this.#flights.delete(message.id);
    this.#host.onAnswer(flight.batches, message);
    this.drain();
  }

  drained(): void {
    this.#host.before();
    this.drain();
    this.#host.after();
  }

  fire(now: Instant, what: number): void {
    this.#host.before();
    this.#act(now, what);
    this.#host.after();
  }

  #act(now: Instant, what: number): void {
    if (what === LINGER) {
      this.#linger = NO_TIMER;
      this.#isLingerOver = true;
    } else if (what === TIMEOUT) {
      this.#timeout = NO_TIMER;
      this.#expire(now);
    }
    this.drain();
  }

  /** Requests are answered in order, so the first one is the oldest: one timer serves all. */
  #armTimeout(): void {
    if (this.#timeout !== NO_TIMER) return;
    const oldest = this.#flights.values().next().value;
    if (oldest === undefined) return;
    const dueUs = Math.max(oldest.sentUs + this.#host.settings.requestTimeoutUs, this.#host.scheduler.now());
    this.#timeout = this.#host.scheduler.at(dueUs as Instant, Phase.Client, this, TIMEOUT);
  }

  #expire(now: Instant): void {
    for (const [id, { sentUs, batches }] of this.#flights) {
      if (sentUs + this.#host.settings.requestTimeoutUs > now) break;
      this.#flights.delete(id);
      this.#host.onNoAnswer(batches);
    }
    this.#armTimeout();
  }

  // --- the connection ---

  /** Whether the requests on their way arrived is not known: they are sent again, in order, and may then be there twice. */
  closed(_reason: CloseReason): void {
    this.#host.before();
    this.#session = DOWN;
    this.#reconnect.lost();
    const inDoubt = [...this.#flights.values()].flatMap(({ batches }) => batches);
    this.#forgetFlights();
    this.#host.onNoAnswer(inDoubt);
    this.#host.onLost();
    this.#host.after();
  }

  #connect(): void {
    this.#host.before();
    this.#session = this.#broker.open(this, { client: this.#host.client });
    this.drain();
    this.#host.after();
  }

  crash(): void {
    this.#session.close('crash');
    this.#session = DOWN;
    this.#reconnect.stop();
    this.#forgetFlights();
    this.#stopLinger();
    this.#isLingerOver = false;
    this.#ready = 0;
  }
  restart(): void {
    if (!this.isUp && !this.#reconnect.isWaiting) this.#connect();
  }

  #forgetFlights(): void {
    this.#flights.clear();
    this.#host.scheduler.cancel(this.#timeout);
    this.#timeout = NO_TIMER;
  }
}
