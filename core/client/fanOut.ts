/** A client's outgoing edges: every record goes to each target with the probability of its share, a copy of its own each time. */
import type { Random } from '../base/random.ts';
import type { Books } from '../broker/api.ts';
import type { MessageProperties, SendSettings } from '../base/workload.ts';
import type { Poison } from './poison.ts';
import type { Feeder, ForeseeingSender, Sender } from './sender.ts';
import { TopicSender } from './topicSender.ts';
import type { Upcoming } from './upcoming.ts';

export interface Target {
  readonly sender: Sender;
  /** Edge and destination: an edge that leads elsewhere is another. */
  readonly edge: string;
  readonly destination: number;
  share: number;
}

/** Who waits for the answers to what is sent. */
export interface Awaiting {
  sent(nowUs: number, serial: number, copies: number): void;
}

export class FanOut {
  targets: readonly Target[];
  /** Of edges that are gone: what they counted stays. */
  readonly #past: Sender[] = [];
  #isDown = false;
  readonly #random: Random;
  readonly #books: Books;
  /** All targets, if each foresees what it does and gets every record. */
  #foreseeing: readonly ForeseeingSender[] | undefined;
  #feeder: Feeder | undefined;
  /** Copies this client asked to send. */
  offered = 0;
  awaiting: Awaiting | undefined;

  constructor(targets: readonly Target[], random: Random, books: Books) {
    this.targets = targets;
    this.#random = random;
    this.#books = books;
  }

  send(createdUs: number, key: number, size: number, serial: number, properties: MessageProperties | undefined): void {
    let copies = 0;
    for (const { sender, share } of this.targets) {
      if (share < 1 && this.#random.unit() >= share) continue;
      this.offered++;
      copies++;
      this.#books.offered(1);
      sender.send(createdUs, key, size, serial, properties);
    }
    this.awaiting?.sent(createdUs, serial, copies);
  }

  // --- fed late ---

  /** Records come from `feeder`, which may hand them over later than they came. */
  feed(feeder: Feeder): void {
    this.#feeder = feeder;
    this.#survey();
  }

  #survey(): void {
    for (const { sender } of this.targets) if (sender instanceof TopicSender) sender.feeder = this.#feeder;
    const able = this.targets.flatMap(({ sender, share }) => (share >= 1 && sender instanceof TopicSender ? [sender] : []));
    this.#foreseeing = this.#feeder !== undefined && able.length === this.targets.length ? able : undefined;
  }

  /** Until when no target does anything by itself; −1 if one acts on whatever record comes. */
  foreseeFrom(): number {
    if (this.#foreseeing === undefined) return -1;
    let untilUs = Number.POSITIVE_INFINITY;
    for (const sender of this.#foreseeing) untilUs = Math.min(untilUs, sender.foreseeFrom());
    return untilUs;
  }

  /** Whether a target would act on this record, which comes after those foreseen before. */
  foresee(key: number, size: number): boolean {
    if (this.#foreseeing === undefined) return true;
    let acts = false;
    for (const sender of this.#foreseeing) if (sender.foresee(key, size)) acts = true;
    return acts;
  }

  /** Records from index `from` to `to`, at the instants they came. */
  take(upcoming: Upcoming, from: number, to: number, poison: Poison | undefined): void {
    const { atUs, keys, sizes, serials } = upcoming;
    const propertiesOf = (i: number): MessageProperties | undefined => {
      const properties = upcoming.properties?.[i];
      return poison === undefined ? properties : poison.taint(properties);
    };
    if (this.#foreseeing === undefined || this.#feeder?.isWatched === true) {
      const send = (i: number) => this.send(atUs[i]!, keys[i]!, sizes[i]!, serials[i]!, propertiesOf(i));
      for (let i = from; i < to; i++) {
        if (this.#feeder === undefined) send(i);
        else this.#feeder.lookBack(atUs[i]!, () => send(i));
      }
      return;
    }
    const isPlain = poison === undefined && upcoming.properties === undefined;
    const properties = isPlain ? undefined : Array.from({ length: to - from }, (_, i) => propertiesOf(from + i));
    for (const sender of this.#foreseeing) {
      this.offered += to - from;
      this.#books.offered(to - from);
      for (let i = from; i < to; i++) sender.take(atUs[i]!, atUs[i]!, keys[i]!, sizes[i]!, serials[i]!, properties?.[i - from]);
    }
  }

  /** Nothing more will be sent, unless the load is edited. */
  end(closes: boolean): void {
    for (const { sender } of this.targets) sender.end?.(closes);
  }

  crash(): void {
    this.#isDown = true;
    for (const { sender } of this.targets) sender.crash?.();
  }
  restart(): void {
    this.#isDown = false;
    for (const { sender } of this.targets) sender.restart?.();
  }

  /** The client is removed: what its senders have not handed over is lost. They may begin again, as after a crash. */
  leave(): void {
    for (const { sender } of this.targets) remove(sender);
  }

  /** These are its edges from now on: senders of others end. */
  rewire(targets: readonly Target[]): void {
    this.#feeder?.catchUp();
    const gone = this.targets.filter((target) => !targets.includes(target));
    const added = targets.filter((target) => !this.targets.includes(target));
    for (const { sender } of gone) remove(sender);
    this.#past.push(...gone.map(({ sender }) => sender));
    if (this.#isDown) for (const { sender } of added) sender.crash?.();
    this.targets = targets;
    this.#survey();
    this.#feeder?.changed();
  }

  sum(field: 'waiting' | 'unanswered' | 'retried' | 'refused' | 'returned'): number {
    let n = 0;
    for (const { sender } of this.targets) n += sender[field] ?? 0;
    for (const sender of this.#past) n += sender[field] ?? 0;
    return n;
  }

  retune(shares: readonly number[], settings: SendSettings): void {
    this.#feeder?.catchUp();
    this.targets.forEach((target, i) => {
      target.share = shares[i]!;
      target.sender.retune(settings);
    });
    this.#survey();
    this.#feeder?.changed();
  }
}

function remove(sender: Sender): void {
  sender.crash?.('removed');
  sender.leave?.();
}
