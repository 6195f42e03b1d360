/**
 * What recording costs: the minute at 100 k/s with all that is measured (frames, histograms, the books, the witness, objectives), beside
 * the bare world that only runs. Each is a process of its own, so the bare one may take the measuring parts out of the classes.
 */
import { instant } from '#core/base/units.ts';
import { Witness } from '#core/run/witness/witness.ts';
import { World } from '#core/run/world.ts';
import { Histogram } from '#core/metrics/histogram.ts';
import { type BenchCase, js, type Sample, timed } from '../benchCase.ts';
import { loadPlan, minute, runLoad } from './load.ts';

/** Nobody is told anything, and nothing is kept. */
function withoutMeasuring(): void {
  const deaf = () => () => {};
  Object.assign(Witness.prototype, { processed: deaf, allProcessed: deaf, arrived: deaf, allArrived: deaf, keyed: deaf });
  Object.assign(Histogram.prototype, { record: () => {}, recordAll: () => {} });
}

function runBare(): Sample {
  withoutMeasuring();
  const plan = loadPlan(minute);
  const world = new World(plan);
  const { kernel } = world;
  const end = instant(plan.horizonUs);
  const timedRun = timed(minute.seconds * minute.perSecond, () => {
    while (kernel.run(end, 100_000) === 100_000);
    world.catchUp();
  });
  const processed = world.consumers.reduce((n, { work }) => n + work.processed, 0);
  return { ...timedRun, check: kernel.trace.digest(), extra: { processed, eventsPerMessage: kernel.events / (minute.seconds * minute.perSecond) } };
}

export const benchCase: BenchCase = {
  name: 'recording',
  operation: 'message',
  programs: { recorded: js(() => runLoad(minute)), bare: js(runBare) },
  same: [['recorded'], ['bare']],
  goals: [
    {
      text: 'recording and metrics, of the bare engine’s speed',
      measured: (m) => (1 - m.cpu('bare') / m.cpu('recorded')) * 100,
      want: 'at most',
      must: 15,
      stretch: 8,
      unit: ' %',
    },
  ],
};
