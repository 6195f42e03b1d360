/** A run looked at from outside: the books after every event, what the consumers worked on by message number, and what was told. */
import type { Plan } from '#core/compile/plan.ts';
import type { RunInput } from '#core/run/commands.ts';
import { Run } from '#core/run/run.ts';
import type { RunEvent } from '#core/metrics/frameBatch.ts';
import type { Model } from '#core/scenario/scenario.ts';
import { planOf } from './design.ts';

export class Watched {
  readonly run: Run;
  readonly events: RunEvent[] = [];
  /** By consumer: how often each message was worked on to its end. */
  readonly processed = new Map<string, Map<number, number>>();

  constructor(model: Model, plan: Plan = planOf(model)) {
    this.run = new Run(plan);
    for (const consumer of this.run.world.consumers) {
      const counts = new Map<number, number>();
      this.processed.set(consumer.plan.id, counts);
      const { work } = consumer;
      work.isShown = true;
      const succeed = work.succeed.bind(work);
      work.succeed = (createdUs, key, size, serial, properties) => {
        counts.set(serial, (counts.get(serial) ?? 0) + 1);
        succeed(createdUs, key, size, serial, properties);
      };
    }
  }

  /** Event by event; the books balance after each. */
  until(us: number): this {
    const { run } = this;
    while (run.advance(us, 1) === 1) {
      const { sources, sinks } = run.world.ledger.balance();
      if (sources !== sinks) throw new Error(`the books differ by ${sources - sinks} at ${run.nowUs} µs, event ${run.events}`);
      this.#listen();
    }
    run.catchUp();
    this.#listen();
    return this;
  }

  input(input: RunInput): void {
    this.run.input(input);
    this.#listen();
  }

  #listen(): void {
    if (this.run.hasFrames) this.events.push(...this.run.takeFrames().events);
  }

  told(kind: RunEvent['kind']): RunEvent[] {
    return this.events.filter((event) => event.kind === kind);
  }
  ids(consumer: string): number[] {
    return [...(this.processed.get(consumer)?.keys() ?? [])].sort((a, b) => a - b);
  }
  /** Messages worked on more than once. */
  repeated(consumer: string): number[] {
    return [...(this.processed.get(consumer) ?? [])].flatMap(([serial, times]) => (times > 1 ? [serial] : [])).sort((a, b) => a - b);
  }
  get dropped() {
    return this.run.ledger().dropped;
  }
  get copied() {
    return this.run.ledger().copied;
  }
}

/** 1 … n. */
export const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);
