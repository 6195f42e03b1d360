/**
 * An instance reading queues or broadcasts by JMS: one connection, with a session for each message it works on at a time. At a
 * broadcast each session would be a subscriber of its own, so there is one. SPEC.md, JM rules.
 */
import type { CrashMoment } from '../base/faults.ts';
import type { Member, MemberContext } from './consumer.ts';
import { JmsSession, type JmsSettings } from './jmsSession.ts';

export class JmsConsumer implements Member {
  readonly #context: MemberContext;
  readonly #settings: JmsSettings;
  readonly #isTopic: boolean;
  #prefetch: number;
  #sessions: readonly JmsSession[] = [];
  #isStopping = false;
  readonly stored = 0;
  /** The broker holds what is not acknowledged. */
  readonly inFlight = 0;

  constructor(context: MemberContext, settings: JmsSettings, isTopic: boolean, prefetch: number) {
    this.#context = context;
    this.#settings = settings;
    this.#isTopic = isTopic;
    this.#prefetch = prefetch;
  }

  start(): void {
    const crashes = (at: CrashMoment): boolean => this.#context.crashPoint !== undefined && this.#context.crashPoint.reached(at, this);
    const perSource = this.#isTopic ? 1 : this.#context.work.settings.concurrency;
    this.#sessions = this.#context.sources.flatMap((source) =>
      Array.from({ length: perSource }, () => new JmsSession(this.#context, this.#settings, { ...source, isTopic: this.#isTopic }, this.#prefetch, crashes)),
    );
  }

  stop(): void {
    if (this.#isStopping) return;
    this.#isStopping = true;
    for (const session of this.#sessions) session.stop();
  }

  crash(): void {
    this.#isStopping = true;
    for (const session of this.#sessions) session.crash();
  }

  retune(prefetch: number): void {
    this.#prefetch = prefetch;
    for (const session of this.#sessions) session.retune(prefetch);
  }

  get isStopped(): boolean {
    return this.#isStopping && this.#sessions.every((session) => session.isStopped);
  }
  get waiting(): number {
    let n = 0;
    for (const session of this.#sessions) n += session.waiting;
    return n;
  }
}
