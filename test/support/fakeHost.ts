/** A host whose clock moves only when a test says so. Has the shape of the real one: wakes run in order of their date. */
import type { Host } from '#core/kernel/driver.ts';

interface Wake {
  readonly atUs: number;
  readonly fn: () => void;
}

export class FakeHost implements Host {
  /** Move it inside a handler to say that the handler took that long. */
  nowUs = 5_000_000;
  /** Delays asked for, in order. */
  readonly sleeps: number[] = [];
  readonly #wakes = new Set<Wake>();

  monotonicUs(): number {
    return this.nowUs;
  }

  wake(afterUs: number, fn: () => void): () => void {
    this.sleeps.push(afterUs);
    const wake = { atUs: this.nowUs + afterUs, fn };
    this.#wakes.add(wake);
    return () => this.#wakes.delete(wake);
  }

  get waiting(): number {
    return this.#wakes.size;
  }

  /** Lets `us` of host time pass, running what falls due. */
  advance(us: number): void {
    const until = this.nowUs + us;
    for (;;) {
      const next = this.#first();
      if (next === undefined || next.atUs > until) break;
      this.#wakes.delete(next);
      this.nowUs = Math.max(this.nowUs, next.atUs);
      next.fn();
    }
    this.nowUs = Math.max(this.nowUs, until);
  }

  /** Runs wakes until none is left: for a pace that never waits. */
  settle(wakesMax = 1_000_000): void {
    for (let i = 0; i < wakesMax; i++) {
      const next = this.#first();
      if (next === undefined) return;
      this.#wakes.delete(next);
      this.nowUs = Math.max(this.nowUs, next.atUs);
      next.fn();
    }
    throw new Error(`still waking after ${wakesMax} wakes`);
  }

  #first(): Wake | undefined {
    let first: Wake | undefined;
    for (const wake of this.#wakes) if (first === undefined || wake.atUs < first.atUs) first = wake;
    return first;
  }
}
