/** Whether the nodes of an exported RabbitMQ cluster found each other, by what one of them says of nodes and queues. */

/** Of the management API, as far as it is looked at. */
export interface HeldNode {
  readonly name: string;
  readonly running: boolean;
  readonly partitions?: readonly string[];
}

export interface HeldQueue {
  readonly name: string;
  readonly type: string;
  /** Nodes that have a quorum queue, and those of them that can be reached. */
  readonly members?: readonly string[];
  readonly online?: readonly string[];
}

/** Sentences; none: each of `nodes` runs, in one cluster, and has every quorum queue. */
export function clusterFaults(nodes: readonly string[], held: readonly HeldNode[], queues: readonly HeldQueue[]): string[] {
  const running = held.filter((node) => node.running).map(({ name }) => name);
  const others = held.filter(({ name }) => !nodes.includes(name));
  return [
    ...nodes.flatMap((node) => (running.includes(node) ? [] : [`${node} does not run in this cluster`])),
    ...others.map(({ name }) => `${name} is of no service`),
    ...held.flatMap(({ name, partitions = [] }) => (partitions.length === 0 ? [] : [`${name} does not reach ${partitions.join(', ')}`])),
    ...queues.filter(({ type }) => type === 'quorum').flatMap((queue) => quorumFaults(nodes, queue)),
  ];
}

function quorumFaults(nodes: readonly string[], { name, members = [], online = [] }: HeldQueue): string[] {
  const missing = nodes.filter((node) => !members.includes(node));
  const away = members.filter((node) => !online.includes(node));
  return [
    ...(missing.length === 0 && members.length === nodes.length ? [] : [`${name} has ${members.length} members, not ${nodes.length}`]),
    ...away.map((node) => `${name}: ${node} is not online`),
  ];
}
