/**
 * Publish, deliver, acknowledge out of order, one in a hundred requeued: our queue with a session's deliveries, beside message
 * objects and a Map of the unacknowledged. Four consumers, prefetch 100.
 */
import type { Books } from '#core/broker/api.ts';
import { Deliveries } from '#core/broker/queue/deliveries.ts';
import type { QueueConsumer } from '#core/broker/queue/consumers.ts';
import { Queue } from '#core/broker/queue/queue.ts';
import { type BenchCase, faster, js, type Sample, timed } from '../benchCase.ts';
import { uniform } from '../draws.ts';

const CONSUMERS = 4;
const PREFETCH = 100;
const MESSAGES = 2_000_000;
const BURST = 200;
/** What a spike leaves behind. */
const BACKLOG = 1_000_000;

/** What both brokers look like to the clients of the bench. */
interface Bench {
  publish(key: number): void;
  /** Tags handed to a consumer and not yet settled, in the order of delivery. */
  readonly tags: number[][];
  settle(consumer: number, tag: number, requeue: boolean): void;
  readonly settled: number;
}

class OurConsumer implements QueueConsumer {
  prefetch = PREFETCH;
  readonly priority = 0;
  readonly isExclusive = false;
  readonly settleOnDelivery = false;
  unsettled = 0;
  isWaiting = false;
  isCancelled = false;
  readonly deliveries = new Deliveries();
  readonly tags: number[] = [];
  ended(): void {}
  deliver(_queue: Queue, slot: number): void {
    this.tags.push(this.deliveries.add(slot, 0));
  }
}

function ours(): Bench {
  const books = { offered() {}, copied() {}, refused() {}, consumed() {}, dropped() {} } satisfies Books;
  /** In the engine the request itself is the message: one object serves them all here. */
  const message = { createdUs: 0, key: 0, size: 100, serial: 0 };
  const queue = new Queue({ maxLength: 0, overflow: 'reject' }, books);
  const consumers = Array.from({ length: CONSUMERS }, () => new OurConsumer());
  for (const consumer of consumers) queue.addConsumer(consumer);
  return {
    publish: (key) => {
      message.createdUs = key;
      message.key = key;
      message.serial = key;
      queue.publish(message);
    },
    tags: consumers.map(({ tags }) => tags),
    settle(index, tag, requeue) {
      const consumer = consumers[index] as OurConsumer;
      const slot = consumer.deliveries.slotOf(tag);
      consumer.deliveries.settle(tag);
      if (requeue) queue.requeue(slot, consumer);
      else queue.acknowledge(slot, consumer);
      queue.roomAgain(consumer);
    },
    get settled() {
      return queue.settled;
    },
  };
}

interface Message {
  readonly id: number;
  readonly createdUs: number;
  readonly serial: number;
  readonly key: number;
  readonly size: number;
  redelivered: boolean;
}

/** Consumers in turn, requeued messages first, tags per consumer: the same service, in the usual containers. */
class ObjectQueue implements Bench {
  readonly #ready: Message[] = [];
  #head = 0;
  readonly #returned: Message[] = [];
  readonly #unacked = Array.from({ length: CONSUMERS }, () => new Map<number, Message>());
  readonly tags = Array.from({ length: CONSUMERS }, (): number[] => []);
  #nextId = 0;
  #nextTag = 1;
  #turn = 0;
  settled = 0;

  publish(key: number): void {
    this.#ready.push({ id: this.#nextId++, createdUs: key, key, size: 100, serial: key, redelivered: false });
    this.#dispatch();
  }

  settle(consumer: number, tag: number, requeue: boolean): void {
    const unacked = this.#unacked[consumer] as Map<number, Message>;
    const message = unacked.get(tag) as Message;
    unacked.delete(tag);
    if (requeue) {
      message.redelivered = true;
      const before = this.#returned.findIndex(({ id }) => id > message.id);
      this.#returned.splice(before < 0 ? this.#returned.length : before, 0, message);
    } else this.settled++;
    this.#dispatch();
  }

  #dispatch(): void {
    while (this.#returned.length > 0 || this.#head < this.#ready.length) {
      const consumer = this.#withRoom();
      if (consumer < 0) return;
      const message = this.#returned.shift() ?? this.#shift();
      const tag = this.#nextTag++;
      (this.#unacked[consumer] as Map<number, Message>).set(tag, message);
      (this.tags[consumer] as number[]).push(tag);
    }
  }

  #withRoom(): number {
    for (let i = 0; i < CONSUMERS; i++) {
      const consumer = this.#turn;
      this.#turn = (this.#turn + 1) % CONSUMERS;
      if ((this.#unacked[consumer] as Map<number, Message>).size < PREFETCH) return consumer;
    }
    return -1;
  }

  #shift(): Message {
    const message = this.#ready[this.#head++] as Message;
    if (this.#head > 4_096 && this.#head * 2 > this.#ready.length) {
      this.#ready.splice(0, this.#head);
      this.#head = 0;
    }
    return message;
  }
}

function run(bench: Bench, backlog: number): Sample {
  const draw = uniform(5);
  let key = 0;
  const work = (messages: number): void => {
    for (let published = 0; published < messages; published += BURST) {
      for (let i = 0; i < BURST; i++) bench.publish(key++);
      for (let consumer = 0; consumer < CONSUMERS; consumer++) {
        const tags = bench.tags[consumer] as number[];
        // Half of what it holds, in any order.
        for (let left = tags.length >> 1; left > 0; left--) {
          const at = Math.floor(draw() * tags.length);
          const tag = tags[at] as number;
          tags[at] = tags.at(-1) as number;
          tags.pop();
          bench.settle(consumer, tag, draw() < 0.01);
        }
      }
    }
  };
  for (let i = 0; i < backlog; i++) bench.publish(key++);
  work(200_000);
  const before = bench.settled;
  const sample = timed(MESSAGES, () => work(MESSAGES));
  return { ...sample, extra: { settledPerMessage: (bench.settled - before) / MESSAGES } };
}

export const benchCase: BenchCase = {
  name: 'queue',
  operation: 'message published, delivered, settled',
  programs: {
    'queue, empty': js(() => run(ours(), 0)),
    'objects and a Map, empty': js(() => run(new ObjectQueue(), 0)),
    'queue, backlog': js(() => run(ours(), BACKLOG)),
    'objects and a Map, backlog': js(() => run(new ObjectQueue(), BACKLOG)),
  },
  goals: [
    {
      text: 'queue vs objects and a Map, hardly any ready',
      measured: faster('queue, empty', 'objects and a Map, empty'),
      want: 'at least',
      must: 1.5,
      stretch: 2,
    },
    {
      text: 'queue vs objects and a Map, 10^6 ready',
      measured: faster('queue, backlog', 'objects and a Map, backlog'),
      want: 'at least',
      must: 3.5,
      stretch: 5,
    },
  ],
};
