/** Whether the servers of a cluster can find each other: ids, voters, and who waits for whom. */
import type { NodeId } from '../../../scenario/scenario.ts';
import { enNames, error, warning, zhNames } from '../findings.ts';
import type { Finding } from '../imported.ts';
import type { Project } from '../knownProject.ts';
import type { KafkaCluster, KafkaServer } from './clusters.ts';
import type { KafkaSystem } from './kafkaSystem.ts';

const nameOf = ({ known }: KafkaServer): string => known.service.name;
const votersText = ({ voters }: KafkaServer): string =>
  voters
    .map(({ id, host }) => `${id ?? ''}@${host}`)
    .toSorted()
    .join(',');

export function quorumFindings({ servers }: KafkaCluster, broker: NodeId, { aliases }: Project): Finding[] {
  const found: Finding[] = [];
  const [first] = servers;
  if (first === undefined) return found;

  const seen = new Map<number, KafkaServer>();
  for (const server of servers) {
    if (server.id === undefined) continue;
    const other = seen.get(server.id);
    const at = (server.properties.get('node.id') ?? server.properties.get('broker.id') ?? server.known.service).at;
    if (other === undefined) seen.set(server.id, server);
    else {
      found.push(
        error(
          'kafka.sameId',
          at,
          [broker],
          [
            `${enNames([nameOf(other), nameOf(server)])} have the same id ${server.id}.`,
            `${zhNames([nameOf(other), nameOf(server)])} 的编号都是 ${server.id}。`,
          ],
          true,
        ),
      );
    }
    if (server.known.service.replicas > 1) {
      found.push(
        error(
          'kafka.sameIdCopies',
          at,
          [broker],
          [
            `“${nameOf(server)}” has ${server.known.service.replicas} copies that all have the id ${server.id}; it counts as one server.`,
            `“${nameOf(server)}”有 ${server.known.service.replicas} 个副本，编号都是 ${server.id}；按一台服务器计算。`,
          ],
          true,
        ),
      );
    }
  }
  for (const server of servers) {
    const at = (server.properties.get('controller.quorum.voters') ?? server.known.service).at;
    if (server.voters.length === 0) continue;
    if (votersText(server) !== votersText(servers.find(({ voters }) => voters.length > 0) ?? server)) {
      found.push(
        error(
          'kafka.votersDiffer',
          at,
          [broker],
          [`“${nameOf(server)}” knows other voters than the rest of its cluster.`, `“${nameOf(server)}”的投票者列表与集群中其他服务器不同。`],
          true,
        ),
      );
    }
    const unknown = server.voters
      .filter(({ host }) => !aliases.has(host) && !/^\d+\.\d+\.\d+\.\d+$/.test(host) && host !== 'localhost')
      .map(({ host }) => host);
    if (unknown.length > 0) {
      found.push(
        error(
          'kafka.voterUnknown',
          at,
          [broker],
          [
            `“${nameOf(server)}” names voters that no service is called: ${enNames(unknown)}.`,
            `“${nameOf(server)}”的投票者中有不存在的服务：${zhNames(unknown)}。`,
          ],
          true,
        ),
      );
    }
    const own = server.voters.find(({ host }) => aliases.get(host) === server.known);
    const isListed = server.id !== undefined && server.voters.some(({ id }) => id === server.id);
    if (server.roles.includes('controller') && server.id !== undefined && (!isListed || (own !== undefined && own.id !== server.id))) {
      found.push(
        error(
          'kafka.voterId',
          at,
          [broker],
          [
            `“${nameOf(server)}” is a controller with the id ${server.id}, and the voters do not have it so.`,
            `“${nameOf(server)}”是编号为 ${server.id} 的控制器，与投票者列表不符。`,
          ],
          true,
        ),
      );
    }
  }
  const ids = new Set(servers.flatMap(({ clusterId }) => clusterId?.value ?? []));
  if (ids.size > 1) {
    const [, other] = servers.flatMap(({ clusterId }) => clusterId ?? []).filter((text, i, all) => i === 0 || text.value !== all[0]?.value);
    found.push(
      error(
        'kafka.clusterIds',
        (other ?? first.known.service).at,
        [broker],
        [
          `The servers ${enNames(servers.map(nameOf))} vote together and have different cluster ids.`,
          `服务器 ${zhNames(servers.map(nameOf))} 同属一个集群，集群编号却不同。`,
        ],
        true,
      ),
    );
  }
  return [...found, ...deadlocks(servers, broker, aliases)];
}

/** A combined server becomes healthy once a majority of the voters runs: none may wait for another one. */
function deadlocks(servers: readonly KafkaServer[], broker: NodeId, aliases: Project['aliases']): Finding[] {
  const voting = servers.filter(({ roles }) => roles.includes('controller'));
  if (voting.length < 2) return [];
  return voting.flatMap((server) => {
    const waits = server.known.service.dependsOn.filter(
      ({ service, condition }) => condition === 'service_healthy' && voting.some(({ known }) => known === aliases.get(service)),
    );
    const [first] = waits;
    if (first === undefined) return [];
    const names = waits.map(({ service }) => service);
    return [
      error(
        'kafka.deadlock',
        first.at,
        [broker],
        [
          `“${nameOf(server)}” waits until ${enNames(names)} is healthy, which needs a majority of the controllers to run: they may wait for ever.`,
          `“${nameOf(server)}”要等 ${zhNames(names)} 健康，而它要多数控制器运行才会健康：可能永远互相等待。`,
        ],
        true,
      ),
    ];
  });
}

/** One id for clusters that are not one: a server of the one would be taken in by the other. */
export function sharedIds({ clusters }: KafkaSystem): Finding[] {
  const seen = new Map<string, (typeof clusters)[number]>();
  return clusters.flatMap((one) => {
    const text = one.cluster.servers.flatMap(({ clusterId }) => clusterId ?? [])[0];
    if (text === undefined) return [];
    const other = seen.get(text.value);
    if (other === undefined) {
      seen.set(text.value, one);
      return [];
    }
    const names = [other, one].map(({ cluster }) => nameOf(cluster.servers[0]!));
    return [
      warning(
        'kafka.sharedClusterId',
        text.at,
        [other.broker, one.broker],
        [`The clusters of ${enNames(names)} have the same cluster id; each needs its own.`, `${zhNames(names)} 所在的集群使用同一个集群编号，应各用各的。`],
        true,
      ),
    ];
  });
}
