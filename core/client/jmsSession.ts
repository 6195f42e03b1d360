/**
 * One JMS session with one consumer: messages one after another, acknowledged as its mode says [J6, J7], redelivered by itself
 * when work fails. It is one thread: a connection that works on several at a time has several sessions. SPEC.md, JM rules.
 */
import { Deque } from '../base/deque.ts';
import { duration } from '../base/units.ts';
import { type Broker, type CloseReason, type Delivery, type DestinationId, NO_REPLY, type Peer, type Reply, type SettleRequest } from '../broker/api.ts';
import { type EventHandler, NO_TIMER, Phase, type TimerId } from '../kernel/scheduler.ts';
import type { CrashMoment } from '../base/faults.ts';
import type { MemberContext } from './consumer.ts';
import { Outbox } from './outbox.ts';
import { AMQP_BACKOFF, DOWN, Reconnect } from './reconnect.ts';
import { isExhausted, nextDelayUs, type RedeliveryPolicy } from './redelivery.ts';
import { Slots } from './slots.ts';

export interface JmsSettings {
  readonly ackMode: 'auto' | 'client' | 'dupsOk' | 'transacted';
  /** Client and transacted: messages after which it acknowledges or commits, if nothing keeps it from going on before. */
  readonly ackEvery: number;
  /** '': everything. */
  readonly selector: string;
  readonly clientId: string | undefined;
  /** Name of the durable subscription. */
  readonly durable: string | undefined;
  readonly redelivery: RedeliveryPolicy;
}

const CONSUME = 1;
const CANCEL = 2;
const LAST = 3;
const SUBSCRIPTION = 1;

export interface JmsSource {
  readonly broker: Broker;
  readonly destination: DestinationId;
  readonly isTopic: boolean;
  readonly onProcessed?: (serial: number) => void;
}

export class JmsSession implements Peer, EventHandler {
  readonly #context: MemberContext;
  readonly #settings: JmsSettings;
  readonly #source: JmsSource;
  readonly #slots: Slots<Delivery>;
  #prefetch: number;
  readonly #outbox = new Outbox(DOWN);
  /** After a refusal as after a loss; Spring's listener container waits as long. */
  readonly #reconnect: Reconnect;
  /** True when the connection has just crashed at this moment of its work. */
  readonly #crashes: (at: CrashMoment) => boolean;
  /** Prefetched, and rolled back to be delivered again; in the order of their tags. */
  #waiting = new Deque<Delivery>();
  /** Consumed and neither acknowledged nor rolled back. */
  #consumed: Delivery[] = [];
  #current: Delivery | undefined;
  /** Failed deliveries by tag, of those that failed. */
  readonly #failures = new Map<number, number>();
  #delayUs = 0;
  /** Stands still before it redelivers. */
  #pause: TimerId = NO_TIMER;
  /** By how much the prefetch is widened for what is consumed and not acknowledged. */
  #extension = 0;
  #isPumping = false;
  #isRefused = false;
  #isStopping = false;
  #isSaidLast = false;
  isStopped = false;

  constructor(context: MemberContext, settings: JmsSettings, source: JmsSource, prefetch: number, crashes: (at: CrashMoment) => boolean) {
    this.#context = context;
    this.#settings = settings;
    this.#source = source;
    this.#prefetch = prefetch;
    this.#slots = new Slots(context.scheduler, context.work, (delivery) => this.#finish(delivery));
    this.#crashes = crashes;
    this.#reconnect = new Reconnect(context.scheduler, AMQP_BACKOFF, () => this.#open());
    this.#open();
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  retune(prefetch: number): void {
    if (prefetch === this.#prefetch) return;
    this.#prefetch = prefetch;
    this.#widen(this.#extension);
  }

  /** Ends what it works on, acknowledges what it has done, and leaves the rest to the broker. */
  stop(): void {
    if (this.#isStopping) return;
    this.#isStopping = true;
    this.#context.scheduler.cancel(this.#pause);
    if (this.#reconnect.isWaiting) {
      this.#reconnect.stop();
      this.isStopped = true;
      return;
    }
    this.#waiting.clear();
    this.#outbox.send({ kind: 'cancel', id: CANCEL, subscription: SUBSCRIPTION });
    this.#settleDown();
  }

  receive(message: Reply | Delivery): void {
    if (message.kind === 'delivery') return this.#take(message);
    if (message.kind === 'described') {
      this.isStopped = true;
      return this.#outbox.close();
    }
    if (message.kind !== 'done' || message.id !== CONSUME) return;
    const isRefused = message.error !== 'none';
    // It asks again and again: that it is refused is told once.
    if (isRefused && !this.#isRefused) this.#context.work.refusals++;
    this.#isRefused = isRefused;
    if (!isRefused) return;
    this.#outbox.close();
    this.#lost();
  }
  drained(): void {
    this.#outbox.drained();
  }
  /** What it held is the broker's again; what it works on is worked on once more by whoever gets it. */
  closed(_reason: CloseReason): void {
    this.#forget();
    this.#lost();
  }

  /** Is gone at once; the broker has all it held. */
  crash(): void {
    this.#isStopping = true;
    this.isStopped = true;
    this.#forget();
    this.#slots.crash();
    this.#reconnect.stop();
    this.#outbox.close('crash');
  }

  /** The delay before a redelivery is over. */
  fire(): void {
    this.#pause = NO_TIMER;
    this.#pump();
  }

  #open(): void {
    const { clientId, selector, durable } = this.#settings;
    const { broker, destination } = this.#source;
    this.#outbox.replace(broker.open(this, { client: this.#context.client, ...(clientId !== undefined && { clientId }) }));
    this.#outbox.send({
      kind: 'consume',
      id: CONSUME,
      destination,
      subscription: SUBSCRIPTION,
      prefetch: this.#prefetch,
      settleOnDelivery: false,
      ...(selector !== '' && { selector }),
      ...(durable !== undefined && { durable }),
    });
  }

  #lost(): void {
    this.#outbox.replace(DOWN);
    if (this.#isStopping) this.isStopped = true;
    else this.#reconnect.lost();
  }

  #forget(): void {
    this.#context.scheduler.cancel(this.#pause);
    this.#pause = NO_TIMER;
    this.#waiting.clear();
    this.#consumed = [];
    this.#failures.clear();
    this.#current = undefined;
    this.#extension = 0;
    this.#delayUs = 0;
  }

  #take(delivery: Delivery): void {
    this.#context.work.received++;
    this.#context.work.bytesIn += delivery.size;
    // The end of the session gives it back.
    if (this.#isStopping) return;
    this.#waiting.push(delivery);
    this.#pump();
  }

  #pump(): void {
    // Work that takes no time ends inside start(): the loop goes on here, not one level deeper.
    if (this.#isPumping) return;
    this.#isPumping = true;
    while (this.#waiting.length > 0 && this.#isIdle && !this.#crashes('beforeProcessing')) {
      const next = this.#waiting.shift()!;
      // A message whose time ran out in the prefetch is not delivered either [J9].
      if (next.expiresUs !== undefined && next.expiresUs <= this.#context.scheduler.now()) this.#settle(next, 'expire', false);
      else {
        this.#current = next;
        this.#slots.start(next);
      }
    }
    this.#isPumping = false;
    // Nothing more is at hand: what was consumed so far is not kept waiting for it.
    if (this.#settings.ackMode !== 'dupsOk' && this.#waiting.length === 0 && this.#isIdle) this.#acknowledge();
  }

  get #isIdle(): boolean {
    return this.#current === undefined && this.#slots.busy === 0 && this.#pause === NO_TIMER && !this.#isStopping;
  }

  #finish(delivery: Delivery): void {
    // Its session was lost while it was worked on.
    const isLost = this.#current !== delivery;
    this.#current = undefined;
    const hasFailed = this.#context.work.drawFailure(delivery.properties);
    if (!isLost && hasFailed) this.#rollBack(delivery);
    else if (!isLost) this.#succeed(delivery);
    this.#pump();
    this.#settleDown();
  }

  #succeed(delivery: Delivery): void {
    const { ackMode, ackEvery } = this.#settings;
    if (ackMode !== 'transacted') this.#count(delivery);
    if (this.#crashes('afterProcessing')) return;
    // A queue's messages are acknowledged one by one even where duplicates are allowed.
    if (ackMode === 'auto' || (ackMode === 'dupsOk' && !this.#source.isTopic)) {
      this.#failures.delete(delivery.tag);
      this.#settle(delivery, 'ack', false);
      this.#crashes('afterAck');
      return;
    }
    this.#consumed.push(delivery);
    if (ackMode === 'dupsOk') {
      if (this.#consumed.length * 2 >= this.#prefetch) this.#acknowledge();
    } else if (this.#consumed.length >= ackEvery) this.#acknowledge();
    else if ((this.#consumed.length - this.#extension) * 2 >= this.#prefetch) this.#widen(this.#consumed.length);
  }

  /** All that was consumed so far, not only the message it is called on [J6]; or the transaction's commit. */
  #acknowledge(): void {
    const last = this.#consumed.at(-1);
    if (last === undefined) return;
    if (this.#settings.ackMode === 'transacted') for (const delivery of this.#consumed) this.#count(delivery);
    this.#endUnit(last, 'ack');
    this.#crashes('afterAck');
  }

  /** Everything since the last acknowledgement is delivered again, or with a message that failed too often given up [J7]. */
  #rollBack(delivery: Delivery): void {
    const { redelivery } = this.#settings;
    const unit = [...this.#consumed, delivery];
    for (const { tag } of unit) this.#failures.set(tag, (this.#failures.get(tag) ?? 0) + 1);
    const failures = this.#failures.get(delivery.tag)!;
    if (isExhausted(redelivery, failures) || this.#context.work.settings.onFailure === 'drop') {
      this.#delayUs = 0;
      return this.#endUnit(delivery, 'reject');
    }
    this.#consumed = [];
    for (const one of unit.reverse()) this.#waiting.unshift(one);
    this.#delayUs = nextDelayUs(redelivery, failures > 1 ? this.#delayUs : 0);
    if (this.#delayUs > 0 && !this.#isStopping) this.#pause = this.#context.scheduler.after(duration(this.#delayUs), Phase.Client, this);
  }

  /** Settles all up to `last`. The prefetch narrows first, so that the broker does not fill what was lent. */
  #endUnit(last: Delivery, outcome: SettleRequest['outcome']): void {
    if (this.#failures.size > 0) for (const { tag } of [...this.#consumed, last]) this.#failures.delete(tag);
    this.#consumed = [];
    if (this.#extension > 0) this.#widen(0);
    this.#settle(last, outcome, true);
  }

  #widen(by: number): void {
    this.#extension = by;
    this.#outbox.send({ kind: 'qos', id: NO_REPLY, subscription: SUBSCRIPTION, prefetch: this.#prefetch + by });
  }

  #settle({ tag }: Delivery, outcome: SettleRequest['outcome'], multiple: boolean): void {
    this.#outbox.send({ kind: 'settle', id: NO_REPLY, tag, multiple, outcome });
  }

  #count({ createdUs, key, size, serial, properties }: Delivery): void {
    this.#context.work.succeed(createdUs, key, size, serial, properties);
    this.#source.onProcessed?.(serial);
  }

  /** The work is done: one more request flushes the acknowledgements ahead of the close. */
  #settleDown(): void {
    if (!this.#isStopping || this.#isSaidLast || this.#slots.busy > 0) return;
    this.#isSaidLast = true;
    if (this.isStopped) return;
    this.#acknowledge();
    this.#outbox.send({ kind: 'metadata', id: LAST, destination: this.#source.destination });
  }
}
