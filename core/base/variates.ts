/**
 * Standard exponential and standard normal draws, fast and with the same bits everywhere.
 *
 * The exponential is the ziggurat of Marsaglia and Tsang (2000, J. Stat. Soft. 5(8)): the area under e^−x is covered by 256
 * layers of equal area, all rectangles but the bottom one, which includes the tail. A uniform point of a random layer is
 * almost always under the curve at sight; a logarithm is never needed, an exponential in about 1 % of draws.
 */
import { detExp, detLog } from './detMath.ts';
import type { Random } from './random.ts';

const LAYERS = 256;
/** Where the bottom layer's tail begins, so that 256 layers close at the top (the paper's table, 256 layers). */
const TAIL = 7.69711747013105;
/** Area of each layer: the bottom one is the rectangle [0, TAIL] × e^−TAIL and the tail, itself of area e^−TAIL. */
const AREA = (TAIL + 1) * detExp(-TAIL);

/** right[i] is layer i's width, height[i] = e^−right[i] its bottom; the bottom layer counts as a rectangle of its area. */
const right = new Float64Array(LAYERS + 1);
const height = new Float64Array(LAYERS + 1);
right[0] = AREA * detExp(TAIL);
right[1] = TAIL;
for (let i = 2; i < LAYERS; i++) right[i] = -detLog(AREA / at(right, i - 1) + detExp(-at(right, i - 1)));
right[LAYERS] = 0;
for (let i = 1; i <= LAYERS; i++) height[i] = detExp(-at(right, i));

function at(table: Float64Array, i: number): number {
  return table[i] as number;
}

/** Exponential with mean 1, from 56 random bits. */
export function drawExponential(random: Random): number {
  let tailsPassed = 0;
  for (;;) {
    const bits = random.u32();
    const layer = bits & (LAYERS - 1);
    const x = ((bits >>> 8) * 2 ** 32 + random.u32()) * 2 ** -56 * at(right, layer);
    if (x < at(right, layer + 1)) return tailsPassed + x;
    // The exponential has no memory: beyond TAIL it starts afresh.
    if (layer === 0) tailsPassed += TAIL;
    else {
      const y = at(height, layer) + random.unit() * (at(height, layer + 1) - at(height, layer));
      if (y < detExp(-x)) return tailsPassed + x;
    }
  }
}

/** Standard normal by Marsaglia's polar method, one of the pair it yields: a kept spare would be state between streams. */
export function drawNormal(random: Random): number {
  for (;;) {
    const x = 2 * random.unit() - 1;
    const y = 2 * random.unit() - 1;
    const square = x * x + y * y;
    if (square < 1 && square > 0) return x * Math.sqrt((-2 * detLog(square)) / square);
  }
}
