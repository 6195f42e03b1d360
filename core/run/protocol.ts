/**
 * Port messages between a screen and the engine's host (Web Worker, Node process, in-process test port). Types only.
 * One run at a time; a message of an older run is told by its runId and ignored.
 */
import type { LimitName } from '../base/limits.ts';
import type { Plan } from '../compile/plan.ts';
import type { FrameBatch, FrameSchema } from '../metrics/frameBatch.ts';
import type { Pace, RunCommand, RunEntry, RunJournal } from './commands.ts';
import type { NodeDetail } from './details.ts';
import type { Journey } from './journeyReport.ts';
import type { BrowseQuery, MessagePage } from './messageRows.ts';
import type { LedgerReport, ObjectiveReport, RunReport, WitnessReport } from './report.ts';

/** Screen → engine. */
export type EngineRequest =
  /**
   * Assembles a world at t = 0, paused. Replaces any run before it. With a journal the run repeats those inputs at their instants;
   * with `untilUs` it goes there as fast as it can and pauses: the exact state of an earlier run at that instant.
   */
  | {
      readonly kind: 'load';
      readonly runId: number;
      readonly plan: Plan;
      readonly journal?: RunJournal | undefined;
      readonly untilUs?: number | undefined;
      /** Follows this message: whenever the run pauses or ends its journey is told. */
      readonly follow?: number | undefined;
    }
  | { readonly kind: 'command'; readonly runId: number; readonly command: RunCommand }
  /** Which node's inside is looked at; '' for none. */
  | { readonly kind: 'inspect'; readonly runId: number; readonly node: string }
  /** What was measured up to now, wherever the run stands. */
  | { readonly kind: 'report'; readonly runId: number }
  /** Which messages a destination holds now, a page of them. */
  | { readonly kind: 'browse'; readonly runId: number; readonly query: BrowseQuery }
  /** One frame batch was taken: at most two are ever outstanding. */
  | { readonly kind: 'acknowledge'; readonly runId: number };

export type RunPhase = 'ready' | 'running' | 'paused' | 'ended' | 'failed';

export interface RunStatus {
  readonly phase: RunPhase;
  readonly nowUs: number;
  readonly events: number;
  readonly pace: Pace;
  /** Virtual seconds per host second over the last second; null while not running. */
  readonly achievedPace: number | null;
  /** Over every event fired up to now; null while running. */
  readonly traceHash: string | null;
}

/** Engine → screen. */
export type EngineMessage =
  | { readonly kind: 'schema'; readonly schema: FrameSchema }
  | { readonly kind: 'frames'; readonly batch: FrameBatch; readonly ledger: LedgerReport; readonly witness: WitnessReport }
  | { readonly kind: 'status'; readonly runId: number; readonly status: RunStatus }
  /** How the objectives stand on what was measured so far; at most four times a second, and none while there are none. */
  | { readonly kind: 'objectives'; readonly runId: number; readonly objectives: readonly ObjectiveReport[] }
  /** What was measured up to now, asked for by 'report'. */
  | { readonly kind: 'reported'; readonly runId: number; readonly report: RunReport }
  /** An input took its place in the run, or, of a repeated journal, took it again. */
  | { readonly kind: 'input'; readonly runId: number; readonly entry: RunEntry }
  /** What is inside the node that is looked at: at once, and then at most four times a second. Null: there is nothing to see. */
  | { readonly kind: 'inspected'; readonly runId: number; readonly node: string; readonly detail: NodeDetail | null }
  /** Answers a `browse`; null: the node holds no messages, or has no such part. */
  | { readonly kind: 'browsed'; readonly runId: number; readonly query: BrowseQuery; readonly page: MessagePage | null }
  /** The journey of the message the run was loaded to follow, up to now. */
  | { readonly kind: 'journey'; readonly runId: number; readonly journey: Journey }
  /** The run reached its horizon. */
  | { readonly kind: 'ended'; readonly runId: number; readonly report: RunReport }
  /** A failed assertion, or with `limit` a scenario that ran into a limit of the product: shown with what reproduces it. */
  | {
      readonly kind: 'failed';
      readonly runId: number;
      readonly message: string;
      readonly seed: number;
      readonly event: number;
      readonly atUs: number;
      readonly limit?: LimitName | undefined;
    };

/** The two ends of a channel, as both a MessagePort and an in-process pair offer them. */
export interface EnginePort {
  post(message: EngineMessage, transfer: readonly ArrayBufferLike[]): void;
  onRequest(listener: (request: EngineRequest) => void): void;
}
