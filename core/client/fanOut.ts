/** A client's outgoing edges: every record goes to each target with the probability of its share, a copy of its own each time. */
import type { Random } from '../base/random.ts';
import type { Books } from '../broker/api.ts';
import type { MessageProperties, SendSettings } from '../base/workload.ts';
import type { Sender } from './sender.ts';

export interface Target {
  readonly sender: Sender;
  share: number;
}

/** Who waits for the answers to what is sent. */
export interface Awaiting {
  sent(nowUs: number, serial: number, copies: number): void;
}

export class FanOut {
  readonly targets: readonly Target[];
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
    for (const { sender } of this.targets) sender.crash?.();
  }
  restart(): void {
    for (const { sender } of this.targets) sender.restart?.();
  }

  sum(field: 'waiting' | 'unanswered' | 'retried' | 'refused' | 'returned'): number {
    let n = 0;
    for (const { sender } of this.targets) n += sender[field] ?? 0;
    return n;
  }

  retune(shares: readonly number[], settings: SendSettings): void {
    this.targets.forEach((target, i) => {
      target.share = shares[i]!;
      target.sender.retune(settings);
    });
  }
}
