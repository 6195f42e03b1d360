/**
 * One queue, one server, ρ = 0.8: the smallest world there is, and the same one in every simulator. An event is an arrival or a
 * departure. Each program keeps the numbers its library keeps by itself; ours: time in system as sum and histogram, area under L.
 * W should be 5 service times.
 */
import { type BenchCase, faster, js, type Sample } from '../benchCase.ts';
import { runMm1 } from '../mm1.ts';
import { runSimjs } from '../peers/simjs.ts';

const python = (customers: number) => ({ kind: 'python', file: 'peers/mm1_simpy.py', args: [String(customers)] }) as const;

export const benchCase: BenchCase = {
  name: 'mm1',
  operation: 'event',
  programs: {
    kernel: js((): Sample => runMm1(1_000_000)),
    'C++ switch over structs': { kind: 'cpp', file: 'native/mm1.cpp', args: ['1000000'] },
    'simjs 2.0.3': js((): Promise<Sample> => runSimjs(1_000_000)),
    SimPy: python(100_000),
  },
  goals: [
    { text: 'kernel vs simjs', measured: faster('kernel', 'simjs 2.0.3'), want: 'at least', must: 10, stretch: 15 },
    { text: 'kernel vs SimPy', measured: faster('kernel', 'SimPy'), want: 'at least', must: 35, stretch: 50 },
    {
      text: 'kernel, times slower than hand-written C++',
      measured: (m) => m.cpu('kernel') / m.cpu('C++ switch over structs'),
      want: 'at most',
      must: 5,
      stretch: 3,
    },
    {
      text: 'error of W against theory, 1 M customers',
      measured: (m) => 100 * Math.abs(m.extra('kernel', 'W') / 5 - 1),
      want: 'at most',
      must: 5,
      stretch: 1,
      unit: ' %',
    },
  ],
};
