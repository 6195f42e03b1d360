/**
 * The books of a run, in copies of records: sources = offered + copied(reason), sinks = refused(reason) + consumed +
 * dropped(reason) + stored + in flight. The last two are not written here but counted from the structures (see `Held`),
 * so a component that forgets or doubles a copy breaks the balance. SPEC.md, L1–L4.
 */
import { COPIED_REASONS, type CopiedReason, DROPPED_REASONS, type DroppedReason, REFUSED_REASONS, type RefusedReason } from '../base/reasons.ts';
import type { Books } from './api.ts';

/** Anything that holds copies of records: queues, logs, channels, links, server queues, clients. */
export interface Held {
  /** Copies at rest, waiting for a consumer. */
  readonly stored: number;
  /** Copies on their way: buffered, on a wire, being served, delivered and not settled. */
  readonly inFlight: number;
}

export interface Balance {
  readonly sources: number;
  readonly sinks: number;
  readonly stored: number;
  readonly inFlight: number;
}

type Tally<Reason extends string> = Record<Reason, number>;
const zeros = <Reason extends string>(reasons: readonly Reason[]): Tally<Reason> => Object.fromEntries(reasons.map((r) => [r, 0])) as Tally<Reason>;
const sum = (tally: Record<string, number>): number => Object.values(tally).reduce((a, b) => a + b, 0);
const nonZero = <Reason extends string>(tally: Tally<Reason>): Partial<Tally<Reason>> =>
  Object.fromEntries(Object.entries(tally).filter(([, n]) => n !== 0)) as Partial<Tally<Reason>>;

export class Ledger implements Books {
  #offered = 0;
  #consumed = 0;
  readonly #copied = zeros(COPIED_REASONS);
  readonly #refused = zeros(REFUSED_REASONS);
  readonly #dropped = zeros(DROPPED_REASONS);
  readonly #held: Held[] = [];
  checks = 0;
  imbalances = 0;

  /** Everything that may hold a copy must be registered. Returns the removal, for a client that is gone for good. */
  register(held: Held): () => void {
    this.#held.push(held);
    return () => {
      const at = this.#held.indexOf(held);
      if (at >= 0) this.#held.splice(at, 1);
    };
  }

  offered(count: number): void {
    this.#offered += count;
  }
  consumed(count: number): void {
    this.#consumed += count;
  }
  copied(reason: CopiedReason, count: number): void {
    this.#copied[reason] += count;
  }
  refused(reason: RefusedReason, count: number): void {
    this.#refused[reason] += count;
  }
  dropped(reason: DroppedReason, count: number): void {
    this.#dropped[reason] += count;
  }

  balance(): Balance {
    let stored = 0;
    let inFlight = 0;
    for (const held of this.#held) {
      stored += held.stored;
      inFlight += held.inFlight;
    }
    const sources = this.#offered + sum(this.#copied);
    return { sources, sinks: sum(this.#refused) + this.#consumed + sum(this.#dropped) + stored + inFlight, stored, inFlight };
  }

  /** Counts one check; true when the books balance. */
  check(): boolean {
    const { sources, sinks } = this.balance();
    this.checks++;
    if (sources === sinks) return true;
    this.imbalances++;
    return false;
  }

  totals() {
    const { sources, sinks, stored, inFlight } = this.balance();
    return {
      offered: this.#offered,
      copied: nonZero(this.#copied),
      refused: nonZero(this.#refused),
      consumed: this.#consumed,
      stored,
      inFlight,
      dropped: nonZero(this.#dropped),
      difference: sources - sinks,
      checks: this.checks,
      imbalances: this.imbalances,
    };
  }
}
