/**
 * Which leader wrote which records of a replica's log: the first offset of each leader epoch, both rising. By it two replicas find
 * where their logs part, which a high watermark cannot tell [KL12]. Source: KIP-101, KIP-279, `LeaderEpochFileCache`.
 */
export interface EpochEnd {
  readonly epoch: number;
  /** Offset behind the epoch's last record. */
  readonly end: number;
}

export const NO_EPOCH = -1;

export class EpochCache {
  readonly #epochs: number[] = [];
  readonly #starts: number[] = [];

  /** Epoch of the newest record; NO_EPOCH of an empty log. */
  get latest(): number {
    return this.#epochs.at(-1) ?? NO_EPOCH;
  }

  /** Records from `offset` on are of `epoch`. An epoch that wrote nothing leaves no trace. */
  begin(epoch: number, offset: number): void {
    if (epoch <= this.latest) return;
    this.truncate(offset);
    this.#epochs.push(epoch);
    this.#starts.push(offset);
  }

  /** The epoch of the record at `offset`, and where the records of that epoch end. */
  at(offset: number, logEnd: number): EpochEnd {
    const i = this.#starts.findLastIndex((start) => start <= offset);
    return { epoch: this.#epochs[i] ?? NO_EPOCH, end: this.#starts[i + 1] ?? logEnd };
  }

  /** Kafka's OffsetsForLeaderEpoch: the newest epoch here that is not above `epoch`, and where it ends. */
  endOf(epoch: number, logEnd: number): EpochEnd {
    const i = this.#epochs.findLastIndex((known) => known <= epoch);
    return { epoch: this.#epochs[i] ?? NO_EPOCH, end: this.#starts[i + 1] ?? logEnd };
  }

  /** The log was cut at `to`. */
  truncate(to: number): void {
    while (this.#starts.length > 0 && this.#starts.at(-1)! >= to) {
      this.#starts.pop();
      this.#epochs.pop();
    }
  }
}
