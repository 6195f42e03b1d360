/** Committed offsets of one group: the next offset to read, per partition [KC3]; and their sum by topic. */
export class CommittedOffsets {
  readonly #topics = new Map<number, Map<number, number>>();
  readonly #totals = new Map<number, number>();

  commit(destination: number, partition: number, offset: number): void {
    let topic = this.#topics.get(destination);
    if (topic === undefined) this.#topics.set(destination, (topic = new Map()));
    this.#totals.set(destination, this.total(destination) + offset - (topic.get(partition) ?? 0));
    topic.set(partition, offset);
  }
  clear(): void {
    this.#topics.clear();
    this.#totals.clear();
  }
  get(destination: number, partition: number): number | undefined {
    return this.#topics.get(destination)?.get(partition);
  }
  /** Over its partitions; one without a commit counts 0. */
  total(destination: number): number {
    return this.#totals.get(destination) ?? 0;
  }
}
