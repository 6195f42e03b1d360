/**
 * Binding keys of a topic exchange and what they match [RX2]. A key is words between dots; `*` stands for one word, `#` for
 * any number of them, and empty words count. All patterns of an exchange are one tree of words, walked a word of the key at
 * a time with every place it may be at: never more steps than words × places, however many `#` there are.
 */

const ONE = '*';
const ANY = '#';

/** Empty text is no word; every dot stands between two, be they empty. */
export const wordsOf = (key: string): readonly string[] => (key === '' ? [] : key.split('.'));

/** A place in the tree: the words that lead to it are a pattern, or the beginning of one. */
class Place<Value> {
  readonly next = new Map<string, Place<Value>>();
  /** After a `#`: every further word may still be part of it. */
  readonly repeats: boolean;
  readonly values: Value[] = [];
  /** The step of a walk that was here last. */
  seenAt = 0;

  constructor(repeats: boolean) {
    this.repeats = repeats;
  }
}

export class TopicPatterns<Value> {
  readonly #root = new Place<Value>(false);
  #step = 0;

  add(pattern: string, value: Value): void {
    let place = this.#root;
    for (const word of wordsOf(pattern)) {
      let next = place.next.get(word);
      if (next === undefined) {
        next = new Place(word === ANY);
        place.next.set(word, next);
      }
      place = next;
    }
    place.values.push(value);
  }

  /** Calls `found` for the value of each pattern that matches; in no order that means anything. */
  match(key: string, found: (value: Value) => void): void {
    let places: Place<Value>[] = [];
    this.#step++;
    this.#enter(this.#root, places);
    for (const word of wordsOf(key)) {
      const reached: Place<Value>[] = [];
      this.#step++;
      for (const place of places) {
        if (place.repeats) this.#enter(place, reached);
        this.#enter(place.next.get(word), reached);
        // A key may have a word that looks like a wildcard: it was entered as that word already.
        this.#enter(place.next.get(ONE), reached);
      }
      places = reached;
    }
    for (const { values } of places) for (const value of values) found(value);
  }

  /** A `#` that follows may stand for no word at all: its place is reached too. */
  #enter(place: Place<Value> | undefined, reached: Place<Value>[]): void {
    for (let at = place; at !== undefined && at.seenAt !== this.#step; at = at.next.get(ANY)) {
      at.seenAt = this.#step;
      reached.push(at);
    }
  }
}
