/** What a run measured, as plain data: byte-equal for equal scenario, seed and inputs. Times in µs, rates per second. */
import type { CopiedReason, DroppedReason, RefusedReason } from '../base/reasons.ts';
import type { NodeKind } from '../scenario/scenario.ts';

/**
 * The books, in copies of records. Sources: offered by clients, and further copies with their reason. Sinks: the rest.
 * `difference` is sources − sinks and must be 0 at every sample.
 */
export interface LedgerReport {
  readonly offered: number;
  readonly copied: Readonly<Partial<Record<CopiedReason, number>>>;
  readonly refused: Readonly<Partial<Record<RefusedReason, number>>>;
  readonly consumed: number;
  readonly stored: number;
  readonly inFlight: number;
  readonly dropped: Readonly<Partial<Record<DroppedReason, number>>>;
  readonly difference: number;
  /** Samples at which the books were checked, and how many of them did not balance. */
  readonly checks: number;
  readonly imbalances: number;
}

export interface LatencyReport {
  readonly count: number;
  readonly meanUs: number;
  readonly p50Us: number;
  readonly p90Us: number;
  readonly p95Us: number;
  readonly p99Us: number;
  readonly p999Us: number;
  readonly maxUs: number;
}

export interface NodeReport {
  readonly id: string;
  readonly kind: NodeKind;
  readonly in: number;
  readonly out: number;
  readonly offered?: number;
  readonly processed?: number;
  readonly failed?: number;
  readonly refused: number;
  readonly dropped: number;
  /** Queue with a dead-letter wire: copies that died here and arrived at the other queue; not part of `dropped`. */
  readonly deadLettered?: number;
  readonly retried?: number;
  readonly redelivered?: number;
  readonly depthEnd?: number;
  readonly depthMax?: number;
  readonly lagEnd?: number;
  readonly lagMax?: number;
  /** Records per second of virtual time over the whole run. */
  readonly throughput: number;
  /** 0 … 1 over the whole run. */
  readonly utilisation?: number;
  readonly latency?: LatencyReport;
  readonly rebalances?: number;
  /** Channel: tasks that wait at it at the end and can never go on; absent while any could. */
  readonly deadlock?: { readonly senders: number; readonly receivers: number };
}

export interface ObjectiveReport {
  readonly text: string;
  readonly node: string;
  readonly measured: number | null;
  readonly met: boolean;
}

export interface RunReport {
  readonly engine: string;
  readonly seed: number;
  readonly horizonUs: number;
  readonly endedAtUs: number;
  readonly events: number;
  /** 16 hexadecimal digits over every fired event. */
  readonly traceHash: string;
  readonly nodes: readonly NodeReport[];
  readonly edges: readonly { readonly id: string; readonly records: number; readonly bytes: number }[];
  readonly ledger: LedgerReport;
  readonly objectives: readonly ObjectiveReport[];
}
