/** The cost of an event against the number pending: ladder, whole kernel, a heap of objects, and C++. */
import { type BenchCase, faster, js, type Program } from '../benchCase.ts';
import { holdKernel, holdLadder, holdObjects } from '../hold.ts';

const SIZES = [100, 1_000, 10_000, 100_000, 1_000_000];

const programs: Record<string, Program> = {};
for (const size of SIZES) {
  programs[`ladder ${size}`] = js(() => holdLadder(size, 'exponential'));
  programs[`kernel ${size}`] = js(() => holdKernel(size, 'exponential'));
  programs[`object heap ${size}`] = js(() => holdObjects(size, 'exponential'));
  programs[`std::priority_queue ${size}`] = { kind: 'cpp', file: 'native/hold.cpp', args: [String(size)] };
}

export const benchCase: BenchCase = {
  name: 'hold',
  operation: 'event (pop + push)',
  programs,
  same: SIZES.map((size) => [`ladder ${size}`, `kernel ${size}`, `object heap ${size}`]),
  goals: [
    { text: 'ladder vs object heap, 10^4 pending', measured: faster('ladder 10000', 'object heap 10000'), want: 'at least', must: 4, stretch: 6 },
    { text: 'whole kernel vs bare object heap, 10^4', measured: faster('kernel 10000', 'object heap 10000'), want: 'at least', must: 2, stretch: 3 },
    { text: 'ladder vs C++ std::priority_queue, 10^3', measured: faster('ladder 1000', 'std::priority_queue 1000'), want: 'at least', must: 1, stretch: 1.5 },
    { text: 'ladder vs C++ std::priority_queue, 10^4', measured: faster('ladder 10000', 'std::priority_queue 10000'), want: 'at least', must: 1, stretch: 1.5 },
    { text: 'growth of the ladder, 10^2 to 10^4', measured: (m) => m.cpu('ladder 10000') / m.cpu('ladder 100'), want: 'at most', must: 1.5, stretch: 1.2 },
    { text: 'growth of the kernel, 10^2 to 10^4', measured: (m) => m.cpu('kernel 10000') / m.cpu('kernel 100'), want: 'at most', must: 1.5, stretch: 1.2 },
  ],
};
