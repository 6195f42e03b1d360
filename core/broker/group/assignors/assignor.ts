/** What an assignor is: members in the order of their ids and topics with partition counts in; per member its partitions out. */
export interface AssignmentInput {
  /** Sorted by member id; each with the topics it subscribes to, and what it owned so far: no partition twice. */
  readonly members: readonly { readonly member: number; readonly topics: readonly number[]; readonly owned: readonly TopicPartition[] }[];
  /** Partition count per topic. */
  readonly partitions: ReadonlyMap<number, number>;
}
export interface TopicPartition {
  readonly destination: number;
  readonly partition: number;
}
export type Assignor = (input: AssignmentInput) => TopicPartition[][];
