/** What was seen of one consumer node: how often a message came to it again or too late, and with which key most often. */

/** Counts by stream (one key of one producer; 0: without a key), and which stream has most. Its memory comes with the first. */
export class StreamTally {
  #counts = new Uint32Array(0);
  count = 0;
  worst = 0;
  worstCount = 0;
  /** The first message it happened to; 0: none. */
  example = 0;

  /** `streams`: how many there are. */
  add(stream: number, streams: number, serial: number): void {
    if (this.count++ === 0) this.example = serial;
    this.#grow(streams);
    const count = ++this.#counts[stream]!;
    if (stream === 0 || count <= this.worstCount) return;
    this.worst = stream;
    this.worstCount = count;
  }

  /** Counts what another tally has counted too. */
  absorb(other: StreamTally): void {
    this.count += other.count;
    this.example ||= other.example;
    this.#grow(other.#counts.length);
    other.#counts.forEach((count, stream) => {
      this.#counts[stream]! += count;
      if (stream === 0 || this.#counts[stream]! <= this.worstCount) return;
      this.worst = stream;
      this.worstCount = this.#counts[stream]!;
    });
  }

  /** Producers that are added bring streams of their own. */
  #grow(streams: number): void {
    if (this.#counts.length >= streams) return;
    const wider = new Uint32Array(streams);
    wider.set(this.#counts);
    this.#counts = wider;
  }
}

export class Conduct {
  readonly duplicates = new StreamTally();
  readonly outOfOrder = new StreamTally();
  /** As of the last look. */
  lost = new StreamTally();
  /** Of that, by ways that messages do not go any more. */
  readonly lostBefore = new StreamTally();
  recovered = 0;
}
