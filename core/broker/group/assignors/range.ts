/**
 * Range assignor [KG4]: each topic on its own; its partitions are cut into contiguous runs, the first members get one more
 * when they do not divide evenly. Source: the RangeAssignor javadoc of Apache Kafka.
 */
import type { Assignor } from './assignor.ts';

export const range: Assignor = ({ members, partitions }) => {
  const assigned = members.map(() => [] as { destination: number; partition: number }[]);
  for (const [destination, count] of partitions) {
    const readers = members.flatMap((m, i) => (m.topics.includes(destination) ? [i] : []));
    const share = Math.floor(count / readers.length);
    const extra = count % readers.length;
    let next = 0;
    readers.forEach((memberIndex, rank) => {
      const take = share + (rank < extra ? 1 : 0);
      for (let i = 0; i < take; i++) assigned[memberIndex]!.push({ destination, partition: next++ });
    });
  }
  return assigned;
};
