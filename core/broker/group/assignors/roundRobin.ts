/**
 * Round-robin assignor [KG5]: all partitions of all topics in one line, dealt to the members in turn, passing over members
 * that do not subscribe to the topic. Source: the RoundRobinAssignor javadoc of Apache Kafka.
 */
import type { Assignor } from './assignor.ts';

export const roundRobin: Assignor = ({ members, partitions }) => {
  const assigned = members.map(() => [] as { destination: number; partition: number }[]);
  let turn = 0;
  for (const [destination, count] of partitions) {
    if (!members.some((m) => m.topics.includes(destination))) continue;
    for (let partition = 0; partition < count; partition++) {
      while (!members[turn % members.length]!.topics.includes(destination)) turn++;
      assigned[turn % members.length]!.push({ destination, partition });
      turn++;
    }
  }
  return assigned;
};
