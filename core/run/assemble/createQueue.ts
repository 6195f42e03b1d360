/** A queue as its plan and its broker make it: classic on one server, or a quorum queue with members on several. */
import { duration } from '../../base/units.ts';
import type { MessageProperties } from '../../base/workload.ts';
import type { Books, Broker } from '../../broker/api.ts';
import type { BrokerNode } from '../../broker/brokerNode.ts';
import type { Cluster } from '../../broker/cluster/cluster.ts';
import { JMS_QUEUE } from '../../broker/jms/jmsQueue.ts';
import { Queue } from '../../broker/queue/queue.ts';
import { QuorumQueue } from '../../broker/queue/quorumQueue.ts';
import type { BrokerPlan, DestinationPlan } from '../../compile/plan.ts';
import type { Scheduler } from '../../kernel/scheduler.ts';

type QueuePlan = Extract<DestinationPlan, { kind: 'queue' }>;

/** Members of a quorum queue, as RabbitMQ has it by default; fewer on a smaller cluster. */
const MEMBERS = 3;

const isMarkedPersistent = (properties: MessageProperties | undefined): boolean => properties?.persistent === true;

/** `servers` are all of its broker's, its home first. */
export function createQueue(plan: QueuePlan, isJms: boolean, books: Books, scheduler: Scheduler, servers: readonly BrokerNode[], broker: BrokerPlan): Queue {
  if (isJms) return new Queue({ ...plan, ...JMS_QUEUE }, books, scheduler);
  const settings = plan.keeps === 'persistent' ? { ...plan, isPersistent: isMarkedPersistent, forgetsDeliveries: true } : plan;
  if (plan.type === 'classic') return new Queue(settings, books, scheduler);
  return new QuorumQueue(settings, books, scheduler, servers.slice(0, MEMBERS), duration(broker.interServerUs));
}

/** All servers of a destination's broker, its own first. */
export function serversFrom(clusters: readonly Cluster[], { broker, server }: DestinationPlan): readonly BrokerNode[] {
  const { servers } = clusters[broker]!;
  return [...servers.slice(server), ...servers.slice(0, server)];
}

/** Leads to the first of these servers that can be reached. */
export const firstUp = (servers: readonly BrokerNode[]): Broker => ({
  open: (peer, hello) => (servers.find(({ isUp }) => isUp) ?? servers[0]!).open(peer, hello),
});
