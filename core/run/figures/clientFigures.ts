/** Figures of producers and consumers. */
import { sendsToExchange } from '../readings.ts';
import type { World } from '../world.ts';
import { type Add, type AddLatency, addResource } from './figures.ts';
import type { Progress } from './progress.ts';

export function addProducers(world: World, add: Add, addLatency: AddLatency): void {
  world.plan.producers.forEach(({ id, targets }, i) => {
    const producer = world.producers[i]!;
    const { fanOut } = producer;
    add(id, 'offered', () => fanOut.offered);
    add(id, 'out', () => fanOut.offered - fanOut.sum('waiting') - fanOut.sum('refused'));
    add(id, 'rate', () => producer.rate(world.kernel.now()));
    add(id, 'waiting', () => fanOut.sum('waiting'));
    add(id, 'inFlight', () => fanOut.sum('unanswered'));
    add(id, 'retried', () => fanOut.sum('retried'));
    if (sendsToExchange(world, targets)) add(id, 'returned', () => fanOut.sum('returned'));
    add(id, 'refused', () => fanOut.sum('refused'));
    const { total, window } = addLatency(id, producer.latency);
    // Each acknowledgement has its latency recorded.
    add(id, 'confirmed', () => total.count + window.count);
  });
}

export function addConsumers(world: World, add: Add, addLatency: AddLatency, progress: Progress): void {
  world.plan.consumers.forEach((plan, i) => {
    const { id } = plan;
    const consumer = world.consumers[i]!;
    const { work } = consumer;
    add(id, 'in', () => work.received);
    add(id, 'out', () => work.forward.offered);
    add(id, 'bytesIn', () => work.bytesIn);
    add(id, 'processed', () => work.processed);
    add(id, 'failed', () => work.failed);
    add(id, 'dropped', () => work.dropped);
    add(id, 'waiting', () => consumer.waiting);
    add(id, 'busyUs', () => work.busyUs);
    add(id, 'servers', () => consumer.servers);
    addResource(
      add,
      id,
      'workers',
      () => work.busyUs,
      () => consumer.servers,
    );
    add(id, 'members', () => consumer.count);
    const conduct = world.witness.conduct(i);
    add(id, 'lost', () => conduct.lost.count);
    add(id, 'duplicates', () => conduct.duplicates.count);
    add(id, 'outOfOrder', () => conduct.outOfOrder.count);
    add(id, 'goodput', () => work.processed - conduct.duplicates.count);
    const standings = plan.sources.flatMap(({ destination }) => {
      const d = world.destinations[destination]!;
      return d.kind === 'topic' ? [progress.of(destination, d).of(plan.group)] : [];
    });
    if (standings.length > 0) {
      add(id, 'lag', () => standings.reduce((n, { lag }) => n + lag, 0));
      add(id, 'lagUs', () => standings.reduce((n, { lagUs }) => Math.max(n, lagUs), 0));
      add(id, 'committed', () => standings.reduce((n, { committed }) => n + committed, 0));
      const coordinator = world.groupOf(plan, plan.sources[0]!.destination);
      add(id, 'rebalances', () => coordinator.generation);
    }
    addLatency(id, work.latency);
  });
}
