/** A world of a few dozen stations that schedule, cancel and answer one another, driven by one small generator. */
import { duration, type Instant, instant } from '#core/base/units.ts';
import { Driver, type DriverOptions } from '#core/kernel/driver.ts';
import { Kernel } from '#core/kernel/kernel.ts';
import { type EventHandler, NO_TIMER, Phase, type TimerId } from '#core/kernel/scheduler.ts';
import { FakeHost } from '../support/fakeHost.ts';

export type Poke = { readonly times: number };

const STATIONS = 40;

export class TinyWorld implements EventHandler {
  readonly kernel = new Kernel();
  readonly host = new FakeHost();
  readonly applied: [Instant, number][] = [];
  readonly #timers = Array.from({ length: STATIONS }, (): TimerId => NO_TIMER);
  #state = 1;
  /** Host time one event takes. */
  eventCostUs = 0;

  /** With no station active the world is quiet: a test brings its own events. */
  constructor(active = STATIONS) {
    for (let i = 0; i < active; i++) this.kernel.at(instant(i % 7), Phase.Network, this, i);
  }

  fire(_now: Instant, station: number): void {
    this.host.nowUs += this.eventCostUs;
    const draw = this.#draw();
    // One event in four cancels another station's timer, and starts it anew so that no station dies out.
    if ((draw & 3) === 0) {
      const other = (draw >>> 8) % STATIONS;
      if (this.kernel.cancel(this.#timers[other] ?? NO_TIMER)) this.#restart(other);
    }
    this.#restart(station);
  }

  driver(end: number, more: Partial<DriverOptions<Poke>> = {}): Driver<Poke> {
    return new Driver<Poke>({
      kernel: this.kernel,
      host: this.host,
      end: instant(end),
      apply: (poke, now) => {
        this.applied.push([now, poke.times]);
        for (let i = 0; i < poke.times; i++) this.kernel.after(duration(this.#draw() & 255), Phase.Network, this, i % STATIONS);
      },
      ...more,
    });
  }

  #restart(station: number): void {
    const draw = this.#draw();
    const phase = ([Phase.Control, Phase.Network, Phase.Engine, Phase.Client] as const)[draw & 3] ?? Phase.Client;
    this.#timers[station] = this.kernel.after(duration(1 + ((draw >>> 4) & 1023)), phase, this, station);
  }

  /** 32-bit xorshift. */
  #draw(): number {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x;
    return x >>> 0;
  }
}
