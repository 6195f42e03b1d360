/**
 * One for whom a message is new once: a reading group, or one subscriber of a broadcast. What it processes is written down and
 * judged some thousand at a time: each judgement reads far apart places of memory, and a loop of them does not wait for each.
 */
import { LIMITS } from '../../base/limits.ts';
import type { Conduct } from './conduct.ts';
import { SerialSet } from './serialSet.ts';

const PAGE = 4_096;

/** What is known of every message: which stream (key of a producer) it belongs to; 0: none. */
export interface Streams {
  readonly of: Uint32Array;
  readonly count: number;
}

export class Reader {
  readonly seen = new SerialSet();
  /** Last serial by stream. */
  #latest = new Uint32Array(0);
  readonly #serials = new Uint32Array(PAGE);
  /** Index of the consumer that processed it. */
  readonly #by = new Uint16Array(PAGE);
  readonly #streamsOf = new Uint32Array(PAGE);
  readonly #isNew = new Uint8Array(PAGE);
  #pending = 0;
  readonly #conducts: readonly Conduct[];
  readonly #streams: () => Streams;

  constructor(conducts: readonly Conduct[], streams: () => Streams) {
    this.#conducts = conducts;
    this.#streams = streams;
  }

  processed(serial: number, consumer: number): void {
    this.#serials[this.#pending] = serial;
    this.#by[this.#pending] = consumer;
    if (++this.#pending === PAGE) this.settle();
  }

  /** The same of several, at `from` and behind it; what is beyond the watch's limit is left out. */
  processedAll(serials: Uint32Array, from: number, count: number, consumer: number): void {
    const [own, by] = [this.#serials, this.#by];
    let pending = this.#pending;
    for (let i = from; i < from + count; i++) {
      const serial = serials[i]!;
      if (serial > LIMITS.witnessedMessages) continue;
      own[pending] = serial;
      by[pending] = consumer;
      if (++pending < PAGE) continue;
      this.#pending = pending;
      this.settle();
      pending = 0;
    }
    this.#pending = pending;
  }

  /** Judges what is written down. In several loops, so that the reads of each do not wait for one another. */
  settle(): void {
    const pending = this.#pending;
    if (pending === 0) return;
    const [serials, streams, isNew] = [this.#serials, this.#streamsOf, this.#isNew];
    const { of, count } = this.#streams();
    for (let i = 0; i < pending; i++) streams[i] = serials[i]! < of.length ? of[serials[i]!]! : 0;
    if (this.#latest.length < count) this.#widen(count);
    const latest = this.#latest;
    this.#pending = 0;
    this.seen.addAll(serials, pending, isNew);
    for (let i = 0; i < pending; i++) {
      const serial = serials[i]!;
      const stream = streams[i]!;
      if (isNew[i] === 0) this.#conducts[this.#by[i]!]!.duplicates.add(stream, count, serial);
      else if (serial >= latest[stream]!) latest[stream] = serial;
      else if (stream !== 0) this.#conducts[this.#by[i]!]!.outOfOrder.add(stream, count, serial);
    }
  }

  #widen(streams: number): void {
    const wider = new Uint32Array(streams);
    wider.set(this.#latest);
    this.#latest = wider;
  }
}
