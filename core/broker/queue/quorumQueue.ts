/**
 * A quorum queue [RQQ1–RQQ5]: one queue on several servers, which has a message once most of them have it on disk. Until then it
 * is given to nobody, and its publisher is not told. While most members are down nothing is given out and nothing confirmed; what
 * was confirmed is not lost. What is given back is served first, in the order in which it came back, or without a delivery limit
 * comes to the end. SPEC.md, QQ1–QQ8.
 */
import { Deque } from '../../base/deque.ts';
import type { DroppedReason } from '../../base/reasons.ts';
import type { Duration } from '../../base/units.ts';
import type { Scheduler } from '../../kernel/scheduler.ts';
import type { Books, Message } from '../api.ts';
import { messageBytes } from '../carried.ts';
import type { CrashKind } from '../cluster/cluster.ts';
import type { Receipt } from '../confirms.ts';
import type { Disk } from '../disk/disk.ts';
import type { QueueConsumer } from './consumers.ts';
import { Queue } from './queue.ts';
import type { QueueSettings } from './queueSettings.ts';
import { QuorumLog } from './quorumLog.ts';
import type { QuorumServer } from './quorumMember.ts';
import { ReturnsFirst, ReturnsLast } from './ready.ts';

/** An unlimited prefetch is this one. */
export const PREFETCH_MAX = 2_000;

export interface QuorumSettings extends QueueSettings {
  /** Since 4.3: giving back counts only where something failed [RQQ2]. */
  countsFailuresOnly?: boolean;
}

export class QuorumQueue extends Queue {
  readonly log: QuorumLog;
  readonly #servers: readonly QuorumServer[];
  readonly #countsFailuresOnly: boolean;
  /** Not committed, in order, each with who waits for it. */
  readonly #pending = new Deque<Message>();
  readonly #receipts = new Deque<Receipt | null>();
  /** By slot: whose failures they are, and how many. */
  readonly #failures = new Map<number, { readonly sequence: number; readonly count: number }>();
  /** Of entries that were taken into the queue. */
  #entered = 0;

  constructor(settings: QuorumSettings, books: Books, scheduler: Scheduler, servers: readonly QuorumServer[], delay: Duration) {
    super(settings, books, scheduler, () => (typeof settings.deliveryLimit === 'number' ? new ReturnsFirst() : new ReturnsLast()));
    this.#servers = servers;
    this.#countsFailuresOnly = settings.countsFailuresOnly === true;
    this.log = new QuorumLog(scheduler, servers, delay, {
      committed: (index) => this.#commit(index),
      elected: (kept, lost) => this.#elected(kept, lost),
      available: (isAvailable) => this.#available(isAvailable),
    });
  }

  override retune(settings: QuorumSettings): void {
    super.retune(overshooting(settings));
  }

  /** Published and not committed. */
  get uncommitted(): number {
    return this.#pending.length;
  }
  /** For whoever looks: whether this message is among them. */
  isPending(serial: number): boolean {
    for (let i = 0; i < this.#pending.length; i++) if (this.#pending.at(i)?.serial === serial) return true;
    return false;
  }
  override get inFlight(): number {
    return super.inFlight + this.uncommitted;
  }

  override addConsumer(consumer: QueueConsumer): void {
    capPrefetch(consumer);
    super.addConsumer(consumer);
  }
  override roomAgain(consumer: QueueConsumer): void {
    capPrefetch(consumer);
    super.roomAgain(consumer);
  }

  /** What came back goes to whoever has room before the oldest is pushed out. */
  override dispatch(): void {
    this.handOut();
    super.dispatch();
  }

  override crashed(kind: CrashKind, _nowUs?: number, server?: QuorumServer): void {
    const member = this.log.members[this.#indexOf(server)];
    if (member !== undefined) this.log.crash(member, kind);
  }
  override restarted(server?: QuorumServer): void {
    const member = this.log.members[this.#indexOf(server)];
    if (member !== undefined) this.log.restart(member);
  }

  /** Each member writes to the disk of its own server. */
  override set disk(_disk: Disk) {}

  /** What was not committed goes too; RabbitMQ confirms what a deleted queue had taken. */
  override delete(reason: DroppedReason = 'queue_deleted'): void {
    if (this.isDeleted) return;
    super.delete(reason);
    const lost = this.#pending.length;
    this.#entered += lost;
    this.#pending.clear();
    for (const receipt of takeAll(this.#receipts)) receipt?.release();
    if (lost > 0) this.dropCopies(reason, lost, lost);
  }

  protected override enter(message: Message, receipt: Receipt | undefined): void {
    receipt?.hold();
    this.#pending.push(message);
    this.#receipts.push(receipt ?? null);
    this.log.append(messageBytes(message.size));
  }

  protected override returnsOf(slot: number, isFailure: boolean): number {
    if (!this.#countsFailuresOnly) return super.returnsOf(slot, isFailure);
    const sequence = this.pool.sequence[slot]!;
    const known = this.#failures.get(slot);
    const count = (known?.sequence === sequence ? known.count : 0) + (isFailure ? 1 : 0);
    this.#failures.set(slot, { sequence, count });
    return count;
  }

  /** What died here and the other end has not taken yet counts too, where it is kept [RD10]. */
  protected override isFullFor(size: number): boolean {
    const { maxLength, overflow } = this.settings;
    const kept = overflow === 'reject' && maxLength > 0 ? (this.deadLetters?.leaving ?? 0) : 0;
    return super.isFullFor(size) || (kept > 0 && this.ready + kept >= maxLength);
  }

  #indexOf(server: QuorumServer | undefined): number {
    return server === undefined ? 0 : this.#servers.indexOf(server);
  }

  #commit(index: number): void {
    while (this.#entered < index && this.#pending.length > 0) {
      this.#entered++;
      super.enter(this.#pending.shift()!, undefined);
      this.#receipts.shift()?.release();
    }
  }

  /** What nobody has any more is lost; it was not confirmed. */
  #elected(kept: number, lost: number): void {
    if (lost <= 0) return;
    const messages = takeAll(this.#pending);
    const receipts = takeAll(this.#receipts);
    // None of them is here any more if the queue was deleted meanwhile.
    const gone = messages.splice(kept, lost).length;
    receipts.splice(kept, lost);
    for (const message of messages) this.#pending.push(message);
    for (const receipt of receipts) this.#receipts.push(receipt);
    if (gone > 0) this.dropCopies('broker_crash', gone, gone);
  }

  #available(isAvailable: boolean): void {
    this.isHalted = !isAvailable;
    if (isAvailable) this.dispatch();
  }
}

function takeAll<T>(deque: Deque<T>): T[] {
  return Array.from({ length: deque.length }, () => deque.shift() as T);
}

function capPrefetch(consumer: QueueConsumer): void {
  if (consumer.prefetch === 0) consumer.prefetch = PREFETCH_MAX;
}

/** It begins to refuse when it is already beyond its length: one more is taken than the limit says, and what is not committed besides. */
const overshooting = (settings: QuorumSettings): QuorumSettings =>
  settings.overflow === 'reject' && settings.maxLength > 0 ? { ...settings, maxLength: settings.maxLength + 1 } : settings;
