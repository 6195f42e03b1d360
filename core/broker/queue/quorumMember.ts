/**
 * One member of a quorum queue: how much of the log it has, and how much of that on its disk. It takes one batch at a time: across
 * the network, onto the disk, and its answer back; the leader's own goes to the disk only.
 */
import type { Nic } from '../../base/pipe.ts';
import { type Duration, duration, type Instant } from '../../base/units.ts';
import { type EventHandler, NO_TIMER, Phase, type Scheduler } from '../../kernel/scheduler.ts';
import type { CrashKind } from '../cluster/cluster.ts';
import type { Disk, WriteWaiter } from '../disk/disk.ts';
import type { QuorumLog } from './quorumLog.ts';

/** Where a batch is. */
const ARRIVES = 0;
const ANSWERED = 1;

/** A server that holds a member. */
export interface QuorumServer {
  readonly disk: Disk;
  readonly nic: Nic;
}

export class QuorumMember implements EventHandler, WriteWaiter {
  readonly #log: QuorumLog;
  readonly #scheduler: Scheduler;
  readonly #disk: Disk;
  readonly nic: Nic;
  readonly #delay: Duration;
  isUp = true;
  /** The newest entry it has; and the newest on its disk, as it is and as the leader knows. */
  received = 0;
  #onDisk = 0;
  synced = 0;
  /** The newest entry of the batch on its way. */
  #end = 0;
  /** Of the log's bytes those it was sent, and those of the batch on its way. */
  #sentBytes = 0;
  #bytes = 0;
  #isBusy = false;
  #timer = NO_TIMER;

  constructor(log: QuorumLog, scheduler: Scheduler, { disk, nic }: QuorumServer, delay: Duration) {
    this.#log = log;
    this.#scheduler = scheduler;
    this.#disk = disk;
    this.nic = nic;
    this.#delay = delay;
  }

  /** What it lacks goes on its way from the leader, unless a batch still is. */
  send(): void {
    if (!this.isUp || this.#isBusy || this.#log.leader === undefined || this.synced >= this.#log.end) return;
    this.#isBusy = true;
    this.#end = this.#log.end;
    this.#bytes = this.#log.bytes - this.#sentBytes;
    this.#sentBytes = this.#log.bytes;
    if (this.#isLeader) this.#arrived();
    else this.#timer = this.#scheduler.after(this.#travelTime(this.#log.leader), Phase.Engine, this, ARRIVES);
  }

  /** Out of the leader's card, in at its own. */
  #travelTime({ nic }: QuorumMember): Duration {
    if (!nic.isLimited) return this.#delay;
    const now = this.#scheduler.now();
    const throughUs = Math.max(nic.out.pass(now, this.#bytes), this.nic.in.pass(now, this.#bytes));
    return duration(Math.round(throughUs - now) + this.#delay);
  }

  fire(_now: Instant, step: number): void {
    this.#timer = NO_TIMER;
    if (step === ARRIVES) this.#arrived();
    else this.#answered();
  }

  /** The batch is on its disk. */
  release(): void {
    this.#onDisk = this.#end;
    if (this.#isLeader) this.#answered();
    else this.#timer = this.#scheduler.after(this.#delay, Phase.Engine, this, ANSWERED);
  }

  /** What it has after a crash: all it was given, or what was on the disk when the power went. */
  crash(kind: CrashKind): void {
    this.isUp = false;
    this.#scheduler.cancel(this.#timer);
    this.#timer = NO_TIMER;
    this.#isBusy = false;
    if (kind === 'process') this.#onDisk = this.received;
    else this.received = this.#onDisk;
  }
  /** `end` is the newest entry there is. */
  restart(end: number): void {
    this.isUp = true;
    this.cut(end);
  }

  /** Entries after this one are not part of the log. */
  cut(end: number): void {
    this.received = Math.min(this.received, end);
    this.#onDisk = Math.min(this.#onDisk, end);
    this.#end = Math.min(this.#end, end);
    this.synced = this.#onDisk;
  }

  get #isLeader(): boolean {
    return this.#log.leader === this;
  }

  #arrived(): void {
    this.received = this.#end;
    if (this.#disk.isSafe(this.#disk.write(this.#bytes))) this.release();
    else this.#disk.waitForNewest(this);
  }

  #answered(): void {
    this.#isBusy = false;
    this.synced = this.#onDisk;
    this.#log.advance();
    this.send();
  }
}
