/** Follows the copies of a quorum queue, to see that none of those it confirmed goes without a reason [I3]. */
import type { QuorumQueue } from '#core/broker/queue/quorumQueue.ts';

export class QuorumWatch {
  readonly #queue: QuorumQueue;
  /** Messages of which a copy was committed, and of which one went for a reason. */
  readonly #held = new Map<number, number>();
  readonly #gone = new Set<number>();
  #deaths = 0;
  #settled = 0;

  constructor(queue: QuorumQueue) {
    this.#queue = queue;
    const acknowledge = queue.acknowledge.bind(queue);
    queue.acknowledge = (slot, consumer) => {
      acknowledge(slot, consumer);
      this.#settled = queue.settled;
    };
    const { pool } = queue;
    const [take, release] = [pool.take.bind(pool), pool.release.bind(pool)];
    pool.take = (message, sequence) => {
      this.#held.set(message.serial, (this.#held.get(message.serial) ?? 0) + 1);
      return take(message, sequence);
    };
    pool.release = (slot) => {
      const serial = pool.serials[slot]!;
      this.#held.set(serial, this.#held.get(serial)! - 1);
      // A queue counts a death before it lets the copy go; and what is settled by being given out, whether it arrives or not.
      const deaths = Object.values(queue.deaths).reduce((sum, n) => sum + n, 0);
      if (deaths > this.#deaths || queue.settled > this.#settled) this.#gone.add(serial);
      this.#deaths = deaths;
      this.#settled = queue.settled;
      release(slot);
    };
  }

  /** Whether a message that was never given out is there, or died as a message may. */
  accountsFor(serial: number): boolean {
    return (this.#held.get(serial) ?? 0) > 0 || this.#gone.has(serial) || this.#queue.isDeleted;
  }
}
