/**
 * A broker across a simulated link: the same door, later. Each direction is first in, first out with a constant one-way
 * delay, and has one pending event however many messages are on it. SPEC.md, N1–N5.
 *
 * A request over a link without delay enters the broker at once; every answer comes in an event of its own, so the link
 * keeps the promise that no peer is called from inside submit(). Layer: knows the broker by its api only.
 */
import { Deque } from '../base/deque.ts';
import { Float64Ring } from '../base/ring.ts';
import type { Instant } from '../base/units.ts';
import {
  type Broker,
  type CloseReason,
  carriedBytes,
  carriedRecords,
  type Delivery,
  type Hello,
  type Peer,
  type Reply,
  type Request,
  type Session,
  shownRecords,
} from '../broker/api.ts';
import { type EventHandler, Phase, type Scheduler } from '../kernel/scheduler.ts';

/** Messages one direction may hold before the sender has to wait: a socket's buffer. */
const WINDOW = 4_096;
const UP = 0;
const DOWN = 1;

/** One edge of the design, shared by all sessions that run over it. Counts what passed, for both directions. */
export interface LinkSettings {
  latencyUs: number;
}
export class Link {
  latencyUs: number;
  /** Records and value bytes sent towards the destination, or delivered from it. */
  records = 0;
  bytes = 0;
  /** Records on the wire now, shown to people. */
  onWire = 0;
  /** Copies on the wire that nobody else holds, for the books. */
  inFlight = 0;
  readonly stored = 0;

  constructor({ latencyUs }: LinkSettings) {
    this.latencyUs = latencyUs;
  }
}

/** One direction: messages and the instants they are due, in step. */
class Lane<Message> {
  readonly #messages = new Deque<Message>();
  readonly #dueUs = new Float64Ring(8);

  get length(): number {
    return this.#messages.length;
  }
  get headDueUs(): number {
    return this.#dueUs.peek();
  }
  get head(): Message {
    return this.#messages.peek()!;
  }
  push(message: Message, dueUs: number): void {
    this.#messages.push(message);
    this.#dueUs.push(dueUs);
  }
  shift(): Message {
    this.#dueUs.shift();
    return this.#messages.shift()!;
  }
}

class Crossing implements Session, Peer, EventHandler {
  readonly #scheduler: Scheduler;
  readonly #link: Link;
  readonly #client: Peer;
  readonly #session: Session;
  readonly #up = new Lane<Request>();
  readonly #down = new Lane<Reply | Delivery>();
  /** An event for the direction's head is pending. */
  #isUpDue = false;
  #isDownDue = false;
  #isFull = false;
  #isStalled = false;
  #isClosed = false;

  constructor(scheduler: Scheduler, link: Link, broker: Broker, client: Peer, hello: Hello) {
    this.#scheduler = scheduler;
    this.#link = link;
    this.#client = client;
    this.#session = broker.open(this, { ...hello, defers: true });
  }

  submit(request: Request): boolean {
    if (this.#isClosed) return false;
    const { latencyUs } = this.#link;
    if (latencyUs === 0 && this.#up.length === 0) {
      if (!this.#session.submit(request)) {
        this.#isFull = true;
        return false;
      }
      this.#count(request);
      return true;
    }
    if (this.#up.length >= WINDOW) {
      this.#isFull = true;
      return false;
    }
    this.#load(request);
    const dueUs = this.#scheduler.now() + latencyUs;
    this.#up.push(request, dueUs);
    this.#expectUp(dueUs);
    return true;
  }

  receive(message: Reply | Delivery): void {
    this.#load(message);
    const dueUs = this.#scheduler.now() + this.#link.latencyUs;
    this.#down.push(message, dueUs);
    this.#expectDown(dueUs);
  }

  fire(now: Instant, direction: number): void {
    if (this.#isClosed) return;
    if (direction === UP) {
      this.#isUpDue = false;
      this.#arriveUp(now);
    } else {
      this.#arriveDown(now);
    }
  }

  #expectUp(dueUs: number): void {
    if (this.#isUpDue || this.#isStalled) return;
    this.#isUpDue = true;
    this.#scheduler.at(dueUs as Instant, Phase.Network, this, UP);
  }
  #expectDown(dueUs: number): void {
    if (this.#isDownDue) return;
    this.#isDownDue = true;
    this.#scheduler.at(dueUs as Instant, Phase.Network, this, DOWN);
  }

  /** What is on the wire is lost with its reason; the broker learns of the end at once. */
  close(reason: CloseReason): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#loseWire();
    this.#session.close(reason);
  }
  closed(reason: CloseReason): void {
    this.#isClosed = true;
    this.#loseWire();
    this.#client.closed(reason);
  }

  /** The broker has room again. */
  drained(): void {
    if (this.#isStalled) {
      this.#isStalled = false;
      this.#arriveUp(this.#scheduler.now());
    }
    this.#relieve();
  }

  onLost: (records: number) => void = () => {};

  #arriveUp(now: Instant): void {
    while (this.#up.length > 0) {
      if (this.#up.headDueUs > now) {
        this.#expectUp(this.#up.headDueUs);
        break;
      }
      if (!this.#session.submit(this.#up.head)) {
        this.#isStalled = true;
        break;
      }
      this.#unload(this.#up.shift());
    }
    this.#relieve();
  }

  #arriveDown(now: Instant): void {
    // What comes while these are handed over travels in an event of its own.
    let waiting = this.#down.length;
    while (waiting-- > 0 && this.#down.headDueUs <= now) {
      const message = this.#down.shift();
      this.#unload(message);
      this.#client.receive(message);
      if (this.#isClosed) return;
    }
    this.#isDownDue = false;
    if (this.#down.length > 0) this.#expectDown(Math.max(this.#down.headDueUs, now));
  }

  #relieve(): void {
    if (!this.#isFull || this.#isStalled || this.#up.length > WINDOW / 2) return;
    this.#isFull = false;
    this.#client.drained();
  }

  #count(message: Request | Reply | Delivery): number {
    const records = shownRecords(message);
    if (records > 0) {
      this.#link.records += records;
      this.#link.bytes += carriedBytes(message);
    }
    return records;
  }

  #load(message: Request | Reply | Delivery): void {
    const records = this.#count(message);
    if (records === 0) return;
    this.#link.onWire += records;
    this.#link.inFlight += carriedRecords(message);
  }

  #unload(message: Request | Reply | Delivery): void {
    this.#link.onWire -= shownRecords(message);
    this.#link.inFlight -= carriedRecords(message);
  }

  #loseWire(): void {
    let lost = 0;
    for (const lane of [this.#up, this.#down]) {
      while (lane.length > 0) {
        const message = lane.shift();
        lost += carriedRecords(message);
        this.#unload(message);
      }
    }
    if (lost > 0) this.onLost(lost);
  }
}

/** The broker's door as seen from the far end of `link`. `onLost` is told of copies lost when a session closes over them. */
export function across(broker: Broker, link: Link, scheduler: Scheduler, onLost: (records: number) => void): Broker {
  return {
    open(peer, hello) {
      const crossing = new Crossing(scheduler, link, broker, peer, hello);
      crossing.onLost = onLost;
      return crossing;
    },
  };
}
