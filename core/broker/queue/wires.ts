/** A queue's dead-letter wire, and those it had before: what they carried still counts. */
import type { DeadLetterWire } from './deadLetter.ts';

export class Wires {
  #present: DeadLetterWire | undefined;
  readonly #all = new Set<DeadLetterWire>();

  get present(): DeadLetterWire | undefined {
    return this.#present;
  }
  /** Another, or none, takes its place: what still waits in it is given up. */
  set present(wire: DeadLetterWire | undefined) {
    if (wire === this.#present) return;
    this.#present?.end();
    this.#present = wire;
    if (wire !== undefined) this.#all.add(wire);
  }

  total(field: 'leaving' | 'lost' | 'records'): number {
    let n = 0;
    for (const wire of this.#all) n += wire[field];
    return n;
  }
}
