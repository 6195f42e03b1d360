/** The partitions a member owns: how far each was fetched, worked on and committed. */
export interface Owned {
  readonly destination: number;
  readonly partition: number;
  /** Next offset to fetch. */
  offset: number;
  /** Next offset to work on: everything below was taken from the buffer. */
  takenTo: number;
  /** What the coordinator was told. */
  committed: number;
  /** Requests with a higher id know of it; an answer to an earlier one is about somebody else's time. */
  readonly since: number;
}

export interface Place {
  readonly destination: number;
  readonly partition: number;
}

/** An offset to commit: the next one to read [KC3]. */
export interface Committable extends Place {
  readonly offset: number;
}

export class OwnedPartitions implements Iterable<Owned> {
  readonly #owned = new Map<number, Owned>();

  get(destination: number, partition: number): Owned | undefined {
    return this.#owned.get(placeOf(destination, partition));
  }

  add({ destination, partition, offset }: Committable, since: number): Owned {
    const owned: Owned = { destination, partition, offset, takenTo: offset, committed: offset, since };
    this.#owned.set(placeOf(destination, partition), owned);
    return owned;
  }

  /** Its position was not in the log: it goes on at `offset`, which the next commit says whichever way it lies. */
  moveTo(owned: Owned, offset: number): void {
    owned.offset = offset;
    owned.takenTo = offset;
    owned.committed = -1;
  }

  /** What the coordinator was told may not have arrived: the next commit says all again. */
  doubt(): void {
    for (const owned of this.#owned.values()) owned.committed = -1;
  }

  remove({ destination, partition }: Place): void {
    this.#owned.delete(placeOf(destination, partition));
  }

  /** What is owned and not among `kept`. */
  beyond(kept: readonly Place[]): Owned[] {
    const stays = new Set(kept.map(({ destination, partition }) => placeOf(destination, partition)));
    return [...this.#owned].flatMap(([place, owned]) => (stays.has(place) ? [] : [owned]));
  }

  /** What is new to the coordinator when each partition is committed up to `upTo`; taken for told. */
  toCommit(upTo: (owned: Owned) => number): Committable[] {
    const offsets: Committable[] = [];
    for (const owned of this.#owned.values()) {
      const offset = upTo(owned);
      if (offset <= owned.committed) continue;
      owned.committed = offset;
      offsets.push({ destination: owned.destination, partition: owned.partition, offset });
    }
    return offsets;
  }

  [Symbol.iterator](): Iterator<Owned> {
    return this.#owned.values();
  }
}

const placeOf = (destination: number, partition: number): number => destination * 65_536 + partition;
