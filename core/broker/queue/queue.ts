/**
 * A point-to-point queue: first in, first out; each message to exactly one consumer and gone once settled [J1, J2].
 * Deliveries go in turn to consumers that have room [RQ1, RQ2]; a returned message goes back to its place with the
 * redelivered flag [RQ3, RQ4]. A message may die here, of age, of being rejected, pushed out or given back too often, and is
 * then dropped or dead-lettered. SPEC.md, Q1–Q18 and DL1–DL8.
 */
import { must } from '../../base/assert.ts';
import type { DroppedReason } from '../../base/reasons.ts';
import { duration } from '../../base/units.ts';
import type { Scheduler } from '../../kernel/scheduler.ts';
import type { Books, DeathReason, Message } from '../api.ts';
import type { CrashKind } from '../cluster/cluster.ts';
import type { Receipt } from '../confirms.ts';
import type { Disk } from '../disk/disk.ts';
import type { Held } from '../ledger.ts';
import { Consumers, type QueueConsumer } from './consumers.ts';
import { deadOnArrival, type DeadLetter, isCycle, withDeath } from './deadLetter.ts';
import { Durability } from './durability.ts';
import { Expiry } from './expiry.ts';
import { LengthLimit } from './lengthLimit.ts';
import { Matcher } from '../jms/matcher.ts';
import { PagedOrder } from '../jms/pagedOrder.ts';
import { MessagePool } from './messagePool.ts';
import { QueueFigures } from './queueFigures.ts';
import type { QueueSettings } from './queueSettings.ts';
import { ByPriority, InOrder, type Ready, type ReturnCause } from './ready.ts';
import { Unused } from './unused.ts';

export class Queue extends QueueFigures implements Held {
  readonly kind = 'queue' as const;
  readonly pool = new MessagePool();
  /** Slots of what is ready, in the order in which they are given out; for whoever looks. */
  readonly readySlots = (): Iterable<number> => this.#ready.slots();
  readonly #books: Books;
  readonly #scheduler: Scheduler | undefined;
  readonly #settings: QueueSettings;
  readonly #limit = new LengthLimit();
  readonly #ready: Ready;
  readonly #consumers: Consumers;
  /** Who gets what where consumers may not have everything. */
  readonly #matcher: Matcher | undefined;
  /** What is put in does not live for ever; from then on there is an expiry. */
  #hasTtl = false;
  #expiry: Expiry | undefined;
  readonly #unused: Unused | undefined;
  /** The session an exclusive queue belongs to. */
  #owner: object | undefined;
  #nextSequence = 0;
  #isDispatching = false;
  #readyBytes = 0;
  #durability: Durability | undefined;
  /** Nothing is given out and nothing expires: its server is down, or too few of its members are there. */
  protected isHalted = false;
  /** Its server is down: what another server routes here is refused. */
  #isDown = false;
  /** It is gone: what is sent to it is lost, and nobody can read from it. */
  isDeleted = false;
  /** Why, once it is. */
  #deletedFor: DroppedReason = 'queue_deleted';
  /** Told when it is gone, and how many it took along: exchanges that are bound to it forget it. */
  readonly whenDeleted: ((lost: number) => void)[] = [];

  /** Only a queue that expires, or whose messages do, needs the scheduler. */
  constructor(settings: QueueSettings, books: Books, scheduler?: Scheduler, order?: () => Ready) {
    super();
    this.#settings = { ...settings };
    this.#books = books;
    this.#scheduler = scheduler;
    this.#consumers = new Consumers(settings.isSingleActive === true, order === undefined, this.room.on(scheduler));
    const page = settings.isJms === true ? new PagedOrder(this.pool) : undefined;
    this.#ready = order?.() ?? page ?? (typeof settings.maxPriority === 'number' ? new ByPriority(this.pool, settings.maxPriority) : new InOrder(this.pool));
    this.#matcher = page && this.#createMatcher(page);
    this.#unused = typeof settings.expiresUs === 'number' ? new Unused(this.#time(), duration(settings.expiresUs), this) : undefined;
    this.retune(settings);
  }

  retune(settings: QueueSettings): void {
    Object.assign(this.#settings, settings);
    this.#limit.retune(settings);
    this.#hasTtl = typeof settings.messageTtlUs === 'number';
  }

  get settings(): Readonly<QueueSettings> {
    return this.#settings;
  }
  get ready(): number {
    return this.#ready.length;
  }
  get stored(): number {
    return this.ready;
  }
  get inFlight(): number {
    return this.unsettled + this.wires.total('leaving');
  }
  get consumers(): number {
    return this.#consumers.count;
  }
  get isInUse(): boolean {
    return this.consumers > 0 || this.isHalted;
  }

  /** The disk of the server it is on; without one all of it survives a crash. */
  set disk(disk: Disk) {
    this.#durability = new Durability(disk, this.#settings.isPersistent);
  }

  /** False when refused: the queue is full and does not push out [RD4]. It holds the receipt while it is not sure of the message. */
  publish(message: Message, receipt?: Receipt): boolean {
    if (this.#expiry !== undefined) this.#dropExpired();
    if (this.isFullFor(message.size)) return this.#refuse(message);
    this.enter(message, receipt);
    return true;
  }

  /** A message that died in another queue: a publish without its own time to live, and without an answer [RD8]. */
  takeDead(letter: DeadLetter): boolean {
    if (this.#expiry !== undefined) this.#dropExpired();
    if (this.isFullFor(letter.size)) return false;
    this.enter(letter, undefined);
    return true;
  }

  /** Whether a session may read from it: an exclusive queue belongs to the first that does [RQ7]. */
  claim(session: object): boolean {
    if (this.#settings.isExclusive === true) this.#owner ??= session;
    return this.#owner === undefined || this.#owner === session;
  }
  /** The session is over. */
  release(session: object): void {
    if (this.#owner === session) this.delete();
  }

  /** Whether a consumer may come, beside those there are [RQ7]. */
  admits(isExclusive: boolean): boolean {
    return this.#consumers.admits(isExclusive);
  }

  /** For people: who reads it, and who only waits to. */
  get readers(): readonly { readonly consumer: QueueConsumer; readonly isActive: boolean }[] {
    return this.#consumers.all.map((consumer) => ({ consumer, isActive: this.#consumers.isActive(consumer) }));
  }
  /** When the message that goes next was produced; undefined while none waits. */
  get headCreatedUs(): number | undefined {
    return this.ready === 0 ? undefined : this.pool.createdUs[this.#ready.peek()];
  }

  addConsumer(consumer: QueueConsumer): void {
    this.#consumers.add(consumer);
    this.#matcher?.came(consumer);
    this.dispatch();
  }

  /** Its unsettled deliveries are the session's to return. */
  removeConsumer(consumer: QueueConsumer): void {
    if (consumer.isCancelled) return;
    consumer.isCancelled = true;
    this.#consumers.remove(consumer);
    this.#matcher?.left(consumer);
    if (this.consumers === 0) this.#unused?.touch();
  }

  /** A consumer's limit rose, or a message came back: give out what can go. */
  roomAgain(consumer: QueueConsumer): void {
    this.#consumers.roomAgain(consumer);
    this.dispatch();
  }

  /** Hands the next message to one that stands in no line and asks for it now; false when there is none. */
  pull(consumer: QueueConsumer): boolean {
    this.#unused?.touch();
    if (this.#expiry !== undefined) this.#dropExpired();
    if (this.ready === 0) return false;
    this.#deliver(consumer);
    return true;
  }

  acknowledge(slot: number, consumer: QueueConsumer): void {
    this.#settle(consumer);
    this.pool.release(slot);
    this.settled++;
    this.#books.consumed(1);
  }

  /** When the message's time is over, µs; undefined: never. */
  expiresUsOf(slot: number): number | undefined {
    return this.#expiry?.endUs(slot);
  }

  reject(slot: number, consumer: QueueConsumer, reason: 'rejected' | 'expired' = 'rejected'): void {
    this.#settle(consumer);
    this.#die(slot, reason);
  }

  /** `dispatch` follows, once all that comes back together is back. */
  requeue(slot: number, consumer: QueueConsumer, cause: ReturnCause = 'fail'): void {
    this.#settle(consumer);
    this.pool.returns[slot]!++;
    if (this.isDeleted || this.returnsOf(slot, cause !== 'requeue') > (this.#settings.deliveryLimit ?? Number.POSITIVE_INFINITY))
      return this.#die(slot, 'delivery_limit');
    this.#ready.giveBack(slot, cause);
    this.#readyBytes += this.pool.sizes[slot]!;
  }

  /** How often it was given back, as far as that counts [RQQ1]. */
  protected returnsOf(slot: number, _isFailure: boolean): number {
    return this.pool.returns[slot]!;
  }

  /** Its consumers are told, what was ready is lost and not dead-lettered [RD2, RQ7]; what they hold they may still settle. */
  delete(reason: DroppedReason = 'queue_deleted'): void {
    if (this.isDeleted) return;
    this.isDeleted = true;
    this.#deletedFor = reason === 'removed' ? reason : 'queue_deleted';
    for (const tell of this.whenDeleted.splice(0)) tell(this.ready);
    for (const consumer of this.#consumers.clear()) consumer.ended();
    this.discardReady(reason);
  }

  /** It is declared again: empty, and nobody's. */
  revive(): void {
    this.isDeleted = false;
    this.#owner = undefined;
    this.#unused?.touch();
  }

  /** Its server is down, and all sessions there: what it kept in memory only is lost, and itself if it is not durable [RC3]. */
  crashed(kind: CrashKind): void {
    this.#isDown = this.isHalted = true;
    const { isDurable, isPersistent, forgetsDeliveries } = this.#settings;
    if (isDurable === false) return this.delete('broker_crash');
    const slots = Array.from({ length: this.ready }, () => this.#shift());
    for (const slot of slots) {
      const survives = this.#durability?.survives(slot, this.pool.propertiesOf(slot), kind) ?? isPersistent?.(this.pool.propertiesOf(slot)) ?? true;
      if (!survives) this.#drop(slot, 'broker_crash');
      else {
        if (forgetsDeliveries === true) this.pool.returns[slot] ||= 1;
        this.#ready.giveBack(slot, 'lost');
        this.#readyBytes += this.pool.sizes[slot]!;
      }
    }
  }
  restarted(): void {
    this.#isDown = this.isHalted = false;
    this.#unused?.touch();
    this.dispatch();
  }

  /** Forgets all that is ready, each copy with its reason. */
  discardReady(reason: DroppedReason): void {
    while (this.ready > 0) this.#drop(this.#shift(), reason);
  }

  /** Hands out messages while there are any and someone has room. Not re-entered: a delivery may bring the next call. */
  dispatch(): void {
    if (this.#limit.pushesOut) this.#dropOverLimit();
    if (this.#expiry !== undefined) this.#dropExpired();
    this.handOut();
  }

  protected handOut(): void {
    if (this.#isDispatching || this.isHalted) return;
    this.#isDispatching = true;
    while (this.#ready.length > 0) {
      const consumer = this.#matcher === undefined ? this.#consumers.next() : this.#matcher.next();
      if (consumer === undefined) break;
      this.#deliver(consumer);
    }
    this.#isDispatching = false;
  }

  #deliver(consumer: QueueConsumer): void {
    const slot = this.#shift();
    this.delivered++;
    this.bytesOut += this.pool.sizes[slot]!;
    if (this.pool.returns[slot]! > 0) this.redelivered++;
    if (consumer.settleOnDelivery) this.settled++;
    else {
      this.#consumers.delivered(consumer);
      this.unsettled++;
    }
    this.#consumers.takeTurn(consumer);
    consumer.deliver(this, slot);
    if (consumer.settleOnDelivery) this.pool.release(slot);
    if (this.#expiry !== undefined) this.#dropExpired();
  }

  /** What was not refused goes in. */
  protected enter(message: Message, receipt: Receipt | undefined): void {
    const { size, ttl, deaths } = message;
    const slot = this.pool.take(message, this.#nextSequence++);
    if (deaths !== undefined) this.pool.setDeaths(slot, deaths);
    if (this.#expiry !== undefined || ttl !== undefined || this.#hasTtl) this.#limitLife(slot, ttl);
    if (this.#durability?.takesTime === true && this.#settings.isDurable !== false) this.#durability.write(slot, message, receipt, this.pool.sizes.length);
    this.#ready.add(slot);
    this.#readyBytes += size;
    this.accepted++;
    this.bytesIn += size;
    // Deliver now or expire: whoever has room gets it before its time is looked at [RD2].
    this.handOut();
    if (this.#expiry !== undefined) this.#dropExpired();
    if (this.#limit.pushesOut) this.#dropOverLimit();
  }

  /** The books count it as refused; what dies of it all the same is one copy more. */
  #refuse(message: Message): boolean {
    // No binding leads to a queue that is gone: what is sent to it goes nowhere, and its publisher is not told.
    if (this.isDeleted) return this.dropCopies('unroutable', 1, 1);
    this.refused++;
    this.#books.refused(this.#isDown ? 'queue_down' : 'queue_full', 1);
    if (this.#isDown) return false;
    const wire = this.deadLetters;
    if (this.#settings.overflow === 'rejectDeadLetter' && wire !== undefined) {
      this.#books.copied('dead_letter', 1);
      wire.send(deadOnArrival(message, wire.from));
    }
    return false;
  }

  /** The shorter of the queue's and the message's time to live counts, from now on [RD1]. */
  #limitLife(slot: number, ttl: Message['ttl']): void {
    const { messageTtlUs } = this.#settings;
    this.#expiry ??= new Expiry(this.#time(), () => this.#dropExpired());
    const own = messageTtlUs === null || messageTtlUs === undefined ? ttl : duration(Math.min(messageTtlUs, ttl ?? messageTtlUs));
    this.#expiry.set(slot, own, this.pool.sizes.length);
  }

  #dropExpired(): void {
    const expiry = must(this.#expiry, 'expiry');
    if (this.isHalted) return;
    while (this.ready > 0) {
      const head = this.#ready.peek();
      if (!expiry.isOver(head)) return expiry.watch(head);
      this.#die(this.#shift(), 'expired');
    }
  }

  /** The message is in none of the queue's lists any more: it goes over the wire, or nowhere [RD8, RD9]. */
  #die(slot: number, reason: DeathReason): void {
    this.deaths[reason] = (this.deaths[reason] ?? 0) + 1;
    if (this.isDeleted) return this.#drop(slot, this.#deletedFor);
    const wire = this.deadLetters;
    if (wire === undefined || !wire.takes(this.pool.propertiesOf(slot))) return this.#drop(slot, reason);
    const deaths = withDeath(this.pool.deathsOf(slot) ?? [], wire.from, reason);
    if (isCycle(deaths, wire.to)) return this.#drop(slot, 'dead_letter_cycle');
    wire.send({ ...this.pool.messageOf(slot), deaths });
    this.pool.release(slot);
  }

  #drop(slot: number, reason: DroppedReason): void {
    this.pool.release(slot);
    this.dropCopies(reason, 1);
  }
  protected dropCopies(reason: DroppedReason, count: number, arriving = 0): true {
    this.accepted += arriving;
    this.gone += count;
    this.#books.dropped(reason, count);
    return true;
  }

  /** A queue that is gone takes nothing. */
  protected isFullFor(size: number): boolean {
    const limit = this.#limit;
    return this.#ready.length >= limit.refuseAt || (limit.hasBytes && limit.refusesBytes(this.#readyBytes + size)) || this.isDeleted || this.#isDown;
  }

  #shift(): number {
    const slot = this.#ready.shift();
    this.#readyBytes -= this.pool.sizes[slot]!;
    return slot;
  }

  #settle(consumer: QueueConsumer): void {
    this.unsettled--;
    this.#consumers.settled(consumer);
  }

  /** A length limit counts ready messages, and drops the oldest [RD3, RD5]; the oldest of the highest priority [RD13]. */
  #dropOverLimit(): void {
    while (this.ready > 0 && this.#limit.isOver(this.ready, this.#readyBytes)) {
      this.overflowed++;
      this.#die(this.#shift(), 'overflow_head');
    }
  }

  #createMatcher(page: PagedOrder): Matcher {
    return new Matcher(this.pool, page, this.#consumers, {
      isOver: (slot) => this.#expiry !== undefined && this.#expiry.isOver(slot),
      dropExpired: () => this.#dropExpired(),
    });
  }

  #time(): Scheduler {
    return must(this.#scheduler, 'the scheduler of a queue that expires, or whose messages do');
  }
}
