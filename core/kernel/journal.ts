/**
 * What came from outside during a run, in the order it took effect. Scenario + seed + journal give the same trace.
 * Plain data: an entry is cloneable and can be saved. SPEC.md, K25–K26.
 */
import { assert } from '../base/assert.ts';
import type { Instant } from '../base/units.ts';

export interface JournalEntry<Input> {
  /** The instant at which the input acts, before everything else of that instant that was not yet scheduled. */
  readonly atUs: Instant;
  readonly input: Input;
}

export class Journal<Input> {
  readonly #entries: JournalEntry<Input>[] = [];

  get entries(): readonly JournalEntry<Input>[] {
    return this.#entries;
  }

  /** Returns the entry's index. Instants never go back. */
  record(atUs: Instant, input: Input): number {
    const last = this.#entries.at(-1);
    assert(last === undefined || last.atUs <= atUs, `journal: an input at ${atUs} after one at ${last?.atUs}`);
    return this.#entries.push({ atUs, input }) - 1;
  }
}
