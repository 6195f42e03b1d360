/** How a server follows another one that leads: its fetch and the answer. Servers of one cluster speak so, clients never. */
import type { DestinationId, LogSlice } from '../api.ts';
import type { ErrorCode } from '../errors.ts';

/** Where a follower stands in a partition: the next offset it needs, under which leader, and the epoch of its last record. */
export interface FollowPosition {
  readonly destination: DestinationId;
  readonly partition: number;
  readonly offset: number;
  readonly epoch: number;
  /** −1: it has no record. */
  readonly lastEpoch: number;
}
/** What a leader answers for one partition. */
export interface FollowedPart {
  readonly error: ErrorCode;
  readonly destination: DestinationId;
  readonly partition: number;
  /** Of the leader. */
  readonly epoch: number;
  readonly highWatermark: number;
  /** Where the leader's log starts: what is before it is deleted. */
  readonly start: number;
  /** Records of one epoch. */
  readonly slice: LogSlice | undefined;
  readonly sliceEpoch: number;
  /** The follower's log is not the beginning of the leader's: where the epoch of its last record, or the one before, ends at the leader. */
  readonly parting: { readonly epoch: number; readonly end: number } | undefined;
}

/** A follower's fetch from the server that leads these partitions. What it is answered are no further copies: a partition counts once. */
export type FollowRequest = {
  readonly kind: 'follow';
  readonly id: number;
  /** Index of the follower in the cluster. */
  readonly server: number;
  readonly positions: readonly FollowPosition[];
  readonly maxBytes: number;
  readonly maxWaitUs: number;
};
export type FollowedReply = { readonly kind: 'followed'; readonly id: number; readonly parts: readonly FollowedPart[] };
