/**
 * How long the highest backlog of each destination took to be worked off: from its peak to the first sample at which a twentieth of it
 * is left. With a steady surplus of service that is 0.95 · B / (μ − λ), the catch-up time of queueing theory but for its last part,
 * which noise would stretch.
 */
import type { DrainReport } from './report.ts';
import type { Sampler } from './sampler.ts';
import type { World } from './world.ts';

const LEFT = 1 / 20;

export class Drain {
  #peak = 0;
  #peakAtUs = 0;
  #drainedAtUs: number | undefined;

  /** The backlog at a sample. One that stays at its highest has its peak where it begins to fall. */
  see(backlog: number, nowUs: number): void {
    if (backlog >= this.#peak) {
      this.#peak = backlog;
      this.#peakAtUs = nowUs;
      this.#drainedAtUs = undefined;
    } else if (this.#drainedAtUs === undefined && backlog <= this.#peak * LEFT) this.#drainedAtUs = nowUs;
  }

  /** Without a backlog at any sample there was nothing to drain: 0. */
  report(): DrainReport {
    const us = this.#peak === 0 ? 0 : this.#drainedAtUs === undefined ? null : this.#drainedAtUs - this.#peakAtUs;
    return { peak: this.#peak, peakAtUs: this.#peakAtUs, us };
  }
}

/** Of all destinations of a world that keep something. */
export class Drains {
  readonly #world: World;
  readonly #sampler: Sampler;
  readonly #known = new Map<string, { readonly drain: Drain; readonly backlog: () => number }>();

  constructor(world: World, sampler: Sampler) {
    this.#world = world;
    this.#sampler = sampler;
  }

  /** At each sample. */
  look(): void {
    const now = this.#world.kernel.now();
    for (const { id } of this.#world.plan.destinations) {
      let known = this.#known.get(id);
      if (known === undefined) {
        if (!this.#sampler.has(id, 'depth')) continue;
        known = { drain: new Drain(), backlog: this.#sampler.reading(id, 'depth') };
        this.#known.set(id, known);
      }
      known.drain.see(known.backlog(), now);
    }
  }

  of(id: string): DrainReport | undefined {
    return this.#known.get(id)?.drain.report();
  }
}
