/**
 * Runs a plan to its end in Node, as fast as the machine can. It gives the event loop a turn between slices, so a signal
 * is heard; how long a slice takes never changes what the run gives.
 */
import { setImmediate } from 'node:timers/promises';
import { LimitReached } from '#core/base/assert.ts';
import type { Plan } from '#core/compile/plan.ts';
import type { FrameBatch, FrameSchema } from '#core/metrics/frameBatch.ts';
import type { RunReport } from '#core/run/report.ts';
import { Run } from '#core/run/run.ts';

/** What a host needs of a run. */
export type Runnable = Pick<Run, 'advance' | 'nowUs' | 'ended' | 'report' | 'takeFrames' | 'schema'>;

export interface Progress {
  readonly nowUs: number;
  readonly horizonUs: number;
  readonly events: number;
}

export interface RunOptions {
  /** Called after every slice, about ten times a second of host time. */
  readonly onProgress?: (progress: Progress) => void;
  /** Stops the run at the end of the current slice. */
  readonly isStopped?: () => boolean;
  /** Told what the columns are, once, before anything else. */
  readonly onSchema?: (schema: FrameSchema) => void;
  /** Given the rows and events of each slice. */
  readonly onFrames?: (batch: FrameBatch) => void;
  readonly start?: (plan: Plan) => Runnable;
}

export interface Outcome {
  readonly report: RunReport;
  /** False if the run was stopped before its horizon. */
  readonly isComplete: boolean;
  /** What stopped it, if it ran into a limit of the product. */
  readonly limit?: LimitReached;
}

/** Events of one slice: some tens of milliseconds. */
const SLICE_EVENTS = 100_000;

export async function runToEnd(plan: Plan, options: RunOptions = {}): Promise<Outcome> {
  const run = (options.start ?? ((p) => new Run(p)))(plan);
  options.onSchema?.(run.schema);
  let events = 0;
  while (!run.ended && options.isStopped?.() !== true) {
    try {
      events += run.advance(plan.horizonUs, SLICE_EVENTS);
    } catch (error) {
      if (!(error instanceof LimitReached)) throw error;
      options.onFrames?.(run.takeFrames());
      return { report: run.report(), isComplete: false, limit: error };
    }
    // Taken even if nobody wants them, so that they do not pile up.
    const frames = run.takeFrames();
    options.onFrames?.(frames);
    options.onProgress?.({ nowUs: run.nowUs, horizonUs: plan.horizonUs, events });
    await setImmediate();
  }
  return { report: run.report(), isComplete: run.ended };
}
