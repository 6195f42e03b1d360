/**
 * Ends a run that has run away: a queue without a limit of its own that reached the product's would refuse from here on, and a
 * person would look for a setting that does it. Seen at each sample. SPEC.md, R18.
 */
import { LimitReached } from '../base/assert.ts';
import { LIMITS } from '../base/limits.ts';
import type { World } from './world.ts';

export class Runaways {
  readonly #world: World;
  readonly #limits: { readonly queueRecords: number; readonly logRecords: number };

  /** Lower limits are for tests. */
  constructor(world: World, limits: { readonly queueRecords: number; readonly logRecords: number } = LIMITS) {
    this.#world = world;
    this.#limits = limits;
  }

  look(): void {
    const { plan, destinations } = this.#world;
    for (const [i, destination] of destinations.entries()) {
      const { id, name } = plan.destinations[i]!;
      if (destination.kind === 'topic') this.#check('logRecords', Math.max(...destination.logs.map(({ records }) => records)), name, id);
      else this.#check('queueRecords', destination.stored, name, id);
    }
  }

  #check(limit: 'queueRecords' | 'logRecords', records: number, name: string, id: string): void {
    if (records >= this.#limits[limit]) throw new LimitReached(limit, `${name} (${id}) holds ${records} messages and takes no more`);
  }
}
