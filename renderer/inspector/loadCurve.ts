/**
 * The rate of a load at an instant, from its document: for the preview beside its fields. The engine has its own, which
 * integrates; this one only has to be drawn.
 */
import { parseDuration, parseRate } from '#core/base/quantity.ts';
import { loadPlan } from '#core/compile/loads.ts';
import { profileOfRun } from '#core/load/loadProfile.ts';
import type { LoadDoc } from '#core/scenario/scenario.ts';

const rate = (text: string): number => valueOf(parseRate(text));
const time = (text: string): number => valueOf(parseDuration(text));
const valueOf = (read: { readonly ok: boolean; readonly value?: number }): number => (read.ok ? (read.value ?? 0) : 0);

/** Records per second at `atUs` after the start. What is not a quantity counts as zero. */
export function rateOf(load: LoadDoc): (atUs: number) => number {
  switch (load.kind) {
    case 'constant': {
      const r = rate(load.rate);
      return () => r;
    }
    case 'ramp': {
      const [from, to, over] = [rate(load.from), rate(load.to), time(load.over)];
      return (t) => (t >= over ? to : from + ((to - from) * t) / over);
    }
    case 'steps':
      return stepsRate(load.steps.map((step) => ({ rate: rate(step.rate), forUs: time(step.for) })));
    case 'spike': {
      const [base, peak, at] = [rate(load.base), rate(load.peak), time(load.at)];
      const top = at + time(load.rise);
      const down = top + time(load.hold);
      const end = down + time(load.fall);
      return (t) => {
        if (t < at || t >= end) return base;
        if (t < top) return base + ((peak - base) * (t - at)) / (top - at);
        return t < down ? peak : peak + ((base - peak) * (t - down)) / (end - down);
      };
    }
    case 'sine': {
      const [mean, amplitude, period] = [rate(load.mean), rate(load.amplitude), time(load.period)];
      return (t) => mean + (period === 0 ? 0 : amplitude * Math.sin((2 * Math.PI * t) / period));
    }
    default:
      return engineRate(load);
  }
}

/** The engine's own curve; of what cannot be read yet there is none. */
function engineRate(load: LoadDoc): (atUs: number) => number {
  try {
    const profile = profileOfRun(loadPlan(load), 0, '');
    return (t) => profile.rate(t);
  } catch {
    return () => 0;
  }
}

function stepsRate(steps: readonly { readonly rate: number; readonly forUs: number }[]): (atUs: number) => number {
  return (t) => {
    let left = t;
    for (const step of steps) {
      if (left < step.forUs) return step.rate;
      left -= step.forUs;
    }
    return steps.at(-1)?.rate ?? 0;
  };
}

export interface LoadCurve {
  /** Rates at equal distances over the horizon, both ends included. */
  readonly rates: readonly number[];
  readonly peak: number;
}

export function loadCurve(load: LoadDoc, horizonUs: number, points: number): LoadCurve {
  const at = rateOf(load);
  const rates = Array.from({ length: points }, (_, i) => Math.max(0, at((horizonUs * i) / (points - 1))));
  return { rates, peak: Math.max(...rates) };
}

/** The curve as SVG path data in a box; the peak touches the top. */
export function curvePath({ rates, peak }: LoadCurve, width: number, height: number): string {
  const top = peak === 0 ? 1 : peak;
  return rates.map((r, i) => `${i === 0 ? 'M' : 'L'}${((width * i) / (rates.length - 1)).toFixed(1)},${(height - (height * r) / top).toFixed(1)}`).join('');
}
