/** Tells once of each consumer that something was lost, came again or came too late, with the key most affected so far. */
import type { RunEvent } from '../../metrics/frameBatch.ts';
import type { World } from '../world.ts';

const TROUBLES = [
  ['lost', 'loss.began'],
  ['duplicates', 'duplicates.began'],
  ['outOfOrder', 'order.broken'],
] as const satisfies readonly (readonly [string, RunEvent['kind']])[];

/** Looks for lost messages over a whole run; each may go through much that is stored. */
const LOOKS = 30;

export class WitnessNotices {
  readonly #world: World;
  readonly #everySamples: number;
  readonly #told = new Set<string>();
  #samples = 0;

  constructor(world: World) {
    this.#world = world;
    this.#everySamples = Math.max(1, Math.ceil(world.plan.horizonUs / world.plan.sampleUs / LOOKS));
  }

  /** At each sample. */
  look(isLast: boolean): void {
    const { witness, plan } = this.#world;
    if (isLast || ++this.#samples % this.#everySamples === 0) witness.look(isLast);
    plan.consumers.forEach(({ id }, i) => {
      const conduct = witness.conduct(i);
      for (const [trouble, kind] of TROUBLES) {
        const tally = conduct[trouble];
        if (tally.count === 0 || this.#told.has(`${kind} ${id}`)) continue;
        this.#told.add(`${kind} ${id}`);
        const detail: Record<string, string | number> = { messages: tally.count };
        if (tally.worst > 0) detail['key'] = witness.worst(tally).key;
        this.#world.onEvent(kind, id, detail);
      }
    });
  }
}
