/**
 * A producer: records arrive by the load's curve whether or not the flow keeps up (an open load), or when users have been
 * answered (a closed one). Each one's latency counts from its intended instant.
 */
import type { Sampler } from '../base/distribution.ts';
import type { MessageProperties } from '../base/workload.ts';
import { duration, type Instant, instant } from '../base/units.ts';
import { NO_KEY } from '../broker/api.ts';
import { type EventHandler, NO_TIMER, Phase, type Scheduler, type TimerId } from '../kernel/scheduler.ts';
import type { ArrivalSource } from '../load/arrivals.ts';
import type { KeySource } from '../load/keys.ts';
import type { Variants } from '../load/variants.ts';
import type { LoadProfile } from '../load/loadProfile.ts';
import type { Histogram } from '../metrics/histogram.ts';
import type { FanOut } from './fanOut.ts';
import type { Poison } from './poison.ts';

const ARRIVAL = 0;
const SPIKE_END = 1;

export interface ProducerParts {
  readonly scheduler: Scheduler;
  readonly profile: LoadProfile;
  readonly arrivals: ArrivalSource;
  readonly keys: KeySource;
  readonly size: Sampler;
  readonly variants: Variants;
  /** The number of the run's next message. */
  readonly nextSerial: () => number;
  /** Told of each message with a key, by its number and its key's. */
  readonly onKeyed?: (serial: number, key: number) => void;
  readonly fanOut: FanOut;
  /** Closes its channels at the end of its load. */
  readonly closeWhenDone: boolean;
  /** Send to acknowledgement, filled by the senders. */
  readonly latency: Histogram;
}

export class Producer implements EventHandler {
  readonly fanOut: FanOut;
  readonly latency: Histogram;
  readonly #scheduler: Scheduler;
  readonly #arrivals: ArrivalSource;
  readonly #keys: KeySource;
  readonly #variants: Variants;
  readonly #nextSerial: () => number;
  readonly #onKeyed: (serial: number, key: number) => void;
  readonly #closeWhenDone: boolean;
  #size: Sampler;
  #profile: LoadProfile;
  #factor = 1;
  #next: TimerId = NO_TIMER;
  #spikeEnd: TimerId = NO_TIMER;
  #isDown = false;
  #isGone = false;
  /** Spoils its messages, once a fault asks for it. */
  poison: Poison | undefined;
  /** Told when a spike is over. */
  onSpikeEnd: () => void = () => {};

  constructor(parts: ProducerParts) {
    this.#scheduler = parts.scheduler;
    this.#profile = parts.profile;
    this.#arrivals = parts.arrivals;
    this.#keys = parts.keys;
    this.#variants = parts.variants;
    this.#nextSerial = parts.nextSerial;
    this.#onKeyed = parts.onKeyed ?? (() => {});
    this.#size = parts.size;
    this.#closeWhenDone = parts.closeWhenDone;
    this.fanOut = parts.fanOut;
    this.latency = parts.latency;
  }

  start(): void {
    this.#schedule();
  }

  fire(now: Instant, what: number): void {
    if (what === SPIKE_END) {
      this.#spikeEnd = NO_TIMER;
      this.#retarget(now, this.#profile, 1);
      this.onSpikeEnd();
      return;
    }
    this.#next = NO_TIMER;
    while (this.#arrivals.peek() <= now) {
      this.#arrivals.advance();
      // Nobody is there to send what would have come.
      if (this.#isDown) continue;
      const id = this.#keys.next();
      const key = id < 0 ? NO_KEY : this.#keys.hash(id) & 0x7fffffff;
      const serial = this.#nextSerial();
      if (id >= 0) this.#onKeyed(serial, id);
      this.fanOut.send(now, key, this.#size.next(), serial, this.#properties());
    }
    this.wake();
  }

  /** Something may be due sooner than was known: a user was answered, perhaps while its message was being sent. */
  wake(): void {
    if (this.#next !== NO_TIMER) this.#scheduler.cancel(this.#next);
    this.#schedule();
  }

  #properties(): MessageProperties | undefined {
    const properties = this.#variants.next();
    return this.poison === undefined ? properties : this.poison.taint(properties);
  }

  /** Its process is gone, with all it had not handed over. */
  crash(): void {
    if (this.#isDown) return;
    this.#isDown = true;
    this.fanOut.crash();
    if (this.#arrivals.crash === undefined) return;
    this.#arrivals.crash();
    this.wake();
  }
  restart(): void {
    if (!this.#isDown) return;
    this.#isDown = false;
    if (this.#isGone) return;
    this.fanOut.restart();
    if (this.#arrivals.restart === undefined) return;
    this.#arrivals.restart(this.#scheduler.now());
    this.wake();
  }

  /** It is removed: nothing comes any more, and what it had not handed over is lost. */
  leave(): void {
    this.#isGone = true;
    this.#scheduler.cancel(this.#spikeEnd);
    this.#spikeEnd = NO_TIMER;
    this.#factor = 1;
    this.fanOut.leave();
    this.#arrivals.crash?.();
    this.wake();
  }
  /** Its load begins at this instant: it was added, or came back. */
  begin(now: Instant, profile: LoadProfile, size: Sampler): void {
    if (this.#isGone && !this.#isDown) this.fanOut.restart();
    this.#isGone = false;
    this.#size = size;
    this.#profile = profile;
    this.#arrivals.begin(now, profile);
    this.wake();
  }

  /** Multiplies the rate for a while; a second spike replaces the first. */
  spike(now: Instant, factor: number, forUs: number): void {
    if (this.#spikeEnd !== NO_TIMER) this.#scheduler.cancel(this.#spikeEnd);
    this.#spikeEnd = this.#scheduler.after(duration(forUs), Phase.Control, this, SPIKE_END);
    this.#retarget(now, this.#profile, factor);
  }

  retune(now: Instant, profile: LoadProfile, size: Sampler): void {
    this.#size = size;
    this.#retarget(now, profile, this.#factor);
  }

  /** The curve's rate now, the spike's factor included, per second. */
  rate(now: Instant): number {
    return this.#profile.rate(now) * this.#factor;
  }

  /** The load has come to its end for good: nothing will arrive any more, unless it is edited. */
  get hasEnded(): boolean {
    return this.#isGone || (this.#arrivals.isOver && this.#spikeEnd === NO_TIMER);
  }

  #retarget(now: Instant, profile: LoadProfile, factor: number): void {
    this.#profile = profile;
    this.#factor = factor;
    this.#arrivals.retarget(now, profile, factor);
    this.wake();
  }

  #schedule(): void {
    const when = this.#isGone ? Infinity : this.#arrivals.peek();
    // A curve that never rises again has no next arrival.
    this.#next = Number.isFinite(when) ? this.#scheduler.at(instant(Math.max(when, this.#scheduler.now())), Phase.Client, this, ARRIVAL) : NO_TIMER;
    if (this.hasEnded) this.fanOut.end(this.#closeWhenDone);
  }
}
