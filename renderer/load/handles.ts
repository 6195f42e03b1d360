/**
 * The points of a load that can be taken hold of, and the load that dragging one makes. Each kind has the few that say what
 * it is: the corners of a spike, the start of each step. A drawn curve's are its own points. What a load does after its last
 * point has none.
 */
import { formatDuration, formatRate, parseDuration, parseRate } from '#core/base/quantity.ts';
import { HOURS } from '#core/load/cycles.ts';
import type { LoadDoc, Quantity } from '#core/scenario/scenario.ts';
import type { CurvePoint } from './scale.ts';

export interface Handle extends CurvePoint {
  /** What dragging changes. */
  readonly moves: 'both' | 'rate' | 'time';
}

/** A handle as it is shown: which of its load's it is, and perhaps elsewhere or less free than there. */
export interface ShownHandle extends Handle {
  readonly index: number;
}

/** More points than this are not for a hand: such a curve is drawn anew or comes from a file. */
export const HANDLES_MAX = 200;

export const us = (text: Quantity): number => valueOf(parseDuration(text));
export const perSecond = (text: Quantity): number => valueOf(parseRate(text));
const valueOf = (read: { readonly ok: boolean; readonly value?: number }): number => (read.ok ? (read.value ?? 0) : 0);
/** Whole µs, and no time before the start. */
export const timeText = (atUs: number): Quantity => formatDuration(Math.max(0, Math.round(atUs)));
export const rateText = (rate: number): Quantity => formatRate(Math.max(0, rate));

const both = (atUs: number, rate: number): Handle => ({ atUs, rate, moves: 'both' });
const rateOnly = (atUs: number, rate: number): Handle => ({ atUs, rate, moves: 'rate' });
const timeOnly = (atUs: number, rate: number): Handle => ({ atUs, rate, moves: 'time' });

/** The hours of a day at which it is at its lowest and highest. */
const [QUIETEST, BUSIEST] = [HOURS.indexOf(Math.min(...HOURS)), HOURS.indexOf(Math.max(...HOURS))];

/** In order of time. `endUs`: how long a run is; what is the same at all times is held in its middle. */
export function handlesOf(load: LoadDoc, endUs: number): Handle[] {
  switch (load.kind) {
    case 'constant':
      return [rateOnly(endUs / 2, perSecond(load.rate))];
    case 'ramp':
      return [rateOnly(0, perSecond(load.from)), both(us(load.over), perSecond(load.to))];
    case 'steps': {
      let start = 0;
      return load.steps.map((step, i) => {
        const handle = i === 0 ? rateOnly(0, perSecond(step.rate)) : both(start, perSecond(step.rate));
        start += us(step.for);
        return handle;
      });
    }
    case 'spike': {
      const [base, peak] = [perSecond(load.base), perSecond(load.peak)];
      const top = us(load.at) + us(load.rise);
      const down = top + us(load.hold);
      return [both(us(load.at), base), both(top, peak), both(down, peak), both(down + us(load.fall), base)];
    }
    case 'sine':
      return [rateOnly(0, perSecond(load.mean)), both(us(load.period) / 4, perSecond(load.mean) + perSecond(load.amplitude))];
    case 'flashSale': {
      const [base, peak, at] = [perSecond(load.base), perSecond(load.peak), us(load.at)];
      return [both(at - us(load.countdown), base), both(at, peak), timeOnly(at + us(load.decay), (base + peak) / 2)];
    }
    case 'cyclic': {
      const [min, max, up] = [perSecond(load.min), perSecond(load.max), us(load.up)];
      const down = up + us(load.hold);
      const low = down + us(load.down);
      return [rateOnly(0, min), both(up, max), both(down, max), both(low, min), timeOnly(low + us(load.rest), min)];
    }
    case 'diurnal': {
      const hour = us(load.day) / HOURS.length;
      return [rateOnly(QUIETEST * hour, perSecond(load.low)), both(BUSIEST * hour, perSecond(load.high))];
    }
    case 'drawn':
      return load.points.length > HANDLES_MAX ? [] : load.points.map(({ at, rate }) => both(us(at), perSecond(rate)));
    default:
      return [];
  }
}

/** All of them, where they are. */
export const allHandles = (load: LoadDoc, endUs: number): ShownHandle[] => handlesOf(load, endUs).map((handle, index) => ({ ...handle, index }));

/**
 * Those that still have a say at an instant of a run. The point whose rate holds just then is shown there, and can be pulled up
 * and down; what went before it is done.
 */
export function comingHandles(load: LoadDoc, endUs: number, nowUs: number): ShownHandle[] {
  const all = allHandles(load, endUs);
  if (load.kind === 'constant') return all.map((handle) => ({ ...handle, atUs: (Math.min(nowUs, endUs) + endUs) / 2 }));
  const coming = all.filter(({ atUs }) => atUs >= nowUs);
  const active = all[all.length - coming.length - 1];
  const holds = load.kind === 'steps' || (coming.length === 0 && REPEATED[load.kind] !== true);
  if (active === undefined || active.moves === 'time' || !holds) return coming;
  // A little ahead, so that the line of the instant does not lie on it.
  return [{ ...active, atUs: Math.min(nowUs + endUs / 50, coming[0]?.atUs ?? endUs), moves: 'rate' }, ...coming];
}

/** What their last point says does not hold from there on. */
const REPEATED: { readonly [K in LoadDoc['kind']]?: boolean } = { sine: true, diurnal: true, cyclic: true, flashSale: true };

/** The load whose handle is taken to a place on the plot. */
export function moveShown(load: LoadDoc, { index, moves }: ShownHandle, to: CurvePoint, endUs: number): LoadDoc {
  const own = handlesOf(load, endUs)[index];
  return own === undefined ? load : moveHandle(load, index, moves === 'rate' ? { ...to, atUs: own.atUs } : to, endUs);
}

/** A point that moves no earlier than the one before it and no later than the one after. */
function between(handles: readonly Handle[], index: number, { atUs, rate }: CurvePoint): CurvePoint {
  const from = handles[index - 1]?.atUs ?? 0;
  const to = handles[index + 1]?.atUs ?? Infinity;
  return { atUs: Math.min(to, Math.max(from, atUs)), rate: Math.max(0, rate) };
}

/** The load whose handle `index` is at `to`, as near as its neighbours let it; the rest of it stays where it is. */
export function moveHandle(load: LoadDoc, index: number, wanted: CurvePoint, endUs: number): LoadDoc {
  const handles = handlesOf(load, endUs);
  const old = handles[index];
  if (old === undefined) return load;
  const free = { atUs: old.moves === 'rate' ? old.atUs : wanted.atUs, rate: old.moves === 'time' ? old.rate : wanted.rate };
  const to = between(handles, index, free);
  const rate = rateText(to.rate);
  switch (load.kind) {
    case 'constant':
      return { ...load, rate };
    case 'ramp':
      return index === 0 ? { ...load, from: rate } : { ...load, to: rate, over: timeText(Math.max(1, to.atUs)) };
    case 'steps':
      return { ...load, steps: moveStep(load.steps, index, rate, to.atUs - old.atUs) };
    case 'spike':
      return moveSpike(load, index, rate, to.atUs);
    case 'sine': {
      const mean = perSecond(load.mean);
      // Never deeper than its mean: below nothing there is no load.
      if (index === 0) return { ...load, mean: rate, amplitude: rateText(Math.min(perSecond(load.amplitude), to.rate)) };
      return { ...load, amplitude: rateText(Math.min(mean, Math.max(0, to.rate - mean))), period: timeText(Math.max(1, to.atUs * 4)) };
    }
    case 'flashSale':
      return moveSale(load, index, rate, to.atUs);
    case 'diurnal':
      return index === 0 ? { ...load, low: rate } : { ...load, high: rate, day: timeText(Math.max(HOURS.length, (to.atUs * HOURS.length) / BUSIEST)) };
    case 'cyclic':
      return moveCycle(load, index, rate, to.atUs);
    case 'drawn':
      return { ...load, points: load.points.map((point, i) => (i === index ? { at: timeText(to.atUs), rate } : point)) };
    default:
      return load;
  }
}

type Steps = Extract<LoadDoc, { kind: 'steps' }>['steps'];

/** The step before lasts as much longer as this one is later, and this one as much shorter; the last one goes on anyway. */
function moveStep(steps: Steps, index: number, rate: Quantity, byUs: number): Steps {
  const longer = (text: Quantity, by: number) => timeText(Math.max(1, us(text) + by));
  return steps.map((step, i) => {
    if (i === index - 1) return { ...step, for: longer(step.for, byUs) };
    if (i !== index) return step;
    return { rate, for: index < steps.length - 1 ? longer(step.for, -byUs) : step.for };
  });
}

type Spike = Extract<LoadDoc, { kind: 'spike' }>;

/** Its foot takes the whole spike along; the corners after it change how long the part before them is. */
function moveSpike(load: Spike, index: number, rate: Quantity, atUs: number): Spike {
  const top = us(load.at) + us(load.rise);
  const down = top + us(load.hold);
  switch (index) {
    case 0:
      return { ...load, base: rate, at: timeText(atUs) };
    case 1:
      return { ...load, peak: rate, rise: timeText(atUs - us(load.at)), hold: timeText(down - atUs) };
    case 2:
      return { ...load, peak: rate, hold: timeText(atUs - top), fall: timeText(down + us(load.fall) - atUs) };
    default:
      return { ...load, base: rate, fall: timeText(atUs - down) };
  }
}

type FlashSale = Extract<LoadDoc, { kind: 'flashSale' }>;

/** Its foot is when the countdown begins, its peak takes the sale along, and at the third half of the rush is over. */
function moveSale(load: FlashSale, index: number, rate: Quantity, atUs: number): FlashSale {
  const at = us(load.at);
  if (index === 0) return { ...load, base: rate, countdown: timeText(at - atUs) };
  if (index === 1) return { ...load, peak: rate, at: timeText(atUs), countdown: timeText(Math.min(us(load.countdown), atUs)) };
  return { ...load, decay: timeText(Math.max(1, atUs - at)) };
}

type Cyclic = Extract<LoadDoc, { kind: 'cyclic' }>;

/** Each corner of the first cycle gives to the part before it what it takes from the part after. */
function moveCycle(load: Cyclic, index: number, rate: Quantity, atUs: number): Cyclic {
  const up = us(load.up);
  const down = up + us(load.hold);
  const low = down + us(load.down);
  const end = low + us(load.rest);
  switch (index) {
    case 0:
      return { ...load, min: rate };
    case 1:
      return { ...load, max: rate, up: timeText(atUs), hold: timeText(down - atUs) };
    case 2:
      return { ...load, max: rate, hold: timeText(atUs - up), down: timeText(low - atUs) };
    case 3:
      return { ...load, min: rate, down: timeText(atUs - down), rest: timeText(end - atUs) };
    default:
      return { ...load, rest: timeText(atUs - low) };
  }
}
