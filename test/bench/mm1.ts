/** M/M/1 on our kernel, as an engine would write it: handlers with state, integer µs, a histogram. One service takes 1000 µs. */
import { type Duration, instant } from '#core/base/units.ts';
import { Kernel } from '#core/kernel/kernel.ts';
import { type EventHandler, Phase } from '#core/kernel/scheduler.ts';
import { Histogram } from '#core/metrics/histogram.ts';
import { type Sample, timed } from './benchCase.ts';
import { uniform } from './draws.ts';

export const SERVICE_US = 1_000;
export const UTILISATION = 0.8;
const RING = 2 ** 16;

class Station implements EventHandler {
  readonly kernel: Kernel;
  readonly draw = uniform(777);
  readonly arrivals: EventHandler = { fire: (now) => this.arrive(now) };
  readonly histogram = new Histogram();
  /** Instants of arrival of those in the system, first come first served. */
  readonly ring = new Float64Array(RING);
  head = 0;
  size = 0;
  area = 0;
  changedAt = 0;
  constructor(kernel: Kernel) {
    this.kernel = kernel;
  }
  exponential(mean: number): Duration {
    return Math.round(-Math.log(this.draw()) * mean) as Duration;
  }
  arrive(now: number): void {
    this.note(now);
    this.ring[(this.head + this.size) & (RING - 1)] = now;
    if (this.size++ === 0) this.kernel.after(this.exponential(SERVICE_US), Phase.Engine, this);
    this.kernel.after(this.exponential(SERVICE_US / UTILISATION), Phase.Client, this.arrivals);
  }
  /** A departure. */
  fire(now: number): void {
    this.note(now);
    this.histogram.record(now - (this.ring[this.head & (RING - 1)] as number));
    this.head++;
    if (--this.size > 0) this.kernel.after(this.exponential(SERVICE_US), Phase.Engine, this);
  }
  note(now: number): void {
    this.area += this.size * (now - this.changedAt);
    this.changedAt = now;
  }
}

export function runMm1(customers: number): Sample {
  const kernel = new Kernel();
  const station = new Station(kernel);
  kernel.at(instant(0), Phase.Client, station.arrivals);
  const forever = instant(2 ** 50 - 1);
  kernel.run(forever, 200_000);
  const events = 2 * customers;
  const sample = timed(events, () => kernel.run(forever, events));
  return { ...sample, extra: { W: station.histogram.mean / SERVICE_US, L: station.area / station.changedAt } };
}
