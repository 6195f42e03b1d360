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
  /** It was removed while the run went on. */
  readonly isRemoved?: true;
  readonly in: number;
  readonly out: number;
  readonly offered?: number;
  readonly processed?: number;
  readonly failed?: number;
  readonly refused: number;
  readonly dropped: number;
  /** Queue with a dead-letter wire: copies that died here and arrived at the other queue; not part of `dropped`. */
  readonly deadLettered?: number;
  /** Exchange: mandatory records given back, since they reached no queue. Producer to an exchange: those that came back. */
  readonly returned?: number;
  readonly retried?: number;
  readonly redelivered?: number;
  readonly depthEnd?: number;
  readonly depthMax?: number;
  readonly lagEnd?: number;
  readonly lagMax?: number;
  /** Age of the oldest record that waits for its reader. */
  readonly lagSecondsEndUs?: number;
  readonly lagSecondsMaxUs?: number;
  /** Topic, queue, channel: its highest backlog, and how long that took to be worked off. */
  readonly drain?: DrainReport;
  /** Records per second of virtual time over the whole run. */
  readonly throughput: number;
  /** Consumer: records processed for the first time, per second: duplicates are no use to anybody. */
  readonly goodput?: number;
  /** 0 … 1 over the whole run. */
  readonly utilisation?: number;
  readonly latency?: LatencyReport;
  readonly rebalances?: number;
  /** Consumer: see ReaderReport. */
  readonly lost?: number;
  readonly duplicates?: number;
  readonly outOfOrder?: number;
  readonly recovered?: number;
  /** Channel: tasks that wait at it at the end and can never go on; absent while any could. */
  readonly deadlock?: { readonly senders: number; readonly receivers: number };
}

export interface DrainReport {
  readonly peak: number;
  readonly peakAtUs: number;
  /** From the peak until a twentieth of it was left, at the first sample that shows it; null if the run ended before. */
  readonly us: number | null;
}

/** One key of one producer, and how many of its messages. */
export interface KeyCountReport {
  readonly key: string;
  /** Node id. */
  readonly producer: string;
  readonly count: number;
}

export interface TroubleReport {
  readonly count: number;
  /** The serial of the first one it happened to: its journey tells how. */
  readonly example?: number;
  /** The key most affected; absent while none is, or only messages without a key. */
  readonly worst?: KeyCountReport;
}

/** What was seen at one consumer from outside the engine. Terms: core/run/SPEC.md, W1–W4. */
export interface ReaderReport {
  /** Node id. Those that share a destination are told of a loss as one: at the first of them. */
  readonly node: string;
  /** Its senders were told that it had arrived; nobody processed it, and it is nowhere any more. */
  readonly lost: TroubleReport;
  /** Processed again by the same reader. */
  readonly duplicates: TroubleReport;
  /** Processed after a later one of its key and producer. */
  readonly outOfOrder: TroubleReport;
  /** Processed, though no sender was ever told that it had arrived; counted at the end of a run. */
  readonly recovered: number;
}

export interface WitnessReport {
  /** Messages produced, and how many of them came after the watch's limit. */
  readonly messages: number;
  readonly unwatched: number;
  readonly readers: readonly ReaderReport[];
}

export interface ObjectiveReport {
  /** As written: 'latencyP99 < 500ms'. */
  readonly text: string;
  readonly metric: string;
  /** Of what was measured: µs, copies, or per second. */
  readonly unit: 'duration' | 'count' | 'rate';
  readonly node: string;
  /** Null: nothing was measured, or a backlog was not worked off. */
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
  readonly witness: WitnessReport;
  readonly objectives: readonly ObjectiveReport[];
}
