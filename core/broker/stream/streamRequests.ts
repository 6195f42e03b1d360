/** What a session asks of topics: produce, fetch, where a group stands, who leads. One fetch waits at a time. */
import { LIMITS } from '../../base/limits.ts';
import {
  type FetchRequest,
  type LogSlice,
  type MetadataRequest,
  NO_KEY,
  type Position,
  type PositionsRequest,
  type ProduceRequest,
  type RecordBatch,
  type Reply,
} from '../api.ts';
import type { BrokerNode } from '../brokerNode.ts';
import type { ErrorCode } from '../errors.ts';
import type { ParkedFetch } from '../fetches.ts';
import type { FollowRequest } from './following.ts';
import type { Partition } from './partition.ts';
import { ReplicatedProduce } from './replicatedProduce.ts';
import type { Topic } from './topic.ts';

export class StreamRequests {
  readonly #broker: BrokerNode;
  readonly #answer: (reply: Reply) => void;
  readonly #hangUp: () => void;
  readonly #unpark = (request: FetchRequest): void => {
    this.#parked = undefined;
    this.#answerFetch(request, true);
  };
  /** As many bytes are there as the fetch wants; one that has to be told something else is answered at once. */
  readonly #isEnough = ({ positions, minBytes }: FetchRequest): boolean => {
    let bytes = 0;
    for (const { destination, partition, offset } of positions) {
      const topic = this.#broker.topic(destination)!;
      const log = topic.logs[partition]!;
      if (this.#isElsewhere(topic, partition) || offset < log.start || offset > log.end) return true;
      bytes += log.bytesFrom(offset, topic.readableTo(partition), minBytes - bytes);
    }
    return bytes >= minBytes;
  };
  #parked: ParkedFetch | undefined;

  /** `hangUp` ends the session: an error that nobody waits for can be told in no other way. */
  constructor(broker: BrokerNode, answer: (reply: Reply) => void, hangUp: () => void) {
    this.#broker = broker;
    this.#answer = answer;
    this.#hangUp = hangUp;
  }

  /** The session ends. */
  close(): void {
    if (this.#parked !== undefined) this.#broker.fetches.drop(this.#parked);
  }

  produce(request: ProduceRequest): void {
    const topic = this.#broker.topic(request.destination);
    if (topic?.partitions !== undefined && !topic.isDeleted) return this.#produceReplicated(topic, request);
    const offsets: number[] = [];
    let error: ErrorCode = 'none';
    for (const part of request.parts) {
      const log = topic?.logs[part.partition];
      if (topic === undefined || log === undefined || topic.isDeleted) {
        error = 'unknown_destination';
        this.#broker.books.refused('unknown_destination', part.batch.count);
      } else if (log.records + part.batch.count > LIMITS.logRecords) {
        error = 'log_full';
        this.#broker.books.refused('log_full', part.batch.count);
      } else if (topic.isCompacted && hasUnkeyed(part.batch)) {
        error = 'invalid_record';
        this.#broker.books.refused('invalid_record', part.batch.count);
      } else {
        const verdict = topic.verdictOn(part);
        if (verdict === 'none') offsets.push(topic.append(part, this.#broker.scheduler.now()));
        else if (typeof verdict === 'number') {
          // The log has it already: this copy is one too many.
          offsets.push(verdict);
          this.#broker.books.dropped('duplicate_batch', part.batch.count);
        } else {
          error = verdict;
          this.#broker.books.refused(verdict === 'invalid_producer_epoch' ? verdict : 'out_of_order_sequence', part.batch.count);
        }
      }
    }
    if (request.acks !== 0) this.#answer({ kind: 'done', id: request.id, error, offsets });
  }

  #produceReplicated(topic: Topic, request: ProduceRequest): void {
    const { books, scheduler, member } = this.#broker;
    if (member === undefined) return;
    const { server, replication } = member;
    const at = { server, books, nowUs: scheduler.now(), wakeFollowers: (partition: Partition) => replication.wake(server, partition) };
    // Kafka closes the connection, so that the producer asks again who leads [KL1].
    if (!new ReplicatedProduce(request, this.#answer).run(topic, at)) this.#hangUp();
  }

  /** A follower of the same cluster fetches. */
  follow(request: FollowRequest): void {
    const { member } = this.#broker;
    if (member === undefined) this.#answer({ kind: 'followed', id: request.id, parts: [] });
    else member.replication.follow(member.server, request, this.#answer);
  }

  fetch(request: FetchRequest): void {
    if (request.positions.some((position) => this.#isUnknown(position))) {
      return this.#answer({ kind: 'fetched', id: request.id, error: 'unknown_destination', slices: [], records: 0 });
    }
    const mayAnswer = request.minBytes <= 1 || this.#isEnough(request);
    if (!mayAnswer || !this.#answerFetch(request, false)) this.#parked = this.#broker.fetches.park(request, this.#unpark, this.#isEnough);
  }

  positions(request: PositionsRequest): void {
    const group = this.#broker.group(request.group);
    const positions: Position[] = [];
    for (const { destination, partition } of request.partitions) {
      const topic = this.#broker.topic(destination);
      const log = topic?.logs[partition];
      if (topic === undefined || log === undefined) return this.#answer({ kind: 'positioned', id: request.id, error: 'unknown_destination', positions: [] });
      const committed = request.isReset === true ? undefined : group.offsets.get(destination, partition);
      const end = topic.readableTo(partition);
      if (committed === undefined && request.reset === 'latest') topic.skipTo(request.group, partition, end);
      positions.push({ destination, partition, offset: committed ?? (request.reset === 'earliest' ? log.start : end) });
    }
    this.#answer({ kind: 'positioned', id: request.id, error: 'none', positions });
  }

  describe({ id, destination }: MetadataRequest): void {
    const topic = this.#broker.topic(destination);
    const leaders = topic?.partitions?.map(({ leader }) => leader);
    this.#answer({ kind: 'described', id, error: topic ? 'none' : 'unknown_destination', partitions: topic?.logs.length ?? 0, leaders });
  }

  /** Value bytes of these that the server has to read from its disk. */
  coldBytes(slices: readonly LogSlice[]): number {
    let cold = 0;
    for (const { destination, partition, baseOffset, bytes } of slices) {
      const log = this.#broker.topic(destination)?.logs[partition];
      if (log === undefined || log.records === 0) continue;
      if (this.#broker.disk.isCold((log.end - baseOffset) * (log.bytes / log.records), log.bytes)) cold += bytes;
    }
    return cold;
  }

  /** A replicated partition is led by one server of several. */
  #isElsewhere(topic: Topic, partition: number): boolean {
    return topic.partitions !== undefined && !topic.partitions[partition]!.isServedBy(this.#broker.member?.server ?? -1);
  }

  #isUnknown({ destination, partition }: Position): boolean {
    return this.#broker.topic(destination)?.logs[partition] === undefined;
  }

  /** Positions are read in turn; a partition may give several slices, for none spans a missing offset. */
  #answerFetch(request: FetchRequest, evenIfEmpty: boolean): boolean {
    const slices: LogSlice[] = [];
    let outOfRange: Position[] | undefined;
    let isElsewhere = false;
    let records = 0;
    let bytes = 0;
    for (const position of request.positions) {
      const { destination, partition, offset } = position;
      const topic = this.#broker.topic(destination)!;
      if (this.#isElsewhere(topic, partition)) {
        isElsewhere = true;
        continue;
      }
      const log = topic.logs[partition]!;
      if (offset < log.start || offset > log.end) {
        (outOfRange ??= []).push(position);
        continue;
      }
      const end = topic.readableTo(partition);
      topic.resume(request.group, partition, offset);
      let from = offset;
      while (from < end && records < request.maxRecords && (records === 0 || bytes < request.maxBytes)) {
        const slice = topic.read(request.group, partition, from, end, request.maxRecords - records, request.maxBytes - bytes, destination);
        if (slice === undefined) break;
        slices.push(slice);
        records += slice.count;
        bytes += slice.bytes;
        from = slice.baseOffset + slice.count;
      }
    }
    if (outOfRange !== undefined) this.#answer({ kind: 'fetched', id: request.id, error: 'offset_out_of_range', slices, records, outOfRange });
    else if (isElsewhere) this.#answer({ kind: 'fetched', id: request.id, error: 'not_leader_or_follower', slices, records });
    else if (slices.length === 0 && !evenIfEmpty) return false;
    else this.#answer({ kind: 'fetched', id: request.id, error: 'none', slices, records });
    return true;
  }
}

/** A compacted topic refuses a whole batch for one record without a key [KR4]. */
function hasUnkeyed({ keys, count }: RecordBatch): boolean {
  for (let i = 0; i < count; i++) if (keys[i] === NO_KEY) return true;
  return false;
}
