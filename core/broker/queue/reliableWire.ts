/**
 * A quorum queue's dead letters by the strategy at-least-once [RD10]: what the other end refuses, or has nowhere to go, stays with the
 * queue it died in, counts as its own, and is sent again. Those that died later wait behind it. SPEC.md, DL13.
 */
import { Deque } from '../../base/deque.ts';
import { duration } from '../../base/units.ts';
import { type EventHandler, Phase, type Scheduler } from '../../kernel/scheduler.ts';
import type { Books, DestinationId } from '../api.ts';
import { type DeadLetter, DeadLetterWire, type Target, type WireSettings } from './deadLetter.ts';

/** RabbitMQ's dead_letter_worker_publisher_confirm_timeout: what was not confirmed by then is sent again. */
export const RESEND_US = duration(180_000_000);

export class ReliableWire extends DeadLetterWire {
  readonly #time: Scheduler;
  #kept = new Deque<DeadLetter>();
  readonly #resend: EventHandler = { fire: () => this.#again() };

  constructor(scheduler: Scheduler, books: Books, from: DestinationId, to: DestinationId, target: Target, settings: WireSettings = {}) {
    super(scheduler, books, from, to, target, settings);
    this.#time = scheduler;
  }

  override get leaving(): number {
    return super.leaving + this.#kept.length;
  }

  override send(letter: DeadLetter): void {
    if (this.#kept.length > 0) this.#kept.push(letter);
    else super.send(letter);
  }

  protected override giveUp(): number {
    const kept = this.#kept.length;
    this.#kept.clear();
    return super.giveUp() + kept;
  }

  protected override refused(letter: DeadLetter): void {
    if (this.#kept.length === 0) this.#time.after(RESEND_US, Phase.Engine, this.#resend);
    this.#kept.push(letter);
  }

  #again(): void {
    const kept = this.#kept;
    this.#kept = new Deque();
    for (let letter = kept.shift(); letter !== undefined; letter = kept.shift()) super.send(letter);
  }
}
