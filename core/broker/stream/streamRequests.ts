/** What a session asks of topics: produce, fetch, where a group stands, how many partitions there are. One fetch waits at a time. */
import { LIMITS } from '../../base/limits.ts';
import type { FetchRequest, LogSlice, MetadataRequest, Position, PositionsRequest, ProduceRequest, Reply } from '../api.ts';
import type { BrokerNode } from '../brokerNode.ts';
import type { ErrorCode } from '../errors.ts';
import type { ParkedFetch } from '../fetches.ts';

export class StreamRequests {
  readonly #broker: BrokerNode;
  readonly #answer: (reply: Reply) => void;
  readonly #unpark = (request: FetchRequest): void => {
    this.#parked = undefined;
    this.#answerFetch(request, true);
  };
  #parked: ParkedFetch | undefined;

  constructor(broker: BrokerNode, answer: (reply: Reply) => void) {
    this.#broker = broker;
    this.#answer = answer;
  }

  /** The session ends. */
  close(): void {
    if (this.#parked !== undefined) this.#broker.fetches.drop(this.#parked);
  }

  produce(request: ProduceRequest): void {
    const topic = this.#broker.topic(request.destination);
    const offsets: number[] = [];
    let error: ErrorCode = 'none';
    for (const part of request.parts) {
      const log = topic?.logs[part.partition];
      if (topic === undefined || log === undefined) {
        error = 'unknown_destination';
        this.#broker.books.refused('unknown_destination', part.batch.count);
      } else if (log.end + part.batch.count > LIMITS.logRecords) {
        error = 'log_full';
        this.#broker.books.refused('log_full', part.batch.count);
      } else offsets.push(topic.append(part));
    }
    if (request.acks !== 0) this.#answer({ kind: 'done', id: request.id, error, offsets });
  }

  fetch(request: FetchRequest): void {
    const error = this.#fetchError(request.positions);
    if (error !== 'none') return this.#answer({ kind: 'fetched', id: request.id, error, slices: [], records: 0 });
    if (!this.#answerFetch(request, false)) this.#parked = this.#broker.fetches.park(request, this.#unpark);
  }

  positions(request: PositionsRequest): void {
    const group = this.#broker.group(request.group);
    const positions: Position[] = [];
    for (const { destination, partition } of request.partitions) {
      const topic = this.#broker.topic(destination);
      const log = topic?.logs[partition];
      if (topic === undefined || log === undefined) return this.#answer({ kind: 'positioned', id: request.id, error: 'unknown_destination', positions: [] });
      const committed = group.offsets.get(destination, partition);
      if (committed === undefined && request.reset === 'latest') topic.registerGroup(request.group).skipTo(partition, log.end, this.#broker.books);
      positions.push({ destination, partition, offset: committed ?? (request.reset === 'earliest' ? log.start : log.end) });
    }
    this.#answer({ kind: 'positioned', id: request.id, error: 'none', positions });
  }

  describe({ id, destination }: MetadataRequest): void {
    const topic = this.#broker.topic(destination);
    this.#answer({ kind: 'described', id, error: topic ? 'none' : 'unknown_destination', partitions: topic?.logs.length ?? 0 });
  }

  #fetchError(positions: readonly Position[]): ErrorCode {
    for (const { destination, partition, offset } of positions) {
      const log = this.#broker.topic(destination)?.logs[partition];
      if (log === undefined) return 'unknown_destination';
      if (offset < log.start || offset > log.end) return 'offset_out_of_range';
    }
    return 'none';
  }

  /** Positions are read in turn; a partition may give several slices, one per segment. */
  #answerFetch(request: FetchRequest, evenIfEmpty: boolean): boolean {
    const slices: LogSlice[] = [];
    let records = 0;
    let bytes = 0;
    for (const { destination, partition, offset } of request.positions) {
      const topic = this.#broker.topic(destination)!;
      const { end } = topic.logs[partition]!;
      let from = offset;
      while (from < end && records < request.maxRecords && (records === 0 || bytes < request.maxBytes)) {
        const slice = topic.read(request.group, partition, from, request.maxRecords - records, request.maxBytes - bytes, destination);
        slices.push(slice);
        records += slice.count;
        bytes += slice.bytes;
        from += slice.count;
      }
    }
    if (slices.length === 0 && !evenIfEmpty) return false;
    this.#answer({ kind: 'fetched', id: request.id, error: 'none', slices, records });
    return true;
  }
}
