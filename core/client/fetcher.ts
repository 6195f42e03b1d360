/** A member's session to one server, for the partitions of one topic it leads; opened again when it is lost. */
import type { Broker, CloseReason, Delivery, Peer, Reply } from '../broker/api.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import { Outbox } from './outbox.ts';
import type { Owned } from './ownedPartitions.ts';
import { DOWN, KAFKA_BACKOFF, Reconnect } from './reconnect.ts';

/** What fetching does with one session. */
export interface FetcherOwner {
  receive(from: Fetcher, message: Reply): void;
  lost(from: Fetcher): void;
  connected(from: Fetcher): void;
}

export class Fetcher implements Peer {
  readonly outbox: Outbox;
  readonly destination: number;
  /** Which of the topic's servers. */
  readonly server: number;
  readonly #owner: FetcherOwner;
  readonly #reconnect: Reconnect;
  fetchId = 0;
  /** Asks where partitions go on whose position is not in the log any more. */
  resetId = 0;
  owned: Owned[] = [];
  isUp = true;
  /** It was told that it does not lead all of these: nothing is fetched here until it is known who does. */
  isWrong = false;

  constructor(destination: number, server: number, broker: Broker, client: string, scheduler: Scheduler, owner: FetcherOwner) {
    this.destination = destination;
    this.server = server;
    this.#owner = owner;
    this.outbox = new Outbox(broker.open(this, { client }));
    this.#reconnect = new Reconnect(scheduler, KAFKA_BACKOFF, () => {
      this.#forget();
      this.isUp = true;
      this.outbox.replace(broker.open(this, { client }));
      owner.connected(this);
    });
  }

  receive(message: Reply | Delivery): void {
    if (message.kind !== 'delivery') this.#owner.receive(this, message);
  }
  drained(): void {
    this.outbox.drained();
  }
  closed(_reason: CloseReason): void {
    this.outbox.replace(DOWN);
    this.isUp = false;
    this.#forget();
    this.#reconnect.lost();
    this.#owner.lost(this);
  }
  end(reason: CloseReason): void {
    this.#reconnect.stop();
    this.outbox.close(reason);
  }

  /** With the connection went what was asked over it. */
  #forget(): void {
    this.fetchId = 0;
    this.resetId = 0;
  }
}
