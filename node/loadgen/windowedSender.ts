/**
 * A sender to a server that answers each message by itself: so many may be unanswered, the rest waits in order; what is refused is
 * tried again after the back-off while retries are left (core/client/queueSender).
 */
import { Deque } from '#core/base/deque.ts';
import type { SendPlan } from '#core/compile/plan.ts';
import type { Outgoing } from './message.ts';
import type { Sender, SenderEvents } from './sender.ts';

export interface WindowedParts {
  readonly settings: Pick<SendPlan, 'confirmWindow' | 'retries' | 'retryBackoffUs'>;
  readonly events: SenderEvents;
  /** False: the connection takes nothing at present; `pump` is called when it does. */
  readonly isOpen: () => boolean;
  /** Hands it to the connection; `answer` is called once. */
  readonly publish: (message: Outgoing, answer: (isTaken: boolean) => void) => void;
  readonly after: (ms: number, act: () => void) => void;
}

interface Waiting {
  readonly message: Outgoing;
  /** Refusals so far. */
  readonly refusals: number;
}

export class WindowedSender implements Sender {
  readonly #parts: WindowedParts;
  readonly #queue = new Deque<Waiting>();
  unacknowledged = 0;
  /** Refused, and to be tried again. */
  #pausing = 0;
  #isPumping = false;

  constructor(parts: WindowedParts) {
    this.#parts = parts;
  }

  get waiting(): number {
    return this.#queue.length + this.#pausing;
  }
  get oldestMs(): number | undefined {
    return this.#queue.peek()?.message.dueMs;
  }

  send(message: Outgoing): void {
    this.#queue.push({ message, refusals: 0 });
    this.pump();
  }

  pump(): void {
    if (this.#isPumping) return;
    this.#isPumping = true;
    const { settings, isOpen } = this.#parts;
    while (this.#queue.length > 0 && isOpen() && (settings.confirmWindow === 0 || this.unacknowledged < settings.confirmWindow))
      this.#publish(this.#queue.shift()!);
    this.#isPumping = false;
  }

  #publish({ message, refusals }: Waiting): void {
    const { events, publish, settings, after } = this.#parts;
    this.unacknowledged++;
    if (refusals === 0) events.sent(message);
    else events.retried(message);
    publish(message, (isTaken) => {
      this.unacknowledged--;
      if (isTaken) events.acknowledged(message);
      else if (refusals >= settings.retries) events.refused(message);
      else {
        this.#pausing++;
        after(settings.retryBackoffUs / 1_000, () => {
          this.#pausing--;
          this.#queue.push({ message, refusals: refusals + 1 });
          this.pump();
        });
      }
      this.pump();
    });
  }
}
