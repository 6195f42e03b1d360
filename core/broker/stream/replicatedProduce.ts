/** A produce request to partitions that have a leader and followers: each part is answered by its partition, the request by all of them. */
import type { RefusedReason } from '../../base/reasons.ts';
import type { Books, ProducePart, ProduceRequest, Reply } from '../api.ts';
import type { ErrorCode } from '../errors.ts';
import { LIMITS } from '../../base/limits.ts';
import type { Partition } from './partition.ts';
import type { Topic } from './topic.ts';

export interface LeaderSide {
  /** Which server is asked. */
  readonly server: number;
  readonly books: Books;
  readonly nowUs: number;
  /** Followers have something to fetch. */
  wakeFollowers(partition: Partition): void;
}

/** Errors the books have a name for; the others refuse nothing that was not there. */
const REFUSALS: Partial<Record<ErrorCode, RefusedReason>> = {
  unknown_destination: 'unknown_destination',
  log_full: 'log_full',
  not_leader_or_follower: 'not_leader',
  not_enough_replicas: 'not_enough_replicas',
  out_of_order_sequence: 'out_of_order_sequence',
  invalid_producer_epoch: 'invalid_producer_epoch',
};

/** One request's answer, when the last of its parts has one. */
export class ReplicatedProduce {
  readonly #request: ProduceRequest;
  readonly #answer: (reply: Reply) => void;
  readonly #offsets: number[] = [];
  readonly #errors: ErrorCode[] = [];
  #pending = 0;

  constructor(request: ProduceRequest, answer: (reply: Reply) => void) {
    this.#request = request;
    this.#answer = answer;
  }

  /** True unless something went wrong that nobody will be told of. */
  run(topic: Topic, at: LeaderSide): boolean {
    const { parts, acks } = this.#request;
    this.#pending = parts.length;
    parts.forEach((part, i) => this.#append(topic, part, i, at));
    if (acks === 0) return this.#errors.every((error) => error === 'none');
    return true;
  }

  #append(topic: Topic, part: ProducePart, i: number, { server, books, nowUs, wakeFollowers }: LeaderSide): void {
    const { acks } = this.#request;
    const { batch, mark } = part;
    const partition = topic.partitions?.[part.partition];
    let error: ErrorCode = 'none';
    if (partition === undefined) error = 'unknown_destination';
    else if (!partition.isServedBy(server)) error = 'not_leader_or_follower';
    else if (partition.log.end + batch.count > LIMITS.logRecords) error = 'log_full';
    else {
      const appended = partition.append(batch, mark, acks, nowUs);
      this.#offsets[i] = appended.offset;
      ({ error } = appended);
      // The log has it already: this copy is one too many, and nobody will see it.
      if (appended.isDuplicate) books.dropped('duplicate_batch', batch.count);
      else if (error === 'none') {
        topic.counted(part.partition, batch);
        wakeFollowers(partition);
      }
      if (error === 'none' && acks === -1) return partition.whenCommitted(appended.offset + batch.count, (verdict) => this.#settle(i, verdict));
    }
    const reason = REFUSALS[error];
    if (reason !== undefined) books.refused(reason, batch.count);
    this.#settle(i, error);
  }

  #settle(i: number, error: ErrorCode): void {
    this.#errors[i] = error;
    if (--this.#pending > 0 || this.#request.acks === 0) return;
    const failed = this.#errors.find((e) => e !== 'none');
    const { id } = this.#request;
    if (failed === undefined) this.#answer({ kind: 'done', id, error: 'none', offsets: this.#offsets });
    else this.#answer({ kind: 'done', id, error: failed, offsets: this.#offsets, errors: this.#errors });
  }
}
