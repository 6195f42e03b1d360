/** What a cluster would refuse of the topics it is told to have. */
import { LIMITS } from '../../../base/limits.ts';
import type { NodeId } from '../../../scenario/scenario.ts';
import { error, info } from '../findings.ts';
import type { Finding } from '../imported.ts';
import type { WantedTopic } from './kafkaPart.ts';

export function topicFindings(topics: readonly WantedTopic[], servers: number, broker: NodeId): Finding[] {
  return topics.flatMap(({ id, doc, replicas, minInsync, partitions, at }) => {
    const found: Finding[] = [];
    if (replicas > servers) {
      found.push(
        error(
          'kafka.replicas',
          at,
          [id, broker],
          [
            `“${doc.name}” asks for ${replicas} copies of ${servers} broker${servers === 1 ? '' : 's'}: Kafka refuses to create it. The design has ${servers}.`,
            `“${doc.name}”要求 ${replicas} 个副本，而只有 ${servers} 台服务器：Kafka 会拒绝创建。设计中取 ${servers}。`,
          ],
        ),
      );
    }
    if (minInsync > Math.min(replicas, servers)) {
      const copies = Math.min(replicas, servers);
      found.push(
        error(
          'kafka.minInsync',
          at,
          [id, broker],
          [
            `“${doc.name}” asks for ${minInsync} in-sync copies and has ${copies}: whoever sends with acks=all is refused. The design has ${copies}.`,
            `“${doc.name}”要求 ${minInsync} 个同步副本，但只有 ${copies} 个：以 acks=all 发送的都会被拒绝。设计中取 ${copies}。`,
          ],
        ),
      );
    }
    if (partitions > LIMITS.partitionsPerTopic) {
      found.push(
        info(
          'kafka.partitions',
          at,
          [id],
          [
            `“${doc.name}” has ${partitions} partitions; a design has ${LIMITS.partitionsPerTopic} at most.`,
            `“${doc.name}”有 ${partitions} 个分区，设计中最多 ${LIMITS.partitionsPerTopic} 个。`,
          ],
        ),
      );
    }
    return found;
  });
}
