/** All of Kafka in a project: its clusters, and the topics that servers' lists and other services' commands create on each. */
import type { NodeId } from '../../../scenario/scenario.ts';
import type { KnownService } from '../classify.ts';
import { info } from '../findings.ts';
import type { FreeIds } from '../freeIds.ts';
import type { Finding } from '../imported.ts';
import type { Project } from '../knownProject.ts';
import { type KafkaCluster, kafkaClusters } from './clusters.ts';
import { type ClusterTold, kafkaPart, type KafkaPart } from './kafkaPart.ts';
import { parseEndpoints } from './listeners.ts';
import { toldConfigs, type ToldTopic, toldTopics } from './toldTopics.ts';

export interface KafkaSystem {
  readonly clusters: readonly { readonly cluster: KafkaCluster; readonly broker: NodeId; readonly topics: readonly ToldTopic[] }[];
  readonly parts: readonly KafkaPart[];
  readonly idOf: ReadonlyMap<KnownService, NodeId>;
}

export function kafkaSystem(project: Project, ids: FreeIds): KafkaSystem {
  const clusters = kafkaClusters(project.services, project.aliases);
  const idOf = new Map<KnownService, NodeId>();
  if (clusters.length === 0) return { clusters: [], parts: [], idOf };
  const topics = project.services.flatMap(toldTopics);
  const configs = project.services.flatMap((known) => toldConfigs(known).map((one) => ({ ...one, by: known })));
  const found = clusters.map((cluster) => {
    const own = topics.filter((topic) => clusterOf(topic, clusters, project) === cluster);
    const names = new Set(own.map(({ name }) => name.text));
    const told: ClusterTold = { topics: own, configs: configs.filter(({ name }) => clusters.length === 1 || names.has(name)) };
    const part = kafkaPart(cluster, told, ids);
    for (const { known } of cluster.brokers) idOf.set(known, part.broker);
    return { cluster, broker: part.broker, topics: own, part };
  });
  const [first] = found;
  const parts = found.map(({ part }) => part);
  if (first !== undefined) parts[0] = { ...first.part, findings: [...first.part.findings, ...notUnderstood(topics, clusters, project)] };
  return { clusters: found, parts, idOf };
}

/** By the address it is told; the only cluster if it is told none that is known. */
function clusterOf(topic: ToldTopic, clusters: readonly KafkaCluster[], { aliases, told }: Project): KafkaCluster | undefined {
  if (clusters.length === 1) return clusters[0];
  const isOf = (cluster: KafkaCluster, service: KnownService | undefined): boolean =>
    service !== undefined &&
    cluster.servers.some(({ known, zookeeper }) => known === service || (zookeeper !== undefined && aliases.get(hostOf(zookeeper.value)) === service));
  for (const address of topic.servers) {
    const cluster = clusters.find((one) => isOf(one, aliases.get(hostOf(address))));
    if (cluster !== undefined) return cluster;
  }
  // A server that creates its own topics says localhost.
  return clusters.find((one) => isOf(one, topic.by)) ?? clusters.find((one) => told(topic.by).some(({ target }) => isOf(one, target)));
}

const hostOf = (address: string): string => parseEndpoints(address.split('/')[0] ?? '')[0]?.host ?? '';

/** Commands that create topics whose names depend on more than the files say. */
function notUnderstood(topics: readonly ToldTopic[], clusters: readonly KafkaCluster[], project: Project): Finding[] {
  const byService = new Map<KnownService, number>();
  for (const topic of topics) {
    if (topic.name.text !== undefined && clusterOf(topic, clusters, project) !== undefined) continue;
    byService.set(topic.by, (byService.get(topic.by) ?? 0) + 1);
  }
  return Array.from(byService.keys(), ({ service }) =>
    info(
      'script.notUnderstood',
      (service.command[0] ?? service.entrypoint[0] ?? service).at,
      [],
      [
        `“${service.name}” creates topics whose names depend on more than these files say; they are not in the design.`,
        `“${service.name}”创建的部分主题，其名称取决于文件之外的内容，未放入设计。`,
      ],
    ),
  );
}
