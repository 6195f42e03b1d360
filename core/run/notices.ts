/**
 * What a person should be told once, seen from the counters at each sample: a queue that begins to refuse or drop, a
 * producer that begins to send again, a subscription that is refused. It is told again only after a second without it.
 */
import type { RunEvent } from '../metrics/frameBatch.ts';
import type { World } from './world.ts';

interface Watch {
  readonly kind: RunEvent['kind'];
  readonly entity: string;
  readonly count: () => number;
  seen: number;
  lastRiseUs: number;
}

const QUIET_US = 1_000_000;

export class Notices {
  readonly #world: World;
  #watches: readonly Watch[] = [];

  constructor(world: World) {
    this.#world = world;
    this.list();
  }

  /** Watches what there is now; what was watched before goes on from what was seen. */
  list(): void {
    const world = this.#world;
    const queues = world.plan.destinations.flatMap(({ id }, i) => {
      const queue = world.destinations[i]!;
      return queue.kind === 'queue' ? [watch('queue.overflowed', id, () => queue.refused + queue.overflowed)] : [];
    });
    const producers = world.plan.producers.map(({ id }, i) => watch('producer.retrying', id, () => world.producers[i]!.fanOut.sum('retried')));
    const consumers = world.plan.consumers.flatMap((plan) => {
      const topic = plan.sources.find((s) => world.destinations[s.destination]!.kind === 'topic');
      return topic === undefined ? [] : [watch('commit.refused', plan.id, () => world.groupOf(plan, topic.destination).refusedCommits)];
    });
    const refusals = world.plan.consumers.map(({ id }, i) => watch('consumer.refused', id, () => world.consumers[i]!.work.refusals));
    this.#watches = [...queues, ...producers, ...consumers, ...refusals].map((next) => {
      const known = this.#watches.find(({ kind, entity }) => kind === next.kind && entity === next.entity);
      return known === undefined ? next : { ...known, count: next.count };
    });
  }

  look(): void {
    const now = this.#world.kernel.now();
    for (const w of this.#watches) {
      const count = w.count();
      if (count === w.seen) continue;
      w.seen = count;
      if (now - w.lastRiseUs >= QUIET_US) this.#world.onEvent(w.kind, w.entity, {});
      w.lastRiseUs = now;
    }
  }
}

const watch = (kind: Watch['kind'], entity: string, count: () => number): Watch => ({ kind, entity, count, seen: 0, lastRiseUs: Number.NEGATIVE_INFINITY });
