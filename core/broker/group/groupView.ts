/** A group as plain data for whoever shows it: who owns what, how far each partition was committed, and how far that is behind. */
import type { AssignorName } from '../../base/workload.ts';
import type { TopicPartition } from './assignors/assignor.ts';
import type { GroupCoordinator, GroupState } from './groupCoordinator.ts';

export interface GroupView {
  readonly name: string;
  readonly state: GroupState;
  readonly generation: number;
  readonly assignor: AssignorName;
  /** By id, which count up from 1 in the order of joining; one that waits at the barrier or for its assignment owns what it kept. */
  readonly members: readonly { readonly id: number; readonly partitions: readonly TopicPartition[]; readonly isWaiting: boolean }[];
  readonly partitions: readonly PartitionView[];
}

interface PartitionView extends TopicPartition {
  /** Member id; 0 while nobody owns it. */
  readonly owner: number;
  /** The next offset to read; undefined when nothing was committed [KC3]. */
  readonly committed: number | undefined;
  readonly end: number;
  /** Records from the committed offset on; from the log's start when there is none. */
  readonly lag: number;
}

/** What it must know of the logs the group reads. */
interface ReadLog {
  readonly start: number;
  readonly end: number;
  count(from: number, to: number): number;
}

/** `logs` are the partitions of each topic the group reads, by destination. */
export function groupView(group: GroupCoordinator, logs: ReadonlyMap<number, readonly ReadLog[]>): GroupView {
  const { name, state, generation, assignor, members } = group;
  const partitions = [...logs].flatMap(([destination, all]) =>
    all.map((log, partition): PartitionView => {
      const owner = members.find((m) => m.partitions.some((p) => p.destination === destination && p.partition === partition));
      const committed = group.offsets.get(destination, partition);
      return { destination, partition, owner: owner?.id ?? 0, committed, end: log.end, lag: log.count(committed ?? log.start, log.end) };
    }),
  );
  return { name, state, generation, assignor, members, partitions };
}
