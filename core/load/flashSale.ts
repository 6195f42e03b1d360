/**
 * A flash sale: interest rises over the countdown, everybody comes at the stroke, and those who got nothing come again in waves.
 * The excess of a wave over the base rate halves in each `decayUs`; between halvings it is a straight line, the eighth of which ends
 * at nothing, so that the whole is made of lines: an exact integral, and the same curve on screen and in an export. LD3.
 */
import { assert } from '../base/assert.ts';
import type { FlashSaleSpec } from '../base/workload.ts';
import type { Line } from './lines.ts';
import type { Shape } from './shape.ts';

/** How far up from base to peak the countdown leads. */
const WARM_SHARE = 0.2;
/** Lines a wave is made of; after seven halvings less than a hundredth is left. */
const HALVINGS = 8;
/** Waves smaller than this part of the first are left out. */
const LEAST_WAVE = 0.01;

export function flashSale({ base, countdownUs, atUs, peak, decayUs, retryShare, retryAfterUs }: FlashSaleSpec): Shape {
  assert(decayUs > 0 && retryAfterUs > 0 && retryShare >= 0 && retryShare < 1, 'a flash sale whose stampede never ends');
  const gain = peak - base;
  // A countdown longer than the time before the sale had begun before the run.
  const risingUs = Math.min(countdownUs, atUs);
  const begun = countdownUs > 0 ? (countdownUs - risingUs) / countdownUs : 0;
  const run: Line[] = [
    { from: base, to: base, overUs: atUs - risingUs },
    { from: base + WARM_SHARE * gain * begun, to: base + WARM_SHARE * gain, overUs: risingUs },
  ];
  for (const { from, to, overUs } of stampede(decayUs, waves(retryShare, retryAfterUs))) run.push({ from: base + gain * from, to: base + gain * to, overUs });
  return { run, lastRate: base };
}

interface Wave {
  readonly startUs: number;
  readonly part: number;
}

function waves(share: number, afterUs: number): Wave[] {
  const all: Wave[] = [];
  for (let part = 1; part >= LEAST_WAVE; part *= share) all.push({ startUs: all.length * afterUs, part });
  return all;
}

/** The sum of all waves as lines from the first's beginning on: a new line wherever any of them has one. */
function stampede(decayUs: number, all: readonly Wave[]): Line[] {
  const corners = [...new Set(all.flatMap(({ startUs }) => Array.from({ length: HALVINGS + 1 }, (_, i) => startUs + i * decayUs)))].sort((a, b) => a - b);
  return corners.slice(1).map((end, i) => {
    const start = corners[i] as number;
    let [from, to] = [0, 0];
    for (const { startUs, part } of all) {
      if (startUs > start) break;
      from += part * left((start - startUs) / decayUs);
      to += part * left((end - startUs) / decayUs);
    }
    return { from, to, overUs: end - start };
  });
}

/** What is left of a wave after so many halvings. */
function left(halvings: number): number {
  const whole = Math.floor(halvings);
  if (whole >= HALVINGS) return 0;
  const from = 2 ** -whole;
  const to = whole === HALVINGS - 1 ? 0 : from / 2;
  return from + (to - from) * (halvings - whole);
}
