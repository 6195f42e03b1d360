/** Repeats a journaled run in Node, up to so many engine events: what came of it, to be compared with what was recorded. */
import type { Plan } from '#core/compile/plan.ts';
import type { RunInput, RunJournal } from '#core/run/commands.ts';
import { Driver, type Host } from '#core/kernel/driver.ts';
import { Run } from '#core/run/run.ts';

export interface Replayed {
  readonly nowUs: number;
  readonly events: number;
  readonly traceHash: string;
  /** What broke on the way. */
  readonly failure?: Error;
}

const nodeHost: Host = {
  monotonicUs: () => Math.floor(performance.now() * 1_000),
  wake(afterUs, fn) {
    if (afterUs >= 1_000) {
      const timer = setTimeout(fn, Math.round(afterUs / 1_000));
      return () => clearTimeout(timer);
    }
    const soon = setImmediate(fn);
    return () => clearImmediate(soon);
  },
};

/** `onSlice` hears how far it is, some hundred times a second. */
export function replay(plan: Plan, journal: RunJournal, events: number, onSlice: (nowUs: number) => void = () => {}): Promise<Replayed> {
  const run = new Run(plan);
  return new Promise((resolve) => {
    const end = (failure?: Error) => {
      const { nowUs, events: fired, world } = run;
      resolve({ nowUs, events: fired, traceHash: world.kernel.trace.digest(), ...(failure === undefined ? {} : { failure }) });
    };
    const driver = new Driver<RunInput>({
      kernel: run.world.kernel,
      host: nodeHost,
      end: run.end,
      apply: (input) => run.input(input),
      onSlice: () => {
        // Nobody draws them here: taken so that they do not pile up.
        run.takeFrames();
        onSlice(run.nowUs);
        if (driver.state !== 'running') end();
      },
      onFailure: ({ error }) => end(error instanceof Error ? error : new Error(String(error))),
    });
    driver.replay(journal);
    if (events === 0) end();
    else driver.step(events);
  });
}
