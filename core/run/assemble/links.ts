/** The ways between clients and servers: one link per edge, made with its first use, and one between any two servers of a cluster. */
import type { FarEnd } from '../../net/pacing.ts';
import { across, Link } from '../../net/simNetwork.ts';
import type { Broker } from '../../broker/api.ts';
import { QuorumQueue } from '../../broker/queue/quorumQueue.ts';
import type { ClusterView } from '../../client/leaders.ts';
import type { LinkPlan } from '../../compile/plan.ts';
import type { World } from '../world.ts';
import { firstUp, serversFrom } from './createQueue.ts';

export function linkOf(world: World, edge: LinkPlan): Link {
  let link = world.links.get(edge.id);
  if (link === undefined) {
    link = new Link(edge, world.random(`link ${edge.id}`));
    world.links.set(edge.id, link);
    world.ledger.register(link);
  }
  return link;
}

/** A server as seen across an edge; whoever watches the world stands at the client's end. */
function reach(world: World, edge: LinkPlan, server: Broker, far: FarEnd): Broker {
  const door = across(server, linkOf(world, edge), world.kernel, world.linkBooks, far);
  return world.watch === undefined ? door : world.watch.door(world, door, edge);
}

/** The broker of an edge's destination as seen across that edge. */
export function doorOf(world: World, edge: LinkPlan, far: FarEnd = {}): Broker {
  const isAnywhere = world.destinations[edge.destination] instanceof QuorumQueue;
  const plan = world.plan.destinations[edge.destination]!;
  const server = isAnywhere ? firstUp(serversFrom(world.clusters, plan)) : world.serverOf(edge.destination);
  return reach(world, edge, server, far);
}

/** A topic's servers as seen across an edge, if there are several, and who leads its partitions. */
export function clusterViewOf(world: World, edge: LinkPlan, far: FarEnd = {}): ClusterView | undefined {
  const leaders = world.topic(edge.destination)?.partitions?.map(({ leader }) => leader);
  if (leaders === undefined) return undefined;
  const { servers } = world.clusters[world.plan.destinations[edge.destination]!.broker]!;
  return { servers: servers.map((server) => reach(world, edge, server, far)), leaders };
}

/** Lets the servers of a cluster fetch from one another, each over a link of its own. */
export function connectServers(world: World, broker: number): void {
  const { replication, servers } = world.clusters[broker]!;
  replication?.start((from, to) => across(servers[to]!, serverLink(world, broker, from, to), world.kernel, world.linkBooks, { nic: servers[from]!.nic }));
}

function serverLink(world: World, broker: number, from: number, to: number): Link {
  const { id, interServerUs } = world.plan.brokers[broker]!;
  const link = new Link({ latencyUs: interServerUs }, world.random(`link ${id} ${from} ${to}`));
  world.serverLinks.set(`${id}/${from}/${to}`, link);
  world.ledger.register(link);
  return link;
}
