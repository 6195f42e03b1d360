/** Two hundred nodes of four servers, with histograms: what many pending events and many live messages cost, beside a heap of objects. */
import { type BenchCase, faster, js, type Sample, timed } from '../benchCase.ts';
import { heapEvents, ladderEvents, Network } from '../network.ts';

const NODES = 200;
const EVENTS = 3_000_000;
/** As a host does: in slices. */
const SLICE = 1_000;

function run(events: ReturnType<typeof ladderEvents>): Sample {
  const network = new Network(NODES, events);
  const work = (count: number): void => {
    for (let done = 0; done < count; done += SLICE) events.run(SLICE);
  };
  work(500_000);
  const sample = timed(EVENTS, () => work(EVENTS));
  const area = network.nodes.reduce((sum, node) => sum + node.area, 0);
  const recorded = network.nodes.reduce((sum, node) => sum + node.histogram.count, 0);
  return { ...sample, check: `${area} ${recorded}` };
}

export const benchCase: BenchCase = {
  name: 'network',
  operation: 'event',
  programs: { 'kernel, 200 nodes': js(() => run(ladderEvents())), 'heap of objects, 200 nodes': js(() => run(heapEvents())) },
  same: [['kernel, 200 nodes', 'heap of objects, 200 nodes']],
  goals: [
    {
      text: 'kernel vs heap of objects',
      measured: faster('kernel, 200 nodes', 'heap of objects, 200 nodes'),
      want: 'at least',
      must: 1.2,
      stretch: 2,
    },
    { text: 'time per event, histograms included', measured: (m) => m.cpu('kernel, 200 nodes'), want: 'at most', must: 330, stretch: 180, unit: ' ns' },
  ],
};
