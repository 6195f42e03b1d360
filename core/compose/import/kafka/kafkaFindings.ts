/** What there is to say of the Kafka clusters of a project. */
import type { Finding } from '../imported.ts';
import type { Project } from '../knownProject.ts';
import type { KafkaSystem } from './kafkaSystem.ts';
import { clientFindings } from './clientFindings.ts';
import { dataFindings } from './dataFindings.ts';
import { listenerFindings } from './listenerFindings.ts';
import { quorumFindings, sharedIds } from './quorumFindings.ts';
import { settingFindings } from './settingFindings.ts';

export function kafkaFindings(kafka: KafkaSystem, project: Project): Finding[] {
  return [
    ...sharedIds(kafka),
    ...kafka.clusters.flatMap(({ cluster, broker }) => [
      ...clientFindings(cluster, broker, project),
      ...cluster.servers.flatMap((server) => [
        ...listenerFindings(server, broker),
        ...settingFindings(server, cluster, broker),
        ...dataFindings(server, broker),
      ]),
      ...quorumFindings(cluster, broker, project),
    ]),
  ];
}
