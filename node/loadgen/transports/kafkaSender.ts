/**
 * A sender to a topic. kafkajs has neither buffer nor linger, so both are here, after core/client/topicSender: records gather by
 * partition up to `batch.size` or for `linger.ms`, and with a full buffer wait for room. Partitions are chosen as in the simulation.
 */
import { Deque } from '#core/base/deque.ts';
import { crc32, murmur2, toPartition } from '#core/base/hash.ts';
import { NO_KEY } from '#core/broker/api.ts';
import { Partitioner } from '#core/client/partitioner.ts';
import type { Message } from 'kafkajs';
import { bodyOf, encodeHeader, HEADER, type Outgoing } from '../message.ts';
import type { Sender } from '../sender.ts';
import type { TargetSpec } from './transport.ts';

/** A shorter linger than this would make a request of every few records: the loop that sends turns no faster. */
const LINGER_MS_MIN = 5;
/** An idempotent producer of kafkajs has one request in flight where Kafka's own has five: it takes the batches of five. */
const BATCHES_OF_ONE = 5;
const KNOWN_KEYS = 100_000;

export type SendBatch = (topic: string, acks: number, messages: Message[]) => Promise<unknown>;

export class KafkaSender implements Sender {
  readonly #spec: TargetSpec;
  readonly #send: SendBatch;
  readonly #nowMs: () => number;
  readonly #partitioner: Partitioner;
  readonly #partitionOfKey = new Map<string, number>();
  readonly #queues: { readonly records: Deque<Outgoing>; bytes: number }[];
  /** With a full buffer: what waits for room, in order. */
  readonly #blocked = new Deque<Outgoing>();
  #bufferedBytes = 0;
  #queued = 0;
  #requests = 0;
  unacknowledged = 0;

  constructor(spec: TargetSpec, send: SendBatch, nowMs: () => number) {
    this.#spec = spec;
    this.#send = send;
    this.#nowMs = nowMs;
    this.#partitioner = new Partitioner(spec.partitions, spec.random);
    this.#queues = Array.from({ length: spec.partitions }, () => ({ records: new Deque<Outgoing>(), bytes: 0 }));
  }

  get waiting(): number {
    return this.#queued + this.#blocked.length;
  }
  get oldestMs(): number | undefined {
    const fronts = [this.#blocked.peek(), ...this.#queues.map(({ records }) => records.peek())].flatMap((m) => (m === undefined ? [] : [m.dueMs]));
    return fronts.length === 0 ? undefined : Math.min(...fronts);
  }

  send(message: Outgoing): void {
    if (this.#blocked.length > 0 || this.#bufferedBytes + message.size > this.#spec.settings.bufferBytes) this.#blocked.push(message);
    else this.#append(message);
  }

  #append(message: Outgoing): void {
    const { batchBytes } = this.#spec.settings;
    const partition = this.#partitionOf(message.key);
    const queue = this.#queues[partition]!;
    const batchesBefore = Math.floor(queue.bytes / batchBytes);
    queue.records.push(message);
    queue.bytes += message.size;
    this.#bufferedBytes += message.size;
    this.#queued++;
    if (message.key !== undefined) return;
    const isBatchClosed = Math.floor(queue.bytes / batchBytes) > batchesBefore;
    this.#partitioner.appended(message.size, batchBytes, isBatchClosed, () => this.#queues.map(({ bytes }) => Math.ceil(bytes / batchBytes)));
  }

  #partitionOf(key: string | undefined): number {
    if (key === undefined) return this.#partitioner.choose(NO_KEY);
    const known = this.#partitionOfKey.get(key);
    if (known !== undefined) return known;
    const bytes = Buffer.from(key);
    const { partitions, settings } = this.#spec;
    const partition = settings.partitioner === 'crc32' ? crc32(bytes) % partitions : toPartition(murmur2(bytes), partitions);
    if (this.#partitionOfKey.size >= KNOWN_KEYS) this.#partitionOfKey.clear();
    this.#partitionOfKey.set(key, partition);
    return partition;
  }

  /** Called every few milliseconds: sends what is full or has lingered, and gives up what waited too long. */
  flush(): void {
    const nowMs = this.#nowMs();
    this.#giveUp(nowMs);
    const { maxInFlight, isIdempotent } = this.#spec.settings;
    while (this.#requests < (isIdempotent ? 1 : maxInFlight)) {
      const records = this.#ready(nowMs);
      if (records.length === 0) return;
      void this.#request(records);
    }
  }

  #giveUp(nowMs: number): void {
    const { deliveryTimeoutUs, maxBlockUs, bufferBytes } = this.#spec.settings;
    for (const queue of this.#queues) {
      for (let first = queue.records.peek(); first !== undefined && nowMs - first.dueMs > deliveryTimeoutUs / 1_000; first = queue.records.peek()) {
        queue.records.shift();
        queue.bytes -= first.size;
        this.#queued--;
        this.#release(first);
        this.#spec.events.refused(first);
      }
    }
    for (let first = this.#blocked.peek(); first !== undefined; first = this.#blocked.peek()) {
      if (nowMs - first.dueMs > maxBlockUs / 1_000) this.#spec.events.refused(this.#blocked.shift()!);
      else if (this.#bufferedBytes + first.size <= bufferBytes || this.#bufferedBytes === 0) this.#append(this.#blocked.shift()!);
      else return;
    }
  }

  /** A batch of each partition that has one ready. */
  #ready(nowMs: number): { message: Outgoing; partition: number }[] {
    const { batchBytes, lingerUs, isIdempotent } = this.#spec.settings;
    const lingerMs = Math.max(LINGER_MS_MIN, lingerUs / 1_000);
    const bytesMax = batchBytes * (isIdempotent ? BATCHES_OF_ONE : 1);
    const taken: { message: Outgoing; partition: number }[] = [];
    this.#queues.forEach((queue, partition) => {
      const first = queue.records.peek();
      if (first === undefined || (queue.bytes < batchBytes && nowMs - first.dueMs < lingerMs)) return;
      let bytes = 0;
      for (let message = queue.records.peek(); message !== undefined && (bytes === 0 || bytes + message.size <= bytesMax); message = queue.records.peek()) {
        queue.records.shift();
        bytes += message.size;
        taken.push({ message, partition });
      }
      queue.bytes -= bytes;
    });
    this.#queued -= taken.length;
    return taken;
  }

  async #request(records: readonly { message: Outgoing; partition: number }[]): Promise<void> {
    const { destination, settings, events } = this.#spec;
    this.#requests++;
    this.unacknowledged += records.length;
    for (const { message } of records) events.sent(message);
    const isTaken = await this.#send(destination.name, settings.acks, records.map(toKafka)).then(
      () => true,
      () => false,
    );
    this.#requests--;
    this.unacknowledged -= records.length;
    for (const { message } of records) {
      this.#release(message);
      if (!isTaken) events.refused(message);
      else if (settings.acks === 0) events.unasked(message);
      else events.acknowledged(message);
    }
    this.flush();
  }

  #release({ size }: Outgoing): void {
    this.#bufferedBytes -= size;
  }
}

/** The intended instant is the record's timestamp, as in the simulation. Kafka's headers are bytes. */
const toKafka = ({ message, partition }: { message: Outgoing; partition: number }): Message => ({
  partition,
  key: message.key ?? null,
  value: bodyOf(message.size),
  timestamp: String(Math.floor(message.dueMs)),
  headers: {
    ...Object.fromEntries(Object.entries(message.properties?.headers ?? {}).map(([name, value]) => [name, String(value)])),
    [HEADER]: encodeHeader(message),
  },
});
