/**
 * Sticky assignor [KG6]: members keep what they own, the rest is dealt to whoever has least, and only what balance demands is
 * moved. With it a group is balanced when no partition could go to a reader that has two fewer. Source: the StickyAssignor
 * javadoc of Apache Kafka.
 */
import type { AssignmentInput, Assignor, TopicPartition } from './assignor.ts';

export const placeKey = ({ destination, partition }: TopicPartition): number => destination * 65_536 + partition;

export const sticky: Assignor = ({ members, partitions }) => {
  const readers = readersOf(members, partitions);
  const assigned = members.map((member, i) => member.owned.filter((p) => isThere(p, partitions) && readers.get(p.destination)!.includes(i)));
  const kept = new Set(assigned.flat().map(placeKey));
  for (const partition of unowned(readers, partitions, kept)) assigned[least(readers.get(partition.destination)!, assigned)]!.push(partition);
  while (moveOne(assigned, readers));
  return assigned;
};

type Readers = ReadonlyMap<number, readonly number[]>;

/** By topic who reads it, as indexes of members. */
const readersOf = (members: AssignmentInput['members'], partitions: AssignmentInput['partitions']): Readers =>
  new Map([...partitions.keys()].map((topic) => [topic, members.flatMap((m, i) => (m.topics.includes(topic) ? [i] : []))]));

const isThere = ({ destination, partition }: TopicPartition, partitions: AssignmentInput['partitions']): boolean =>
  partition < (partitions.get(destination) ?? 0);

/** Whoever could be given few partitions is served first: those with the fewest readers, then in order. */
function unowned(readers: Readers, partitions: AssignmentInput['partitions'], kept: ReadonlySet<number>): TopicPartition[] {
  const topics = [...partitions.keys()].filter((t) => readers.get(t)!.length > 0).sort((a, b) => readers.get(a)!.length - readers.get(b)!.length || a - b);
  return topics.flatMap((destination) =>
    Array.from({ length: partitions.get(destination)! }, (_, partition) => ({ destination, partition })).filter((p) => !kept.has(placeKey(p))),
  );
}

/** Of `candidates` the first that has least. */
function least(candidates: readonly number[], assigned: readonly TopicPartition[][]): number {
  let best = candidates[0]!;
  for (const i of candidates) if (assigned[i]!.length < assigned[best]!.length) best = i;
  return best;
}

/**
 * Moves one partition from a member to a reader that has at least two fewer: from the last of those that have most, its newest.
 * The sum of squares falls with each move, so this ends.
 */
function moveOne(assigned: TopicPartition[][], readers: Readers): boolean {
  const donors = assigned.map((_, i) => i).sort((a, b) => assigned[b]!.length - assigned[a]!.length || b - a);
  for (const donor of donors) {
    const owned = assigned[donor]!;
    for (let at = owned.length - 1; at >= 0; at--) {
      const receiver = least(readers.get(owned[at]!.destination)!, assigned);
      if (assigned[receiver]!.length + 1 >= owned.length) continue;
      assigned[receiver]!.push(...owned.splice(at, 1));
      return true;
    }
  }
  return false;
}
