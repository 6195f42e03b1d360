/** What was seen of one consumer node: how often a message came to it again or too late, and with which key most often. */

/** Counts by stream (one key of one producer; 0: without a key), and which stream has most. Its memory comes with the first. */
export class StreamTally {
  #counts = new Uint32Array(0);
  count = 0;
  worst = 0;
  worstCount = 0;

  /** `streams`: how many there are. */
  add(stream: number, streams: number): void {
    this.count++;
    if (this.#counts.length === 0) this.#counts = new Uint32Array(streams);
    const count = ++this.#counts[stream]!;
    if (stream === 0 || count <= this.worstCount) return;
    this.worst = stream;
    this.worstCount = count;
  }
}

export class Conduct {
  readonly duplicates = new StreamTally();
  readonly outOfOrder = new StreamTally();
  /** As of the last look. */
  lost = new StreamTally();
  recovered = 0;
}
