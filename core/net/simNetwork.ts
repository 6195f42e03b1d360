/**
 * A broker across a simulated link: the same door, later. Each direction is first in, first out with a constant one-way
 * delay, and has one pending event however many messages are on it. SPEC.md, N1–N5.
 *
 * A request over a link without delay enters the broker at once; every answer comes in an event of its own, so the link
 * keeps the promise that no peer is called from inside submit(). A link in trouble (linkTrouble.ts) delays, doubles or holds
 * what is on it, N6–N9; one that is not asks for nothing but whether it is. Layer: knows the broker by its api only.
 */
import { createRandom, type Random } from '../base/random.ts';
import type { Instant } from '../base/units.ts';
import {
  type Broker,
  type CloseReason,
  type Delivery,
  type ErrorCode,
  type Hello,
  NO_REPLY,
  type Peer,
  type Reply,
  type Request,
  type Session,
} from '../broker/api.ts';
import { carriedBytes, carriedRecords, shownRecords } from '../broker/carried.ts';
import { type EventHandler, NO_TIMER, Phase, type Scheduler, type TimerId } from '../kernel/scheduler.ts';
import { Lane } from './lane.ts';
import { delayUs, type LinkTrouble, SETUP_TIMEOUT_US, SILENCE_US } from './linkTrouble.ts';
import { type FarEnd, Pacing } from './pacing.ts';

/** Messages one direction may hold before the sender has to wait: a socket's buffer. */
const WINDOW = 4_096;
const UP = 0;
const DOWN = 1;
const GIVE_UP = 2;

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
  /** Undefined while nothing is wrong. */
  trouble: LinkTrouble | undefined;
  /** What trouble draws from. */
  readonly random: Random;
  readonly crossings = new Set<Crossing>();

  constructor({ latencyUs }: LinkSettings, random = createRandom(0)) {
    this.latencyUs = latencyUs;
    this.random = random;
  }

  /** What is wrong from now on; undefined: all is well again, and what was held goes on. */
  suffer(trouble: LinkTrouble | undefined): void {
    this.trouble = trouble;
    for (const crossing of this.crossings) crossing.troubled();
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
  /** The client crashed; what it had sent still arrives, nothing comes back. */
  #isOrphan = false;
  #givesUp: TimerId = NO_TIMER;
  /** The other end has not answered yet: there is no connection to send over. */
  #isConnecting = false;
  /** The head of the upward lane is being given to the broker. */
  #isHanding = false;
  readonly #pacing: Pacing;

  constructor(scheduler: Scheduler, link: Link, broker: Broker, client: Peer, hello: Hello, far: FarEnd) {
    this.#scheduler = scheduler;
    this.#link = link;
    this.#client = client;
    this.#session = broker.open(this, { ...hello, defers: true });
    this.#pacing = new Pacing(this.#session.nic, far);
    link.crossings.add(this);
    this.#isConnecting = this.#session.isRefused === true || this.#isCut;
    if (link.trouble !== undefined) this.#watch(SETUP_TIMEOUT_US);
  }

  submit(request: Request): boolean {
    if (this.#isClosed || this.#isOrphan) return false;
    if (this.#isConnecting) {
      this.#isFull = true;
      return false;
    }
    const { latencyUs, trouble } = this.#link;
    if (latencyUs === 0 && trouble === undefined && this.#up.length === 0 && !this.#pacing.isNeeded) {
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
    if (trouble !== undefined && trouble.duplicate > 0) this.#double(request, trouble.duplicate);
    this.#load(request);
    const sentUs = this.#sentUs(request);
    const dueUs = sentUs + latencyUs + this.#delayUs(trouble);
    this.#up.push(request, dueUs);
    this.#expectUp(dueUs);
    return true;
  }

  receive(message: Reply | Delivery): void {
    if (this.#isOrphan) {
      const lost = carriedRecords(message);
      if (lost > 0) this.onLost(lost);
      return;
    }
    this.#load(message);
    const { latencyUs, trouble } = this.#link;
    const now = this.#scheduler.now();
    const delayUs = latencyUs + this.#delayUs(trouble);
    const dueUs = this.#pacing.isNeeded ? this.#pacing.takenUs(message, this.#pacing.answeredUs(message, now) + delayUs) : now + delayUs;
    this.#down.push(message, dueUs);
    this.#expectDown(dueUs);
  }

  fire(now: Instant, what: number): void {
    if (this.#isClosed) return;
    if (what === UP) {
      this.#isUpDue = false;
      this.#arriveUp(now);
    } else if (what === DOWN) this.#arriveDown(now);
    else this.#giveUp();
  }

  #sentUs(request: Request): number {
    const now = this.#scheduler.now();
    return this.#pacing.isNeeded ? this.#pacing.sentUs(request, now) : now;
  }

  #expectUp(dueUs: number): void {
    if (this.#isUpDue || this.#isStalled || this.#link.trouble?.cutUp === true) return;
    this.#isUpDue = true;
    this.#scheduler.at(dueUs as Instant, Phase.Network, this, UP);
  }
  #expectDown(dueUs: number): void {
    if (this.#isDownDue || this.#link.trouble?.cutDown === true) return;
    this.#isDownDue = true;
    this.#scheduler.at(dueUs as Instant, Phase.Network, this, DOWN);
  }

  /**
   * What is on the wire is lost with its reason; the broker learns of the end at once. What a client sent before it crashed is
   * its operating system's to deliver, and the end comes behind it.
   */
  close(reason: CloseReason): void {
    if (this.#isClosed || this.#isOrphan) return;
    if (reason === 'crash' && this.#up.length > 0) {
      this.#isOrphan = true;
      this.#lose(this.#down);
      return;
    }
    this.#end();
    this.#session.close(reason);
  }
  closed(reason: CloseReason, error?: ErrorCode): void {
    if (this.#isClosed) return;
    this.#end();
    if (!this.#isOrphan) this.#client.closed(reason, error);
  }
  #end(): void {
    this.#isClosed = true;
    this.#link.crossings.delete(this);
    this.#scheduler.cancel(this.#givesUp);
    // The broker hung up over the request it was just given: that one is the broker's to account for.
    if (this.#isHanding) this.#unload(this.#up.shift());
    this.#lose(this.#up);
    this.#lose(this.#down);
  }

  // --- trouble ---

  get #isCut(): boolean {
    const { trouble } = this.#link;
    return trouble !== undefined && (trouble.cutUp || trouble.cutDown);
  }

  #delayUs(trouble: LinkTrouble | undefined): number {
    if (trouble === undefined) return 0;
    const us = delayUs(trouble, this.#link.random);
    if (us >= SILENCE_US && trouble.extraUs < SILENCE_US) this.#givesUpAfter(SILENCE_US);
    return us;
  }

  /** As a retry whose first copy arrived: of the two only the second is answered. */
  #double(request: Request, chance: number): void {
    if (request.kind !== 'produce' && request.kind !== 'publish') return;
    if (this.#up.length >= WINDOW - 1 || this.#link.random.unit() >= chance) return;
    const twin: Request = request.kind === 'produce' ? { ...request, id: NO_REPLY, acks: 0 } : { ...request, id: NO_REPLY };
    this.onDoubled(carriedRecords(twin));
    this.#load(twin);
    const dueUs = this.#sentUs(twin) + this.#link.latencyUs;
    this.#up.push(twin, dueUs);
    this.#expectUp(dueUs);
  }

  /** The link's trouble changed: what it held goes on from now, or is held. */
  troubled(): void {
    this.#watch(SILENCE_US);
    if (this.#isConnecting && !this.#isCut && this.#session.isRefused !== true) {
      this.#isConnecting = false;
      this.#relieve();
    }
    const dueUs = this.#scheduler.now() + this.#link.latencyUs;
    if (this.#up.length > 0) this.#expectUp(Math.max(this.#up.headDueUs, dueUs));
    if (this.#down.length > 0) this.#expectDown(Math.max(this.#down.headDueUs, dueUs));
  }

  /** A connection over a cut link lasts no longer than `us`. */
  #watch(us: number): void {
    if (this.#isCut) this.#givesUpAfter(us);
    else {
      this.#scheduler.cancel(this.#givesUp);
      this.#givesUp = NO_TIMER;
    }
  }

  #givesUpAfter(us: number): void {
    if (this.#givesUp !== NO_TIMER) return;
    this.#givesUp = this.#scheduler.at((this.#scheduler.now() + us) as Instant, Phase.Network, this, GIVE_UP);
  }

  #giveUp(): void {
    this.#end();
    this.#session.close('unreachable');
    if (!this.#isOrphan) this.#client.closed('unreachable');
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
  onDoubled: (records: number) => void = () => {};

  #arriveUp(now: Instant): void {
    if (this.#link.trouble?.cutUp === true) return;
    while (this.#up.length > 0) {
      if (this.#up.headDueUs > now) {
        this.#expectUp(this.#up.headDueUs);
        break;
      }
      this.#isHanding = true;
      const isTaken = this.#session.submit(this.#up.head);
      this.#isHanding = false;
      if (this.#isClosed) return;
      if (!isTaken) {
        this.#isStalled = true;
        break;
      }
      this.#unload(this.#up.shift());
    }
    if (this.#isOrphan && this.#up.length === 0) {
      this.#end();
      return this.#session.close('crash');
    }
    this.#relieve();
  }

  #arriveDown(now: Instant): void {
    this.#isDownDue = this.#link.trouble?.cutDown !== true;
    if (!this.#isDownDue) return;
    // What comes while these are handed over travels in an event of its own.
    let waiting = this.#down.length;
    while (waiting-- > 0 && this.#down.headDueUs <= now) {
      const message = this.#down.shift();
      this.#unload(message);
      this.#client.receive(message);
      if (this.#isClosed || this.#isOrphan) return;
    }
    this.#isDownDue = false;
    if (this.#down.length > 0) this.#expectDown(Math.max(this.#down.headDueUs, now));
  }

  #relieve(): void {
    if (!this.#isFull || this.#isStalled || this.#isOrphan || this.#up.length > WINDOW / 2) return;
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

  #lose(lane: Lane<Request> | Lane<Reply | Delivery>): void {
    let lost = 0;
    while (lane.length > 0) {
      const message = lane.shift();
      lost += carriedRecords(message);
      this.#unload(message);
    }
    if (lost > 0) this.onLost(lost);
  }
}

/** What the books are told of a link. */
export interface LinkBooks {
  /** Copies lost when a session closes over them. */
  lost(records: number): void;
  /** Copies that exist because a request arrived twice. */
  doubled(records: number): void;
}

/** The broker's door as seen from the far end of `link`. */
export function across(broker: Broker, link: Link, scheduler: Scheduler, { lost, doubled }: LinkBooks, far: FarEnd = {}): Broker {
  return {
    open(peer, hello) {
      const crossing = new Crossing(scheduler, link, broker, peer, hello, far);
      crossing.onLost = lost;
      crossing.onDoubled = doubled;
      return crossing;
    },
  };
}
