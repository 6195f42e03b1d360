/**
 * What a topic's readers may rely on: an offset holds one message for ever [I5], a member reads its partitions in order and skips
 * nothing [I6], and a group's commit does not go back [I7].
 */
import type { FetchRequest, LogSlice, Position } from '#core/broker/api.ts';

type Place = string;
const placeOf = (who: string, destination: number, partition: number): Place => `${who} ${destination}/${partition}`;

export class OrderWatch {
  readonly #require: (isTrue: boolean, text: string) => void;
  /** Which message an offset held when it was first read. */
  readonly #held = new Map<string, number>();
  /** How far a member may read on without having skipped anything. */
  readonly #readTo = new Map<Place, number>();
  readonly #committed = new Map<Place, number>();
  /** Partitions that lost their end: members that were beyond it are told where to go on, and commits go back with them. */
  readonly #cut = new Set<string>();

  constructor(require: (isTrue: boolean, text: string) => void) {
    this.#require = require;
  }

  /** The member was told where to begin: what it read before is of another time. */
  positioned(client: string, { destination, partition, offset }: Position): void {
    this.#readTo.set(placeOf(client, destination, partition), offset);
  }

  asked(client: string, { positions }: FetchRequest): void {
    for (const { destination, partition, offset } of positions) {
      const readTo = this.#readTo.get(placeOf(client, destination, partition));
      if (readTo !== undefined && offset > readTo)
        this.#require(false, `[I6] ${client} asks ${destination}/${partition} for ${offset} and has read to ${readTo}`);
    }
  }

  fetched(client: string, _id: number, asked: readonly Position[], slices: readonly LogSlice[]): void {
    const next = new Map(asked.map(({ destination, partition, offset }) => [`${destination}/${partition}`, offset]));
    for (const { destination, partition, baseOffset, count, start, serials } of slices) {
      const key = `${destination}/${partition}`;
      this.#require(baseOffset >= (next.get(key) ?? 0), `[I6] ${client} is given ${key} from ${baseOffset}, asked for ${next.get(key)}`);
      next.set(key, baseOffset + count);
      for (let i = 0; i < count; i++) this.#holds(`${key}@${baseOffset + i}`, serials[start + i]!);
      const place = placeOf(client, destination, partition);
      this.#readTo.set(place, Math.max(this.#readTo.get(place) ?? 0, baseOffset + count));
    }
  }

  /** The log was cut back to `to`: its offsets mean other messages from now on, and readers are told where to go on. */
  cut(destination: number, partition: number, to: number): void {
    for (const key of this.#held.keys()) {
      const [place, offset] = key.split('@');
      if (place === `${destination}/${partition}` && Number(offset) >= to) this.#held.delete(key);
    }
    this.#cut.add(`${destination}/${partition}`);
  }

  #holds(offset: string, serial: number): void {
    const before = this.#held.get(offset);
    if (before === undefined) this.#held.set(offset, serial);
    else if (before !== serial) this.#require(false, `[I5] ${offset} held message ${before} and now ${serial}`);
  }

  committed(group: string, destination: number, partitions: number, offsetOf: (partition: number) => number | undefined): void {
    for (let partition = 0; partition < partitions; partition++) {
      const offset = offsetOf(partition);
      if (offset === undefined) continue;
      const place = placeOf(group, destination, partition);
      const before = this.#committed.get(place) ?? 0;
      if (offset < before && !this.#cut.has(`${destination}/${partition}`))
        this.#require(false, `[I7] group ${group} went back from ${before} to ${offset} at ${destination}/${partition}`);
      this.#committed.set(place, offset);
    }
  }
}
