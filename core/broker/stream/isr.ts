/**
 * What a leader knows of one follower: how far it fetched, and when it last had everything. A follower that lately had everything is in
 * sync; one that has not for replica.lag.time.max.ms is not [KL8]. Source: `Replica.updateFetchState`.
 */
import { SECOND } from '../../base/units.ts';

/** replica.lag.time.max.ms; looked at every half of it. */
const REPLICA_LAG_MAX_US = 30 * SECOND;
export const ISR_CHECK_US = REPLICA_LAG_MAX_US / 2;

const UNKNOWN_END = -1;

export class Progress {
  /** The follower has everything below; unknown until its first fetch from this leader. */
  end = UNKNOWN_END;
  #caughtUpUs: number;
  #fetchUs = 0;
  /** The leader's end at the fetch before. */
  #endThen = 0;

  /** A member of the in-sync set counts as caught up when its leader begins. */
  constructor(isInSync: boolean, nowUs: number) {
    this.#caughtUpUs = isInSync ? nowUs : Number.NEGATIVE_INFINITY;
  }

  /** The follower asks for what is at `offset`: it has everything before. */
  fetched(offset: number, leaderEnd: number, nowUs: number): void {
    if (offset >= leaderEnd) this.#caughtUpUs = nowUs;
    else if (offset >= this.#endThen) this.#caughtUpUs = Math.max(this.#caughtUpUs, this.#fetchUs);
    this.end = offset;
    this.#endThen = leaderEnd;
    this.#fetchUs = nowUs;
  }

  isCaughtUp(leaderEnd: number, nowUs: number): boolean {
    return this.end === leaderEnd || nowUs - this.#caughtUpUs <= REPLICA_LAG_MAX_US;
  }
}
