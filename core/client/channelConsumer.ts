/** Tasks that range over a channel: each worker slot receives, works, and receives again until the channel is closed and empty [G9]. */
import type { CloseReason, Delivery, Peer, Reply, Session } from '../broker/api.ts';
import type { Member, MemberContext } from './consumer.ts';
import { Slots } from './slots.ts';

interface Value {
  readonly from: ChannelTask;
  readonly createdUs: number;
  readonly key: number;
  readonly size: number;
}

class ChannelTask implements Peer {
  readonly session: Session;
  readonly #take: (from: ChannelTask, message: Reply | Delivery) => void;
  #nextId = 1;

  constructor(open: (peer: Peer) => Session, take: (from: ChannelTask, message: Reply | Delivery) => void) {
    this.#take = take;
    this.session = open(this);
  }
  ask(destination: number): void {
    this.session.submit({ kind: 'receive', id: this.#nextId++, destination });
  }
  receive(message: Reply | Delivery): void {
    this.#take(this, message);
  }
  drained(): void {}
  closed(_reason: CloseReason): void {}
}

export class ChannelConsumer implements Member {
  readonly #context: MemberContext;
  readonly #slots: Slots<Value>;
  readonly #tasks = new Map<ChannelTask, number>();
  /** Receives asked for and not answered. */
  #asked = 0;
  #isStopping = false;

  constructor(context: MemberContext) {
    this.#context = context;
    this.#slots = new Slots(context.scheduler, context.work, (value) => this.#finish(value));
  }

  start(): void {
    const { sources, client, work } = this.#context;
    for (const { broker, destination } of sources) {
      const task = new ChannelTask(
        (peer) => broker.open(peer, { client }),
        (from, message) => this.#take(from, message),
      );
      this.#tasks.set(task, destination);
      for (let i = 0; i < work.settings.concurrency; i++) this.#ask(task);
    }
  }

  /** A blocked receive cannot be taken back: its task ends with the next value it gets. */
  stop(): void {
    this.#isStopping = true;
  }

  get isStopped(): boolean {
    return this.#isStopping && this.#asked === 0 && this.#slots.busy === 0;
  }
  get waiting(): number {
    return 0;
  }
  get stored(): number {
    return 0;
  }
  get inFlight(): number {
    return this.#slots.busy;
  }

  /** More concurrency means more tasks; fewer end as they come back. */
  retune(): void {
    const wanted = this.#context.work.settings.concurrency;
    for (const [task] of this.#tasks) while (!this.#isStopping && this.#asked + this.#slots.busy < wanted) this.#ask(task);
  }

  #ask(task: ChannelTask): void {
    this.#asked++;
    task.ask(this.#tasks.get(task)!);
  }

  #take(from: ChannelTask, message: Reply | Delivery): void {
    this.#asked--;
    // Closed and drained: the loop over the channel ends.
    if (message.kind !== 'received' || !message.open) return;
    this.#context.work.received++;
    this.#context.work.bytesIn += message.size;
    this.#slots.start({ from, createdUs: message.createdUs, key: message.key, size: message.size });
  }

  #finish(value: Value): void {
    const { work, books } = this.#context;
    if (work.drawFailure()) {
      if (work.settings.onFailure === 'retry') return this.#slots.startAgain(value);
      work.dropped++;
      books.dropped('processing_failed', 1);
    } else {
      work.succeed(value.createdUs, value.key, value.size);
      books.consumed(1);
    }
    if (!this.#isStopping && this.#asked + this.#slots.busy < work.settings.concurrency) this.#ask(value.from);
  }
}
