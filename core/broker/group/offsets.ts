/** Committed offsets of one group: the next offset to read, per partition [KC3]. */
export class CommittedOffsets {
  readonly #offsets = new Map<string, number>();

  commit(destination: number, partition: number, offset: number): void {
    this.#offsets.set(`${destination}/${partition}`, offset);
  }
  clear(): void {
    this.#offsets.clear();
  }
  get(destination: number, partition: number): number | undefined {
    return this.#offsets.get(`${destination}/${partition}`);
  }
}
