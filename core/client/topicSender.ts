/**
 * Sends to a topic as Kafka's producer does: a batch per partition, sent to the server that leads it (producerLane); what fails or is
 * not answered in time is sent again while there are retries and time left, numbered if the producer is idempotent. A record that
 * finds the buffer full waits for room [KP6].
 */
import type { DroppedReason } from '../base/reasons.ts';
import type { MessageProperties, SendSettings } from '../base/workload.ts';
import type { Instant } from '../base/units.ts';
import { LIMITS } from '../base/limits.ts';
import { type MetadataRequest, NO_KEY, type ProducePart, type Reply } from '../broker/api.ts';
import { type EventHandler, NO_TIMER, Phase, type Scheduler, type TimerId } from '../kernel/scheduler.ts';
import { Batch, RECORD_OVERHEAD_BYTES } from './batch.ts';
import { BlockedSends } from './blockedSends.ts';
import { Leaders } from './leaders.ts';
import { PartitionQueue } from './partitionQueue.ts';
import { Partitioner } from './partitioner.ts';
import { type LaneHost, ProducerLane } from './producerLane.ts';
import { Foresight } from './foresight.ts';
import { type ErrorCode, RETRIABLE } from './retriable.ts';
import type { Feeder, ForeseeingSender, SenderContext } from './sender.ts';
import { tellAcknowledged } from './tellAcknowledged.ts';

/** retry.backoff.max.ms: the back-off doubles up to this, from Kafka 3.7 on. */
const RETRY_BACKOFF_MAX_US = 1_000_000;
const POOLED_BATCHES = 64;

const UNBLOCK = 0;
const OVERDUE = 1;

export class TopicSender implements ForeseeingSender, LaneHost, EventHandler {
  readonly #context: SenderContext;
  readonly #lanes: readonly ProducerLane[];
  readonly #queues: readonly PartitionQueue[];
  readonly #partitioner: Partitioner;
  readonly #leaders: Leaders | undefined;
  readonly #blocked = new BlockedSends();
  readonly #pool: Batch[] = [];
  readonly #unkeyedQueued: () => readonly number[];
  /** Lane of each partition; −1 while nobody leads it. */
  #laneOf: readonly number[];
  #lastId = 0;
  #lastOrder = 0;
  #pid: number;
  #bufferedBytes = 0;
  #unblock: TimerId = NO_TIMER;
  #overdue: TimerId = NO_TIMER;
  readonly #foresight: Foresight;
  #isSurprised = false;
  feeder: Feeder | undefined;
  settings: SendSettings;
  waiting = 0;
  unanswered = 0;
  retried = 0;
  refused = 0;
  /** Told of a record that found the buffer full and waits for room; of one that found none, or waited too long. */
  onBlocked: (serial: number) => void = () => {};
  onRefused: (serial: number) => void = () => {};

  constructor(partitions: number, context: SenderContext) {
    this.#context = context;
    this.settings = context.settings;
    const { cluster } = context;
    this.#lanes = (cluster?.servers ?? [context.broker]).map((server) => new ProducerLane(server, this));
    this.#partitioner = new Partitioner(partitions, context.random, context.keyHash);
    this.#queues = Array.from({ length: partitions }, (_, partition) => new PartitionQueue(partition));
    this.#laneOf = cluster?.leaders ?? Array.from({ length: partitions }, () => 0);
    this.#foresight = new Foresight(this.#queues, this.#partitioner);
    this.#unkeyedQueued = () => this.#queues.map((q) => q.length);
    this.#pid = context.nextPid?.() ?? 0;
    if (cluster !== undefined) {
      const host = { ask: (request: MetadataRequest) => this.#ask(request), onLeaders: (leaders: readonly number[]) => this.#follow(leaders) };
      this.#leaders = new Leaders(context.scheduler, context.destination, host, () => this.nextId());
    }
    this.#settle();
  }

  get scheduler(): Scheduler {
    return this.#context.scheduler;
  }
  get destination(): number {
    return this.#context.destination;
  }
  get client(): string {
    return this.#context.client;
  }
  get stored(): number {
    return 0;
  }
  get inFlight(): number {
    return this.waiting;
  }
  nextId(): number {
    return ++this.#lastId;
  }

  retune(settings: SendSettings): void {
    this.settings = settings;
  }

  foreseeFrom(): number {
    this.#isSurprised = false;
    const untilUs = this.#lanes.reduce((least, lane) => Math.min(least, lane.plan()), Number.POSITIVE_INFINITY);
    if (this.#blocked.length > 0) return -1;
    this.#foresight.begin(this.settings, this.#bufferedBytes);
    return untilUs;
  }

  foresee(key: number, size: number): boolean {
    return this.#foresight.acts(key, size, this.#laneOf, this.#lanes);
  }

  before(): void {
    this.feeder?.catchUp();
  }
  after(): void {
    if (this.feeder === undefined) return;
    if (this.#isSurprised || this.#lanes.some((lane) => lane.isSurprised)) this.feeder.changed();
  }

  // --- taking records ---

  send(createdUs: number, key: number, size: number, serial: number, properties: MessageProperties | undefined): void {
    this.take(this.scheduler.now(), createdUs, key, size, serial, properties);
  }

  take(atUs: number, createdUs: number, key: number, size: number, serial: number, properties: MessageProperties | undefined): void {
    if (this.#blocked.length > 0 || !this.#hasRoom(size)) this.#block(createdUs, key, size, serial, properties);
    else this.#enter(atUs, createdUs, key, size, serial, properties);
  }

  #hasRoom(size: number): boolean {
    return this.#bufferedBytes + size + RECORD_OVERHEAD_BYTES <= this.settings.bufferBytes;
  }

  #enter(atUs: number, createdUs: number, key: number, size: number, serial: number, properties: MessageProperties | undefined): void {
    this.waiting++;
    const partition = this.#partitioner.choose(key);
    const queue = this.#queues[partition]!;
    const closed = this.#append(queue, atUs, createdUs, key, size, serial, properties);
    if (key === NO_KEY) this.#partitioner.appended(size + RECORD_OVERHEAD_BYTES, this.settings.batchBytes, closed > 0, this.#unkeyedQueued);
    this.#lanes[this.#laneOf[partition]!]?.appended(closed);
  }

  /** How many batches this record closed: the one before it, its own, or both. */
  #append(
    queue: PartitionQueue,
    atUs: number,
    createdUs: number,
    key: number,
    size: number,
    serial: number,
    properties: MessageProperties | undefined,
  ): number {
    const bytes = size + RECORD_OVERHEAD_BYTES;
    const limit = this.settings.batchBytes;
    let batch = queue.open;
    let closed = 0;
    if (batch !== undefined && batch.wireBytes + bytes > limit) {
      closed++;
      batch = undefined;
    }
    if (batch === undefined) {
      batch = (this.#pool.pop() ?? new Batch()).open(queue.partition, atUs, ++this.#lastOrder);
      queue.begin(batch);
    }
    batch.push(createdUs, key, size, serial, properties);
    this.#bufferedBytes += bytes;
    if (batch.wireBytes + RECORD_OVERHEAD_BYTES >= limit) {
      queue.open = undefined;
      closed++;
    }
    return closed;
  }

  #block(createdUs: number, key: number, size: number, serial: number, properties: MessageProperties | undefined): void {
    const isHopeless = this.settings.maxBlockUs === 0 || size + RECORD_OVERHEAD_BYTES > this.settings.bufferBytes;
    if (isHopeless || this.#blocked.length >= LIMITS.producerBufferRecords) return this.#refuse(serial);
    this.waiting++;
    this.onBlocked(serial);
    this.#blocked.push(this.scheduler.now() + this.settings.maxBlockUs, createdUs, key, size, serial, properties);
    this.#armUnblock();
  }

  #refuse(serial: number): void {
    this.refused++;
    this.onRefused(serial);
    this.#context.books.refused('buffer_full', 1);
    this.#context.onGivenUp?.(serial);
  }

  #reportGivenUp(batch: Batch): void {
    const { onGivenUp } = this.#context;
    if (onGivenUp !== undefined) for (let r = 0; r < batch.count; r++) onGivenUp(batch.serials[r]!);
  }

  #armUnblock(): void {
    if (this.#unblock === NO_TIMER && this.#blocked.length > 0)
      this.#unblock = this.scheduler.at(this.#blocked.headUntilUs as Instant, Phase.Client, this, UNBLOCK);
  }

  /** Room was made. */
  #admit(): void {
    while (this.#blocked.length > 0 && this.#hasRoom(this.#blocked.headSize)) {
      this.waiting--;
      this.#isSurprised = true;
      this.#blocked.shift((...record) => this.#enter(this.scheduler.now(), ...record));
    }
  }

  // --- what the lanes ask and tell ---

  markOf(batch: Batch): ProducePart['mark'] {
    if (this.settings.isIdempotent) this.#queues[batch.partition]!.number(batch);
    return this.settings.isIdempotent ? { pid: this.#pid, epoch: batch.epoch, sequence: batch.sequence } : undefined;
  }

  onSent(batches: readonly Batch[]): void {
    for (const batch of batches) {
      if (batch.attempts++ > 0) {
        this.retried += batch.count;
        this.#context.books.copied('producer_retry', batch.count);
      } else this.waiting -= batch.count;
      if (this.settings.acks !== 0) this.unanswered += batch.count;
    }
    // Without acknowledgement the batch may still be on its way when the sender is done with it, so it is not pooled.
    if (this.settings.acks !== 0) return;
    for (const batch of batches) for (let r = 0; r < batch.count; r++) this.#context.onUnasked?.(batch.serials[r]!);
    this.#release(batches, false);
  }

  onAnswer(batches: readonly Batch[], { error, errors }: Reply & { kind: 'done' }): void {
    if (error === 'none') {
      for (const batch of batches) this.#acknowledge(batch);
      return this.#release(batches, true);
    }
    const done: Batch[] = [];
    batches.forEach((batch, i) => {
      const own = errors?.[i] ?? error;
      if (own === 'none') this.#acknowledge(batch);
      else {
        this.unanswered -= batch.count;
        if (RETRIABLE.has(own)) return this.#failed(batch, own);
        this.refused += batch.count;
        this.#reportGivenUp(batch);
      }
      done.push(batch);
    });
    this.#release(done, true);
  }

  #acknowledge(batch: Batch): void {
    this.unanswered -= batch.count;
    tellAcknowledged(this.#context, batch);
  }

  onNoAnswer(batches: readonly Batch[]): void {
    for (const batch of batches) {
      this.unanswered -= batch.count;
      this.#retry(batch);
    }
  }

  /** delivery.timeout.ms counts from a batch's first record on, whatever happened since [KP7]. */
  #isOverdue({ openedUs }: Batch): boolean {
    return this.scheduler.now() - openedUs >= this.settings.deliveryTimeoutUs;
  }

  onLost(): void {
    this.#leaders?.refresh();
    this.#armOverdue();
  }

  onOther(message: Reply): void {
    this.#leaders?.receive(message);
  }

  fire(now: Instant, what: number): void {
    this.before();
    this.#act(now, what);
    this.after();
  }

  #act(_now: Instant, what: number): void {
    if (what === UNBLOCK) {
      this.#unblock = NO_TIMER;
      while (this.#blocked.length > 0 && this.#blocked.headUntilUs <= this.scheduler.now()) {
        this.waiting--;
        this.#blocked.shift((_createdUs, _key, _size, serial) => this.#refuse(serial));
      }
      return this.#armUnblock();
    }
    this.#overdue = NO_TIMER;
    this.#isSurprised = true;
    for (const queue of this.#queues) while (queue.head !== undefined && this.#isOverdue(queue.head)) this.giveUp(queue.shift());
    this.#settle();
    this.#armOverdue();
  }

  // --- sending again ---

  #failed(batch: Batch, error: ErrorCode): void {
    const queue = this.#queues[batch.partition]!;
    if (error === 'not_leader_or_follower') this.#leaders?.refresh();
    const isNumberWrong = error === 'out_of_order_sequence' || error === 'invalid_producer_epoch';
    // Nothing before it is missing but in the log: that has lost what it had acknowledged, and numbers begin again.
    if (isNumberWrong && batch.epoch === queue.epoch && !this.#isBehind(batch, queue)) queue.renumber();
    this.#retry(batch);
  }

  /** A batch of its partition before it is still to be sent or answered. */
  #isBehind(batch: Batch, queue: PartitionQueue): boolean {
    return (queue.head !== undefined && queue.head.order < batch.order) || this.#lanes.some((lane) => lane.hasInFlight(batch.partition, batch.order));
  }

  /** The first copy may be in the log all the same: what is on its way is its holder's to account for. */
  #retry(batch: Batch): void {
    if (batch.attempts > this.settings.retries || this.#isOverdue(batch)) return this.giveUp(batch);
    const queue = this.#queues[batch.partition]!;
    const heldUs = Math.min(this.settings.retryBackoffUs * 2 ** (batch.attempts - 1), Math.max(RETRY_BACKOFF_MAX_US, this.settings.retryBackoffUs));
    const lane = this.#lanes[this.#laneOf[batch.partition]!];
    if (lane === undefined) queue.putBack(batch);
    else lane.putBack(queue, batch, heldUs);
    this.#armOverdue();
  }

  /** The buffer has room again: others may come in and be sent before this returns. */
  giveUp(batch: Batch): void {
    this.refused += batch.count;
    if (batch.attempts === 0) {
      this.waiting -= batch.count;
      this.#context.books.dropped('delivery_timeout', batch.count);
    } else if (batch.sequence >= 0) this.#queues[batch.partition]!.renumber();
    this.#reportGivenUp(batch);
    this.#release([batch], false);
  }

  onStuck(): void {
    this.#armOverdue();
  }

  /** While something cannot be sent nothing else would notice that its time is over. */
  #armOverdue(): void {
    if (this.#overdue !== NO_TIMER) return;
    let oldestUs = Number.POSITIVE_INFINITY;
    for (const { head } of this.#queues) oldestUs = Math.min(oldestUs, head?.openedUs ?? oldestUs);
    if (oldestUs === Number.POSITIVE_INFINITY) return;
    const dueUs = Math.max(oldestUs + this.settings.deliveryTimeoutUs, this.scheduler.now() + 1);
    this.#overdue = this.scheduler.at(dueUs as Instant, Phase.Client, this, OVERDUE);
  }

  #release(batches: readonly Batch[], intoPool: boolean): void {
    for (const batch of batches) {
      this.#bufferedBytes -= batch.bytes + batch.count * RECORD_OVERHEAD_BYTES;
      if (intoPool && this.#pool.length < POOLED_BATCHES) this.#pool.push(batch);
    }
    if (this.#blocked.length > 0) this.#admit();
  }

  // --- who leads ---

  #ask(request: MetadataRequest): boolean {
    return this.#lanes.some((lane) => lane.isUp && lane.ask(request));
  }

  #follow(leaders: readonly number[]): void {
    if (leaders.length !== this.#queues.length) return;
    const isChanged = leaders.some((leader, partition) => leader !== this.#laneOf[partition]);
    this.#laneOf = leaders;
    if (isChanged) this.#settle();
    this.#armOverdue();
  }

  /** Each lane has the queues of the partitions its server leads. */
  #settle(): void {
    this.#lanes.forEach((lane, i) => {
      lane.adopt(this.#queues.filter(({ partition }) => this.#laneOf[partition] === i));
      lane.drain();
    });
  }

  // --- the process ---

  crash(reason: DroppedReason = 'client_crash'): void {
    this.#context.books.dropped(reason, this.waiting);
    for (const lane of this.#lanes) lane.crash();
    for (const queue of this.#queues) queue.clear();
    this.#blocked.clear();
    for (const timer of [this.#unblock, this.#overdue]) this.scheduler.cancel(timer);
    this.#unblock = NO_TIMER;
    this.#overdue = NO_TIMER;
    this.#bufferedBytes = 0;
    this.waiting = 0;
    this.unanswered = 0;
  }
  /** Another process, which no partition knows of [KP10]. */
  restart(): void {
    this.#pid = this.#context.nextPid?.() ?? this.#pid;
    for (const lane of this.#lanes) lane.restart();
  }
}
