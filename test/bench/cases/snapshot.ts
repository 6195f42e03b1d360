/**
 * What showing a run costs it: sixty times a second of host time twenty figures of each of two hundred nodes are read into a row
 * and transferred to another thread, as the engine's worker does. The share of time is taken by a clock round that work: the
 * difference of two runs would drown in the machine's noise.
 */
import { Worker } from 'node:worker_threads';
import { FrameBuilder } from '#core/metrics/frameBuilder.ts';
import { type BenchCase, js, type Sample, timed } from '../benchCase.ts';
import { ladderEvents, Network } from '../network.ts';

const NODES = 200;
const FIGURES = 20;
const EVENTS = 10_000_000;
/** Between two looks at the clock. */
const CHUNK = 1_000;
const FRAME_MS = 1_000 / 60;

/** Twenty closures per node, as the sampler has: the five figures of the model, four times. */
function readingsOf({ nodes }: Network): (() => number)[] {
  return nodes.flatMap((node) => {
    const figures = [() => node.inNode, () => node.arrived, () => node.departed, () => node.area, () => node.histogram.count];
    return Array.from({ length: FIGURES }, (_, i) => figures[i % figures.length] as () => number);
  });
}

async function run(): Promise<Sample> {
  const screen = new Worker(`require('node:worker_threads').parentPort.on('message', () => {});`, { eval: true });
  const events = ladderEvents();
  const readings = readingsOf(new Network(NODES, events));
  const frames = new FrameBuilder(0, readings.length, 0);
  const show = (): void => {
    const { data, at } = frames.row();
    for (let i = 0; i < readings.length; i++) data[at + i] = (readings[i] as () => number)();
    const batch = frames.take();
    screen.postMessage(batch, [batch.data.buffer as ArrayBuffer]);
  };
  let showingMs = 0;
  let shown = 0;
  let dueMs = performance.now();
  const work = (count: number): void => {
    for (let done = 0; done < count; done += CHUNK) {
      events.run(CHUNK);
      const beginMs = performance.now();
      if (beginMs < dueMs) continue;
      dueMs = beginMs + FRAME_MS;
      show();
      shown++;
      showingMs += performance.now() - beginMs;
    }
  };
  work(500_000);
  showingMs = 0;
  shown = 0;
  const sample = timed(EVENTS, () => work(EVENTS));
  await screen.terminate();
  return { ...sample, extra: { snapshots: shown, lostPercent: (100 * showingMs) / (sample.wallNs / 1e6), usPerSnapshot: (1_000 * showingMs) / shown } };
}

export const benchCase: BenchCase = {
  name: 'snapshot',
  operation: 'event',
  programs: { '60 snapshots a second': js(run) },
  goals: [
    { text: 'time lost to snapshots', measured: (m) => m.extra('60 snapshots a second', 'lostPercent'), want: 'at most', must: 3, stretch: 1.5, unit: ' %' },
  ],
};
