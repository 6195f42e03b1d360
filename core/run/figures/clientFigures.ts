/** Figures of producers and consumers. */
import { consumerLag, sendsToExchange } from '../readings.ts';
import type { World } from '../world.ts';
import type { Add, AddLatency } from './figures.ts';

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
    addLatency(id, producer.latency);
  });
}

export function addConsumers(world: World, add: Add, addLatency: AddLatency): void {
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
    add(id, 'members', () => consumer.count);
    const conduct = world.witness.conduct(i);
    add(id, 'lost', () => conduct.lost.count);
    add(id, 'duplicates', () => conduct.duplicates.count);
    add(id, 'outOfOrder', () => conduct.outOfOrder.count);
    const lag = consumerLag(world, consumer);
    if (lag !== undefined) {
      add(id, 'lag', lag);
      const coordinator = world.groupOf(plan, plan.sources[0]!.destination);
      add(id, 'rebalances', () => coordinator.generation);
    }
    addLatency(id, work.latency);
  });
}
