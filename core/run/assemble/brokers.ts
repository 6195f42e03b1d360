/** The servers of a broker of the design. */
import { BrokerNode } from '../../broker/brokerNode.ts';
import { Cluster } from '../../broker/cluster/cluster.ts';
import type { GroupCoordinator } from '../../broker/group/groupCoordinator.ts';
import type { BrokerPlan } from '../../compile/plan.ts';
import type { World } from '../world.ts';

export const createCluster = (world: World, plan: BrokerPlan): Cluster =>
  new Cluster(Array.from({ length: plan.servers }, (_, server) => createServer(world, plan, server)));

function createServer(world: World, plan: BrokerPlan, server: number): BrokerNode {
  const onRebalanced = (group: GroupCoordinator) =>
    world.onEvent('group.rebalanced', ownerOf(world, group.name), {
      group: group.name,
      generation: group.generation,
      members: group.size,
      reason: group.reason,
    });
  const onLogExpired = (destination: number, partition: number, start: number, records: number) =>
    world.onEvent('log.expired', world.plan.destinations[destination]!.id, { partition, start, records });
  const label = server === 0 ? `broker ${plan.id}` : `broker ${plan.id}/${server}`;
  const broker = new BrokerNode(world.kernel, world.ledger, plan, { onRebalanced, onLogExpired }, world.random(label));
  world.ledger.register(broker);
  world.watch?.server(world, broker, plan.id, server);
  return broker;
}

/** Which node of the design a group belongs to, for people. */
const ownerOf = ({ plan }: World, group: string): string => plan.consumers.find((c) => c.group === group)?.id ?? '';
