/** One queue behind a door, a publisher, and consumers as they come: what most tests of queues need. */
import type { MessageProperties } from '#core/base/workload.ts';
import { DeadLetterWire } from '#core/broker/queue/deadLetter.ts';
import { Queue } from '#core/broker/queue/queue.ts';
import type { QueueSettings } from '#core/broker/queue/queueSettings.ts';
import { Door, type DoorClient } from './door.ts';

/** Handles of the queue, and of the one for what dies in it. */
export const JOBS = 0;
export const DEAD = 1;

export interface Jobs {
  readonly door: Door;
  readonly queue: Queue;
  readonly publisher: DoorClient;
  consumer(options?: Parameters<DoorClient['consume']>[1]): DoorClient;
  publish(...numbers: number[]): void;
  publishWith(properties: MessageProperties, ...numbers: number[]): void;
  /** What a newcomer would be given, in order: takes it out. */
  left(): string[];
  /** The books balance; what was dropped, by reason. */
  dropped(): object;
}

export function jobs(settings: Partial<QueueSettings> = {}): Jobs {
  const door = new Door();
  const queue = door.add(JOBS, new Queue({ maxLength: 0, overflow: 'reject', ...settings }, door.books, door.kernel));
  const publisher = door.client();
  const publishWith = (properties: MessageProperties | undefined, ...numbers: number[]): void => {
    door.books.offered(numbers.length);
    for (const n of numbers) publisher.publish(JOBS, n, 1, properties);
    door.settle();
  };
  return {
    door,
    queue,
    publisher,
    consumer(options) {
      const client = door.client();
      client.consume(JOBS, options);
      door.settle();
      return client;
    },
    publish: (...numbers) => publishWith(undefined, ...numbers),
    publishWith,
    left() {
      const last = door.client();
      for (let left = queue.ready; left > 0; left--) last.get(JOBS);
      door.settle();
      return last.words;
    },
    dropped() {
      const { difference, dropped } = door.books.totals();
      if (difference !== 0) throw new Error(`the books differ by ${difference}`);
      return dropped;
    },
  };
}

/** Adds a queue, and the wire that leads to it. */
export function withDeadLetters({ door, queue }: Jobs): Queue {
  const dead = door.add(DEAD, new Queue({ maxLength: 0, overflow: 'reject' }, door.books, door.kernel));
  queue.deadLetters = new DeadLetterWire(door.kernel, door.books, JOBS, DEAD, dead);
  return dead;
}
