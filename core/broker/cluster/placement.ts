/**
 * On which servers the replicas of a topic go: leaders round robin from `first`, followers behind them with a shift that grows by one
 * each time round, so that the partitions of a dead server spread over all others. Source: `StripedReplicaPlacer`/`AdminUtils`
 * without racks, with a fixed start in place of a random one.
 */
export function placeReplicas(partitions: number, replicationFactor: number, servers: number, first: number): number[][] {
  return Array.from({ length: partitions }, (_, partition) => {
    const leader = (first + partition) % servers;
    const shift = Math.floor(partition / servers);
    const followers = Array.from({ length: replicationFactor - 1 }, (_unused, i) => (leader + 1 + ((shift + i) % (servers - 1))) % servers);
    return [leader, ...followers];
  });
}
