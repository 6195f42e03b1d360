/** The hold model, the usual yardstick of event lists: n pending, and again and again take the earliest and put it back later. */
import { Kernel } from '#core/kernel/kernel.ts';
import { type Duration, duration, instant } from '#core/base/units.ts';
import { EventQueue } from '#core/kernel/eventQueue.ts';
import { type EventHandler, Phase } from '#core/kernel/scheduler.ts';
import { type Sample, timed } from './benchCase.ts';
import { DELAYS, delays } from './draws.ts';
import { ObjectHeap } from './peers/objectHeap.ts';

const MASK = DELAYS - 1;
/** Folds what was popped, in order: equal for event lists that agree. */
const mix = (hash: number, slot: number): number => (Math.imul(hash, 31) + slot) | 0;

const HOLDS = 2_000_000;
/** Enough to compile the code, and to turn all n over once. */
const warmUp = (pending: number): number => 300_000 + Math.min(2 * pending, 1_000_000);

export function holdLadder(pending: number, pattern: string): Sample {
  const queue = new EventQueue();
  queue.reserve(2 ** Math.ceil(Math.log2(pending)));
  const delay = delays(pattern);
  let at = 0;
  let hash = 0;
  for (let slot = 0; slot < pending; slot++) queue.push(slot, (delay[at++ & MASK] as number) * 8 + 2);
  const hold = (times: number): void => {
    for (let i = 0; i < times; i++) {
      const slot = queue.peek();
      const key = queue.headKey;
      queue.dropHead();
      hash = mix(hash, slot);
      queue.push(slot, key + (delay[at++ & MASK] as number) * 8);
    }
  };
  hold(warmUp(pending));
  return { ...timed(HOLDS, () => hold(HOLDS)), check: String(hash) };
}

export function holdObjects(pending: number, pattern: string): Sample {
  const heap = new ObjectHeap();
  const delay = delays(pattern);
  let at = 0;
  let hash = 0;
  for (let slot = 0; slot < pending; slot++) heap.push(slot, (delay[at++ & MASK] as number) * 8 + 2);
  const hold = (times: number): void => {
    for (let i = 0; i < times; i++) {
      const { key, slot } = heap.pop();
      hash = mix(hash, slot);
      heap.push(slot, key + (delay[at++ & MASK] as number) * 8);
    }
  };
  hold(warmUp(pending));
  return { ...timed(HOLDS, () => hold(HOLDS)), check: String(hash) };
}

class Holder implements EventHandler {
  readonly kernel: Kernel;
  readonly delay: Float64Array;
  at = 0;
  hash = 0;
  constructor(kernel: Kernel, delay: Float64Array) {
    this.kernel = kernel;
    this.delay = delay;
  }
  fire(_now: number, arg: number): void {
    this.hash = mix(this.hash, arg);
    this.kernel.after(this.delay[this.at++ & MASK] as Duration, Phase.Engine, this, arg);
  }
}

/** The whole kernel: timers that can be cancelled, guards, the trace, the call of a handler. */
export function holdKernel(pending: number, pattern: string): Sample {
  const kernel = new Kernel();
  const holder = new Holder(kernel, delays(pattern));
  for (let slot = 0; slot < pending; slot++) kernel.after(duration(holder.delay[holder.at++ & MASK] as number), Phase.Engine, holder, slot);
  const forever = instant(2 ** 50 - 1);
  kernel.run(forever, warmUp(pending));
  return { ...timed(HOLDS, () => kernel.run(forever, HOLDS)), check: String(holder.hash) };
}
