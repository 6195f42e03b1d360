/**
 * A producer: records arrive by the load's curve whether or not the flow keeps up (an open load), or when users have been
 * answered (a closed one). Each one's latency counts from its intended instant.
 *
 * Arrivals are known ahead, and so is what its senders will do with them, unless something comes in between. So it draws records
 * ahead up to the first that a sender has something to do for (`foresee`), wakes at its instant, and hands all over with the
 * instants they came at. Before anything else happens to a sender, and before anybody looks, it catches up (`catchUp`): all
 * is as if it woke for each record. Senders that act on every record at once are woken for every record.
 */
import type { Sampler } from '../base/distribution.ts';
import type { Random } from '../base/random.ts';
import { duration, type Instant, instant } from '../base/units.ts';
import { NO_KEY } from '../broker/api.ts';
import { type EventHandler, NO_TIMER, Phase, type Scheduler, type TimerId } from '../kernel/scheduler.ts';
import { type ArrivalSource, LOOK_AHEAD } from '../load/arrivals.ts';
import type { KeySource } from '../load/keys.ts';
import type { Variants } from '../load/variants.ts';
import type { LoadProfile } from '../load/loadProfile.ts';
import type { Histogram } from '../metrics/histogram.ts';
import type { FanOut } from './fanOut.ts';
import type { Poison } from './poison.ts';
import { Upcoming } from './upcoming.ts';

const ARRIVAL = 0;
const SPIKE_END = 1;

export interface ProducerParts {
  readonly scheduler: Scheduler;
  readonly profile: LoadProfile;
  readonly arrivals: ArrivalSource;
  readonly keys: KeySource;
  readonly size: Sampler;
  /** What `size` draws from: sizes drawn ahead are given back when another distribution takes its place. */
  readonly sizes: Random;
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
  /** Wakes for every record. */
  readonly isStepwise?: boolean;
  /** Somebody wants to see every record go out, at its instant. */
  readonly isWatched?: boolean;
}

export class Producer implements EventHandler {
  readonly fanOut: FanOut;
  readonly latency: Histogram;
  readonly #scheduler: Scheduler;
  readonly #arrivals: ArrivalSource;
  readonly #keys: KeySource;
  readonly #sizes: Random;
  readonly #variants: Variants;
  readonly #nextSerial: () => number;
  readonly #onKeyed: (serial: number, key: number) => void;
  readonly #closeWhenDone: boolean;
  readonly #upcoming = new Upcoming();
  #size: Sampler;
  #profile: LoadProfile;
  #factor = 1;
  #next: TimerId = NO_TIMER;
  #nextUs = Number.POSITIVE_INFINITY;
  #spikeEnd: TimerId = NO_TIMER;
  #isDown = false;
  #isGone = false;
  /** Spoils its messages, once a fault asks for it; who changes it has the producer catch up first. */
  poison: Poison | undefined;
  /** Messages it produced. */
  sent = 0;
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
    this.#sizes = parts.sizes;
    this.#closeWhenDone = parts.closeWhenDone;
    this.fanOut = parts.fanOut;
    this.latency = parts.latency;
    if (parts.isStepwise === true || this.#arrivals.giveBack === undefined) return;
    this.fanOut.feed({
      catchUp: () => this.catchUp(),
      changed: () => this.#plan(),
      isWatched: parts.isWatched === true,
      lookBack: (then, act) => this.#scheduler.lookBack(then, act),
    });
  }

  start(): void {
    this.#plan();
  }

  fire(now: Instant, what: number): void {
    if (what === SPIKE_END) {
      this.#spikeEnd = NO_TIMER;
      this.#retarget(now, this.#profile, 1);
      this.onSpikeEnd();
      return;
    }
    this.#next = NO_TIMER;
    this.#hand(now + 1);
    while (this.#arrivals.peek() <= now) {
      this.#arrivals.advance();
      // Nobody is there to send what would have come.
      if (this.#isDown) continue;
      if (this.#upcoming.timed === this.#upcoming.to) this.#draw();
      this.#upcoming.atUs[this.#upcoming.timed++] = now;
      this.#hand(now + 1);
    }
    this.#plan();
  }

  /** Something may be due sooner than was known: a user was answered, perhaps while its message was being sent. */
  wake(): void {
    this.#plan();
  }

  /** Everything that came before the present instant is with its senders; at the sample, also what came at it. */
  catchUp(isIncluded = false): void {
    this.#hand(this.#scheduler.now() + (isIncluded ? 1 : 0));
  }

  /** Its process is gone, with all it had not handed over. */
  crash(): void {
    if (this.#isDown) return;
    this.#takeBack();
    this.#isDown = true;
    this.fanOut.crash();
    this.#arrivals.crash?.();
    this.#plan();
  }
  restart(): void {
    if (!this.#isDown) return;
    this.#isDown = false;
    if (this.#isGone) return;
    this.fanOut.restart();
    this.#arrivals.restart?.(this.#scheduler.now());
    this.#plan();
  }

  /** It is removed: nothing comes any more, and what it had not handed over is lost. */
  leave(): void {
    this.#takeBack();
    this.#isGone = true;
    this.#scheduler.cancel(this.#spikeEnd);
    this.#spikeEnd = NO_TIMER;
    this.#factor = 1;
    this.fanOut.leave();
    this.#arrivals.crash?.();
    this.#plan();
  }
  /** Its load begins at this instant: it was added, or came back. */
  begin(now: Instant, profile: LoadProfile, size: Sampler): void {
    if (this.#isGone && !this.#isDown) this.fanOut.restart();
    this.#isGone = false;
    this.#resize(size);
    this.#profile = profile;
    this.#arrivals.begin(now, profile);
    this.#plan();
  }

  /** Multiplies the rate for a while; a second spike replaces the first. */
  spike(now: Instant, factor: number, forUs: number): void {
    if (this.#spikeEnd !== NO_TIMER) this.#scheduler.cancel(this.#spikeEnd);
    this.#spikeEnd = this.#scheduler.after(duration(forUs), Phase.Control, this, SPIKE_END);
    this.#retarget(now, this.#profile, factor);
  }

  retune(now: Instant, profile: LoadProfile, size: Sampler): void {
    this.#takeBack();
    this.#resize(size);
    this.#retarget(now, profile, this.#factor);
  }

  /** Sizes drawn ahead and not used are drawn anew. */
  #resize(size: Sampler): void {
    const { from, to, sizePlaces, sizes } = this.#upcoming;
    if (from < to) this.#sizes.backTo(sizePlaces[from]!);
    this.#size = size;
    for (let i = from; i < to; i++) {
      sizePlaces[i] = this.#sizes.place;
      sizes[i] = size.next();
    }
  }

  /** The curve's rate now, the spike's factor included, per second. */
  rate(now: Instant): number {
    return this.#profile.rate(now) * this.#factor;
  }

  /** The load has come to its end for good: nothing will arrive any more, unless it is edited. */
  get hasEnded(): boolean {
    return this.#isGone || (this.#arrivals.isOver && this.#upcoming.from === this.#upcoming.timed && this.#spikeEnd === NO_TIMER);
  }

  #retarget(now: Instant, profile: LoadProfile, factor: number): void {
    this.#takeBack();
    this.#profile = profile;
    this.#factor = factor;
    this.#arrivals.retarget(now, profile, factor);
    this.#plan();
  }

  // --- looking ahead ---

  #draw(): void {
    const id = this.#keys.next();
    const serial = this.#nextSerial();
    if (id >= 0) this.#onKeyed(serial, id);
    const upcoming = this.#upcoming;
    const at = upcoming.add();
    upcoming.keys[at] = id < 0 ? NO_KEY : this.#keys.hash(id) & 0x7fffffff;
    upcoming.serials[at] = serial;
    upcoming.sizePlaces[at] = this.#sizes.place;
    upcoming.sizes[at] = this.#size.next();
    const properties = this.#variants.next();
    if (properties !== undefined || upcoming.properties !== undefined) (upcoming.properties ??= [])[at] = properties;
  }

  /** Hands over what came before `untilUs`. */
  #hand(untilUs: number): void {
    const { from, timed, atUs } = this.#upcoming;
    let to = from;
    while (to < timed && atUs[to]! < untilUs) to++;
    if (to === from) return;
    this.#upcoming.from = to;
    this.sent += to - from;
    this.fanOut.take(this.#upcoming, from, to, this.poison);
  }

  /** What came so far is handed over; the instants of the rest are given back. */
  #takeBack(): void {
    this.catchUp();
    const { from, timed } = this.#upcoming;
    if (timed > from) this.#arrivals.giveBack!(timed - from);
    this.#upcoming.timed = from;
  }

  /** When to wake next: at the first record that somebody has something to do for. */
  #plan(): void {
    const whenUs = this.#isGone ? Number.POSITIVE_INFINITY : this.#isDown ? this.#arrivals.peek() : this.#lookAhead();
    if (this.#next === NO_TIMER || whenUs !== this.#nextUs) {
      if (this.#next !== NO_TIMER) this.#scheduler.cancel(this.#next);
      this.#nextUs = whenUs;
      // None is to be woken for, as a curve that never rises again has no next arrival, or a sender will wake first.
      this.#next =
        whenUs === Number.POSITIVE_INFINITY ? NO_TIMER : this.#scheduler.at(instant(Math.max(whenUs, this.#scheduler.now())), Phase.Record, this, ARRIVAL);
    }
    if (this.hasEnded) this.fanOut.end(this.#closeWhenDone);
  }

  /** Draws ahead; when to wake, Infinity if a sender will act before the next record matters. */
  #lookAhead(): number {
    const { fanOut } = this;
    const upcoming = this.#upcoming;
    const arrivals = this.#arrivals;
    const untilUs = fanOut.foreseeFrom();
    for (let i = upcoming.from; i < upcoming.timed; i++) if (fanOut.foresee(upcoming.keys[i]!, upcoming.sizes[i]!)) return upcoming.atUs[i]!;
    for (;;) {
      const atUs = arrivals.peek();
      if (atUs > untilUs) return untilUs < 0 ? atUs : Number.POSITIVE_INFINITY;
      const isFull = upcoming.timed - upcoming.from === LOOK_AHEAD;
      if (isFull || atUs === Number.POSITIVE_INFINITY) return upcoming.from === upcoming.timed ? atUs : upcoming.atUs[upcoming.timed - 1]!;
      if (upcoming.timed === upcoming.to) this.#draw();
      const at = upcoming.timed++;
      upcoming.atUs[at] = atUs;
      arrivals.advance();
      if (fanOut.foresee(upcoming.keys[at]!, upcoming.sizes[at]!)) return atUs;
    }
  }
}
