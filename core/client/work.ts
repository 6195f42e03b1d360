/**
 * What a consumer does with a record, shared by all instances of one node: how long it takes, whether it fails, what is
 * forwarded, and the figures of it.
 */
import type { Sampler } from '../base/distribution.ts';
import type { Random } from '../base/random.ts';
import type { MessageProperties } from '../base/workload.ts';
import type { Instant } from '../base/units.ts';
import type { Histogram } from '../metrics/histogram.ts';
import type { FanOut } from './fanOut.ts';
import type { Slots } from './slots.ts';
import type { WorkTimes } from './workTimes.ts';

/** Who wants to know of each piece of work: asked where slots are made, so that without one nothing is asked. */
export interface WorkWatch {
  /** Takes the place of `done`, which it calls. */
  watched<Item>(slots: Slots<Item>, done: (item: Item, index: number) => void): (item: Item, index: number) => void;
}

export interface WorkSettings {
  concurrency: number;
  failureProbability: number;
  onFailure: 'retry' | 'fail' | 'drop';
}

export class Work {
  readonly latency: Histogram;
  readonly forward: FanOut;
  readonly #random: Random;
  readonly #now: () => Instant;
  #time: Sampler;
  settings: WorkSettings;
  /** Undefined while nobody wants to know. */
  watch: WorkWatch | undefined;
  /** Somebody wants to see each record in `succeed`. */
  isShown = false;
  #busy = 0;
  #busyUs = 0;
  #busySince = 0;
  received = 0;
  bytesIn = 0;
  processed = 0;
  failed = 0;
  dropped = 0;
  /** Subscriptions that a broker refused: somebody else has them. */
  refusals = 0;

  constructor(time: Sampler, settings: WorkSettings, latency: Histogram, forward: FanOut, random: Random, now: () => Instant) {
    this.#time = time;
    this.settings = settings;
    this.latency = latency;
    this.forward = forward;
    this.#random = random;
    this.#now = now;
  }

  retune(time: Sampler, settings: WorkSettings): void {
    this.#time = time;
    this.settings = settings;
  }

  /** Duration of one attempt, whole µs; of a member that has times of its own, the next of them. */
  drawUs(own?: WorkTimes): number {
    return own === undefined ? this.#time.next() : own.next();
  }

  /** True when this attempt fails: by chance, or always when the message is poison. */
  drawFailure(properties: MessageProperties | undefined): boolean {
    const p = this.settings.failureProbability;
    const hasFailed = properties?.poison === true || (p > 0 && this.#random.unit() < p);
    if (hasFailed) this.failed++;
    return hasFailed;
  }

  succeed(createdUs: number, key: number, size: number, serial: number, properties: MessageProperties | undefined): void {
    this.processed++;
    this.latency.record(this.#now() - createdUs);
    this.forward.send(createdUs, key, size, serial, properties);
  }

  /** Worker slots busy, summed over time, µs. */
  get busyUs(): number {
    return this.#busyUs + this.#busy * (this.#now() - this.#busySince);
  }

  /** `by` more slots are busy from `now` on. */
  busier(by: number, now: Instant): void {
    this.#busyUs += this.#busy * (now - this.#busySince);
    this.#busySince = now;
    this.#busy += by;
  }
}
