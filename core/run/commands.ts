/** What a person can do to a run, as plain data: journaled with its instant, so a run can be repeated exactly. Types only. */
import type { FaultSpec } from '../base/faults.ts';
import type { Plan } from '../compile/plan.ts';
import type { JournalEntry } from '../kernel/journal.ts';

/** Changes the world: journaled. */
export type RunInput =
  /** Multiplies a producer's rate by `factor` for `forUs`, then restores it. */
  | { readonly kind: 'spike'; readonly node: string; readonly factor: number; readonly forUs: number }
  /** Something breaks, now. */
  | { readonly kind: 'fault'; readonly fault: FaultSpec }
  /** Ends all that is wrong with a node or an edge, by its id; with '' everything that is wrong. */
  | { readonly kind: 'repair'; readonly target: string }
  /** The next plan, with the same structure (see compile/patch): rates, work times, counts, costs, latencies take effect now. */
  | { readonly kind: 'patch'; readonly plan: Plan };

/** How far time may run; virtual seconds per host second, or as fast as possible. */
export type Pace = number | 'max';

export type RunCommand =
  | { readonly kind: 'run' }
  | { readonly kind: 'pause' }
  /** Fires `events` kernel events and pauses. */
  | { readonly kind: 'step'; readonly events: number }
  /** Runs up to and including that instant whatever the pace, and pauses there. */
  | { readonly kind: 'runTo'; readonly atUs: number }
  /** Runs until one more message has been processed by a consumer, and pauses. */
  | { readonly kind: 'stepMessage' }
  | { readonly kind: 'pace'; readonly pace: Pace }
  | { readonly kind: 'input'; readonly input: RunInput };

/** An input with the instant at which it acted, and all of a run's: plan and journal are the run. */
export type RunEntry = JournalEntry<RunInput>;
export type RunJournal = readonly RunEntry[];
