/** A growable ring of objects: push at the end, shift at the front, both O(1). For numbers use the typed rings of ring.ts. */
const emptied = <T>(capacity: number): (T | undefined)[] => Array.from({ length: capacity }, () => undefined);

export class Deque<T> {
  #items: (T | undefined)[];
  #head = 0;
  #length = 0;

  /** `capacity` items fit before the first doubling; a power of two. */
  constructor(capacity = 8) {
    this.#items = emptied(capacity);
  }

  get length(): number {
    return this.#length;
  }

  push(item: T): void {
    if (this.#length === this.#items.length) this.#grow();
    this.#items[(this.#head + this.#length) & (this.#items.length - 1)] = item;
    this.#length++;
  }

  unshift(item: T): void {
    if (this.#length === this.#items.length) this.#grow();
    this.#head = (this.#head - 1) & (this.#items.length - 1);
    this.#items[this.#head] = item;
    this.#length++;
  }

  peek(): T | undefined {
    return this.#length === 0 ? undefined : this.#items[this.#head];
  }

  /** The i-th from the front; undefined beyond the end. */
  at(i: number): T | undefined {
    return i < this.#length ? this.#items[(this.#head + i) & (this.#items.length - 1)] : undefined;
  }

  /** Leaves the i-th from the front empty: it keeps its place, and reads as undefined. */
  vacate(i: number): void {
    if (i < this.#length) this.#items[(this.#head + i) & (this.#items.length - 1)] = undefined;
  }

  shift(): T | undefined {
    if (this.#length === 0) return undefined;
    const item = this.#items[this.#head];
    this.#items[this.#head] = undefined;
    this.#head = (this.#head + 1) & (this.#items.length - 1);
    this.#length--;
    return item;
  }

  /** Takes out the first occurrence of `item`, wherever it is; O(n). */
  remove(item: T): void {
    let found = false;
    for (let i = 0; i < this.#length; i++) {
      const mask = this.#items.length - 1;
      const at = (this.#head + i) & mask;
      found ||= this.#items[at] === item;
      if (found) this.#items[at] = i + 1 < this.#length ? this.#items[(at + 1) & mask] : undefined;
    }
    if (found) this.#length--;
  }

  clear(): void {
    this.#items.fill(undefined);
    this.#head = 0;
    this.#length = 0;
  }

  #grow(): void {
    const old = this.#items;
    const wider: (T | undefined)[] = emptied(old.length * 2);
    for (let i = 0; i < this.#length; i++) wider[i] = old[(this.#head + i) & (old.length - 1)];
    this.#items = wider;
    this.#head = 0;
  }
}
