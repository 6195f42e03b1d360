/**
 * What becomes of a message that dies in a queue with a dead-letter wire: it is published to another queue of the same
 * broker, or to an exchange, with its deaths written on it [RD8], unless it goes round without anyone having rejected it [RD9]. At most once:
 * what the other queue refuses is gone. SPEC.md, DL4–DL8.
 */
import { type EventHandler, Phase, type Scheduler } from '../../kernel/scheduler.ts';
import type { MessageProperties } from '../../base/workload.ts';
import { isJmsPersistent } from '../jms/persistence.ts';
import { readdress } from '../exchange/readdress.ts';
import type { Books, Death, DeathReason, DestinationId, Message } from '../api.ts';

export interface DeadLetter extends Message {
  readonly deaths: readonly Death[];
}

/** One more death: newest first, one entry per queue and reason with its count. */
export function withDeath(deaths: readonly Death[], queue: DestinationId, reason: DeathReason): readonly Death[] {
  const same = deaths.find((death) => death.queue === queue && death.reason === reason);
  return [{ queue, reason, count: (same?.count ?? 0) + 1 }, ...deaths.filter((death) => death !== same)];
}

/** What a full queue refuses and buries all the same. */
export function deadOnArrival({ createdUs, key, size, serial, properties }: Message, queue: DestinationId): DeadLetter {
  return { createdUs, key, size, serial, properties, deaths: withDeath([], queue, 'overflow_head') };
}

/** Whether a message with these deaths would come to `target` again with nobody having rejected it since it was there. */
export function isCycle(deaths: readonly Death[], target: DestinationId): boolean {
  const last = deaths.findIndex(({ queue }) => queue === target);
  return last >= 0 && deaths.slice(0, last + 1).every(({ reason }) => reason !== 'rejected');
}

/** A queue or an exchange. Takes a dead letter as it takes a publish; false when it is full and refuses. */
export interface Target {
  takeDead(letter: DeadLetter): boolean;
}

export interface WireSettings {
  /** ActiveMQ's: only what is persistent goes this way. */
  readonly isOnlyPersistent?: boolean;
  /** RabbitMQ's: the routing key every letter gets; left out: each keeps its own. */
  readonly routingKey?: string | undefined;
}

/**
 * From one queue to another or to an exchange. Letters go in an event of their own, later in the same instant: queues that
 * overflow into each other would otherwise call each other without end.
 */
export class DeadLetterWire implements EventHandler {
  readonly from: DestinationId;
  readonly to: DestinationId;
  readonly #target: Target;
  readonly #isOnlyPersistent: boolean;
  readonly #addressed: ((properties: MessageProperties | undefined) => MessageProperties) | undefined;
  readonly #scheduler: Scheduler;
  readonly #books: Books;
  #leaving: DeadLetter[] = [];
  /** Arrived at the other end. */
  records = 0;
  bytes = 0;
  /** Refused there. */
  lost = 0;

  constructor(scheduler: Scheduler, books: Books, from: DestinationId, to: DestinationId, target: Target, settings: WireSettings = {}) {
    this.#isOnlyPersistent = settings.isOnlyPersistent === true;
    this.#addressed = settings.routingKey === undefined ? undefined : readdress(settings.routingKey);
    this.#scheduler = scheduler;
    this.#books = books;
    this.from = from;
    this.to = to;
    this.#target = target;
  }

  /** Dead and not yet at the other queue; nothing once the instant is over. */
  get leaving(): number {
    return this.#leaving.length;
  }

  /** ActiveMQ drops what is not persistent: its dead-letter strategy leaves it out by default [J9]. */
  takes(properties: MessageProperties | undefined): boolean {
    return !this.#isOnlyPersistent || isJmsPersistent(properties);
  }

  send(letter: DeadLetter): void {
    if (this.#leaving.length === 0) this.#scheduler.at(this.#scheduler.now(), Phase.Engine, this);
    this.#leaving.push(this.#addressed === undefined ? letter : { ...letter, properties: this.#addressed(letter.properties) });
  }

  fire(): void {
    const letters = this.#leaving;
    this.#leaving = [];
    for (const letter of letters) {
      if (this.#target.takeDead(letter)) {
        this.records++;
        this.bytes += letter.size;
      } else this.refused(letter);
    }
  }

  /** It leads nowhere any more: what had not left is gone. */
  end(): void {
    const left = this.giveUp();
    this.lost += left;
    this.#books.dropped('removed', left);
  }
  /** Forgets what has not left; returns how many. */
  protected giveUp(): number {
    return this.#leaving.splice(0).length;
  }

  /** The other end did not take it: gone. */
  protected refused(_letter: DeadLetter): void {
    this.lost++;
    this.#books.dropped('dead_letter_refused', 1);
  }
}
