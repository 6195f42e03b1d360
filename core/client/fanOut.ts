/** A client's outgoing edges: every record goes to each target with the probability of its share, a copy of its own each time. */
import type { Random } from '../base/random.ts';
import type { Books } from '../broker/api.ts';
import type { MessageProperties, SendSettings } from '../base/workload.ts';
import type { Sender } from './sender.ts';

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
    const gone = this.targets.filter((target) => !targets.includes(target));
    const added = targets.filter((target) => !this.targets.includes(target));
    for (const { sender } of gone) remove(sender);
    this.#past.push(...gone.map(({ sender }) => sender));
    if (this.#isDown) for (const { sender } of added) sender.crash?.();
    this.targets = targets;
  }

  sum(field: 'waiting' | 'unanswered' | 'retried' | 'refused' | 'returned'): number {
    let n = 0;
    for (const { sender } of this.targets) n += sender[field] ?? 0;
    for (const sender of this.#past) n += sender[field] ?? 0;
    return n;
  }

  retune(shares: readonly number[], settings: SendSettings): void {
    this.targets.forEach((target, i) => {
      target.share = shares[i]!;
      target.sender.retune(settings);
    });
  }
}

function remove(sender: Sender): void {
  sender.crash?.('removed');
  sender.leave?.();
}
