/**
 * Tasks that range over a channel: each worker slot receives, works, and receives again until the channel is closed and
 * empty [G9]. A slot with several channels waits at all of them, as a select does; what the others give meanwhile waits here.
 */
import { Deque } from '../base/deque.ts';
import type { CloseReason, Delivery, DestinationId, Message, Peer, Reply, Session } from '../broker/api.ts';
import type { ConsumerSource, Member, MemberContext } from './consumer.ts';
import { Slots } from './slots.ts';

/** A value and which of the sources it came from. */
interface Received extends Message {
  readonly source: ConsumerSource;
}

class ChannelTask implements Peer {
  readonly session: Session;
  readonly destination: DestinationId;
  /** Receives asked for and not answered. */
  asked = 0;
  /** The channel is closed and drained: the loop over it is over. */
  isOver = false;
  readonly #take: (value: Message) => void;
  readonly #again: () => void;
  #nextId = 1;

  constructor(destination: DestinationId, open: (peer: Peer) => Session, take: (value: Message) => void, again: () => void) {
    this.destination = destination;
    this.#again = again;
    this.#take = take;
    this.session = open(this);
  }
  /** Asks for values until `wanted` receives are open, or the link is full. */
  ask(wanted: number): void {
    while (!this.isOver && this.asked < wanted) {
      if (!this.session.submit({ kind: 'receive', id: this.#nextId++, destination: this.destination })) return;
      this.asked++;
    }
  }
  receive(message: Reply | Delivery): void {
    this.asked--;
    if (message.kind === 'received' && message.open) this.#take(message);
    else this.isOver = true;
  }
  drained(): void {
    this.#again();
  }
  closed(_reason: CloseReason): void {}
}

export class ChannelConsumer implements Member {
  readonly #context: MemberContext;
  readonly #slots: Slots<Received>;
  readonly #values = new Deque<Received>();
  #tasks: readonly ChannelTask[] = [];
  #isStopping = false;

  constructor(context: MemberContext) {
    this.#context = context;
    this.#slots = new Slots(context.scheduler, context.work, (value) => this.#finish(value));
  }

  start(): void {
    const { sources, client } = this.#context;
    this.#tasks = sources.map(
      (source) =>
        new ChannelTask(
          source.destination,
          (peer) => source.broker.open(peer, { client }),
          (value) => this.#take(value, source),
          () => this.#askMore(),
        ),
    );
    this.#askMore();
  }

  /** A blocked receive cannot be taken back: its task ends with the next value it gets. */
  stop(): void {
    this.#isStopping = true;
  }

  /** A channel's task goes down with its process only: what it has in hand is lost. */
  crash(): void {
    this.#context.books.dropped('process_crash', this.inFlight);
    this.#values.clear();
    this.#slots.crash();
    this.#isStopping = true;
    for (const task of this.#tasks) {
      task.asked = 0;
      task.session.close('crash');
    }
  }

  get isStopped(): boolean {
    return this.#isStopping && this.#inHand === 0 && this.#tasks.every((task) => task.asked === 0);
  }
  /** Every loop is over: its channels are closed and drained [G9]. */
  get hasEnded(): boolean {
    return this.#tasks.length > 0 && this.#inHand === 0 && this.#tasks.every((task) => task.isOver);
  }
  /** Has nothing in hand and waits at each of its channels that is not over. */
  get isParked(): boolean {
    return this.#inHand === 0 && this.#tasks.every((task) => task.isOver || task.asked > 0);
  }
  /** Receives it waits for at a channel. */
  receivesAt(destination: DestinationId): number {
    return this.#tasks.reduce((n, task) => n + (task.destination === destination ? task.asked : 0), 0);
  }
  get waiting(): number {
    return this.#values.length;
  }
  get stored(): number {
    return 0;
  }
  get inFlight(): number {
    return this.#inHand;
  }
  get #inHand(): number {
    return this.#values.length + this.#slots.busy;
  }

  /** More concurrency means more tasks; fewer end as they come back. */
  retune(): void {
    this.#work();
  }

  /** Every slot that has nothing in hand waits at every channel. */
  #askMore(): void {
    if (this.#isStopping) return;
    const free = this.#context.work.settings.concurrency - this.#inHand;
    for (const task of this.#tasks) task.ask(free);
  }

  #take({ createdUs, key, size, serial, properties }: Message, source: ConsumerSource): void {
    this.#context.work.received++;
    this.#context.work.bytesIn += size;
    this.#values.push({ createdUs, key, size, serial, properties, source });
    this.#work();
  }

  #work(): void {
    while (this.#values.length > 0 && this.#slots.hasRoom) this.#slots.start(this.#values.shift()!);
    this.#askMore();
  }

  #finish(value: Received): void {
    const { work, books } = this.#context;
    if (work.drawFailure(value.properties)) {
      if (work.settings.onFailure !== 'drop') return this.#slots.startAgain(value);
      work.dropped++;
      books.dropped('processing_failed', 1);
    } else {
      work.succeed(value.createdUs, value.key, value.size, value.serial, value.properties);
      value.source.onProcessed?.(value.serial);
      books.consumed(1);
    }
    this.#work();
  }
}
