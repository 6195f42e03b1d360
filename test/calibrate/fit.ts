/** Finds parameters one after another, each by the figure it decides; runs are remembered, since most figures share some. */
import type { Fit, Measured, Params, System } from './system.ts';

/** A figure is met when it is this near. */
const NEAR = 0.004;
const STEPS = 12;

export class Fitting {
  readonly system: System;
  params: Params;
  readonly #known = new Map<string, Measured>();
  runs = 0;

  constructor(system: System) {
    this.system = system;
    this.params = system.start;
  }

  measure(run: string, params: Params = this.params): Measured {
    const key = `${run} ${JSON.stringify(params)}`;
    let measured = this.#known.get(key);
    if (measured === undefined) {
      this.runs++;
      measured = this.system.runs[run]!(params);
      this.#known.set(key, measured);
    }
    return measured;
  }

  fit(): Params {
    for (const one of this.system.fits) this.params = { ...this.params, [one.param]: this.#solve(one) };
    return this.params;
  }

  /** By false position on logarithms (Illinois): figures go monotonically with their parameter. */
  #solve({ param, anchor, name, low, high }: Fit): number {
    const figure = this.system.figures.find((f) => f.anchor === anchor && f.name === name)!;
    const errorAt = (x: number): number => Math.log(this.measure(figure.run, { ...this.params, [param]: x })[name]! / figure.published);
    let [a, b] = [low, high];
    let [fa, fb] = [errorAt(a), errorAt(b)];
    // Out of reach: the nearer end.
    if (fa * fb > 0) return Math.abs(fa) < Math.abs(fb) ? a : b;
    let best = Math.abs(fa) < Math.abs(fb) ? { x: a, f: fa } : { x: b, f: fb };
    for (let step = 0, kept = 0; step < STEPS && Math.abs(best.f) > NEAR; step++) {
      const [la, lb] = [Math.log(a), Math.log(b)];
      // Every third step halves, since figures have flat stretches.
      const x = rounded(Math.exp(step % 3 === 2 ? (la + lb) / 2 : (la * fb - lb * fa) / (fb - fa)));
      const f = errorAt(x);
      if (Math.abs(f) < Math.abs(best.f)) best = { x, f };
      if (f * fb > 0) {
        [b, fb] = [x, f];
        if (kept === 1) fa /= 2;
        kept = 1;
      } else {
        [a, fa] = [x, f];
        if (kept === -1) fb /= 2;
        kept = -1;
      }
    }
    return best.x;
  }
}

/** Four digits, as presets are written: what was fitted is what is run afterwards. */
export const rounded = (x: number): number => Number(x.toPrecision(4));
