/** One page as it fills: rows up to the limit, those with the key that is looked for, and no more messages looked at than the limit says. */
import { LIMITS } from '../../base/limits.ts';
import { type Message, NO_KEY } from '../../broker/api.ts';
import type { BrowseQuery, MessagePage, MessageRow, RowState } from '../messageRows.ts';

export class Page {
  readonly #rows: MessageRow[] = [];
  readonly #key: number | undefined;
  readonly #keyOf: (serial: number) => string | null;
  readonly #atUs: number;
  readonly #isSearch: boolean;
  #scanned = 0;
  #next: number | null = null;
  #isCut = false;

  constructor({ key }: BrowseQuery, hash: number | undefined, keyOf: (serial: number) => string | null, atUs: number) {
    this.#key = hash;
    this.#keyOf = keyOf;
    this.#atUs = atUs;
    this.#isSearch = key !== '';
  }

  get isEmpty(): boolean {
    return this.#rows.length === 0;
  }

  /** False: the page is full, or enough was looked at; it goes on at `position`. */
  offer(position: number, key: number, row: () => MessageRow): boolean {
    if (this.#rows.length >= LIMITS.browseRows) return this.#stop(position);
    if (this.#scanned >= LIMITS.browseScan) {
      this.#isCut = true;
      return this.#stop(position);
    }
    this.#scanned++;
    if (this.#key === undefined || this.#key === key) this.#rows.push(row());
    return true;
  }

  #stop(position: number): false {
    this.#next = position;
    return false;
  }

  rowOf(position: number, { serial, key, size, createdUs, properties }: Message, state: RowState): MessageRow {
    const text = key === NO_KEY ? null : (this.#keyOf(serial) ?? String(key));
    return { position, serial, key: text, size, createdUs, ...(properties === undefined ? {} : { properties }), state };
  }

  finish(rest: Pick<MessagePage, 'kind' | 'parts' | 'start' | 'end' | 'from' | 'highWatermark' | 'groups'>): MessagePage {
    const from = this.#rows[0]?.position ?? rest.from;
    const isFirst = this.#isSearch || from <= rest.start;
    return {
      ...rest,
      from,
      atUs: this.#atUs,
      rows: this.#rows,
      previous: isFirst ? null : Math.max(rest.start, from - LIMITS.browseRows),
      next: this.#next,
      isCut: this.#isCut,
    };
  }
}
