/**
 * One copy of a partition, on one server: its log, who wrote what of it, how far it is known to be committed, and how much of it is on
 * the disk. It appends what it fetches from the leader, and cuts what the leader does not have. Rules KL12, KL13.
 */
import type { LogSlice, RecordBatch } from '../api.ts';
import type { LogSettings } from '../../base/workload.ts';
import { PartitionLog } from '../log/partitionLog.ts';
import { type EpochEnd, EpochCache } from './epochCache.ts';
import { FlushedEnd } from './flush.ts';

export class Replica {
  /** Index of the server in its cluster. */
  readonly server: number;
  readonly log: PartitionLog;
  readonly epochs = new EpochCache();
  readonly #flush = new FlushedEnd();
  /** Offset behind the last record this replica knows to be committed. */
  highWatermark = 0;
  /** Set by a power cut: what of the log was on the disk. */
  #survives = Number.POSITIVE_INFINITY;

  constructor(server: number, settings?: LogSettings) {
    this.server = server;
    this.log = new PartitionLog(settings);
  }

  get end(): number {
    return this.log.end;
  }

  /** Appends records written under `epoch`; returns the first offset. `from` is the first record's index in the columns, `at` its offset. */
  append(batch: RecordBatch | LogSlice, from: number, epoch: number, nowUs: number, at = this.end): number {
    if (batch.count > 0) this.epochs.begin(epoch, this.end);
    const base = this.log.append(batch, from, nowUs, at);
    this.#flush.appended(this.end, nowUs);
    return base;
  }

  truncate(to: number): void {
    if (to >= this.end) return;
    this.log.truncate(to);
    this.epochs.truncate(to);
    this.#flush.truncated(to);
    this.highWatermark = Math.min(this.highWatermark, to);
  }

  /** Keeps nothing, and goes on at this offset. */
  restartAt(end: number): void {
    this.log.restartAt(end);
    this.epochs.truncate(end);
    this.#flush.restartedAt(end);
    this.highWatermark = end;
    this.#survives = Number.POSITIVE_INFINITY;
  }

  /** Where to cut after the leader said where the epoch of our last record ends in its log [KL12]; the truncation step of KIP-279. */
  divergesAt({ epoch, end }: EpochEnd): number {
    const own = this.epochs.endOf(epoch, this.end);
    return Math.min(end, own.end, this.end);
  }

  /** Where `recover` will cut it. */
  get survives(): number {
    return this.#survives;
  }

  /** The power is gone; nothing is lost before the replica is looked at again. */
  cutPower(nowUs: number): void {
    this.#survives = Math.min(this.#survives, this.#flush.at(nowUs));
  }

  /** Its server is back: what never reached the disk is not there any more. */
  recover(): void {
    this.truncate(this.#survives);
    this.#survives = Number.POSITIVE_INFINITY;
  }
}
