/**
 * Rate curves made of straight lines, jumps allowed; after the last a rate goes on for ever, or the lines come again. Most
 * loads are such curves, and differ only in where their lines run: shape.ts.
 */
import { assert } from '../base/assert.ts';
import type { LoadProfile } from './loadProfile.ts';

/** The rate runs from `from` to `to` (records per second) in `overUs`. Lines of no length are skipped. */
export interface Line {
  readonly from: number;
  readonly to: number;
  readonly overUs: number;
}

/** A line placed in time: rate(t) = from + slope · (t − start), all in seconds; `before` records are due at its start. */
interface Piece {
  readonly start: number;
  readonly before: number;
  readonly from: number;
  readonly slope: number;
}

export function lines(run: readonly Line[], lastRate: number): LoadProfile {
  const pieces = place(run, lastRate);
  const starts = Float64Array.from(pieces, (piece) => piece.start);
  const counts = Float64Array.from(pieces, (piece) => piece.before);
  const pieceAt = (t: number) => pieces[lastBefore(starts, t, true)] as Piece;

  return {
    rate(tUs) {
      const piece = pieceAt(tUs / 1e6);
      return piece.from + piece.slope * (tUs / 1e6 - piece.start);
    },
    cumulative(tUs) {
      const piece = pieceAt(tUs / 1e6);
      const x = tUs / 1e6 - piece.start;
      return piece.before + x * (piece.from + 0.5 * piece.slope * x);
    },
    /**
     * Within a line, before + from·x + slope·x²/2 = n. Of its two roots the one we mean is, with m = n − before,
     * x = 2m / (from + √(from² + 2·slope·m)): written so, it holds for slope 0 and never subtracts like sizes.
     */
    inverse(n) {
      if (n <= 0) return 0;
      // The earliest instant: where a pause keeps the count at exactly n, the line before the pause reached it.
      const piece = pieces[lastBefore(counts, n, false)] as Piece;
      const m = n - piece.before;
      // The same quotient to the last bit, without the root: √(from²) is from, and halving both sides is exact.
      if (piece.slope === 0) return toUs(piece.start + m / piece.from);
      const root = Math.sqrt(Math.max(0, piece.from * piece.from + 2 * piece.slope * m));
      return toUs(piece.start + (2 * m) / (piece.from + root));
    },
  };
}

/** The same lines again and again. */
export function repeated(run: readonly Line[]): LoadProfile {
  const periodUs = run.reduce((sum, { overUs }) => sum + overUs, 0);
  assert(periodUs > 0 && periodUs < Infinity, `a cycle of ${periodUs} µs`);
  const once = lines(run, 0);
  const each = once.cumulative(periodUs);
  return {
    rate: (tUs) => once.rate(tUs - Math.floor(tUs / periodUs) * periodUs),
    cumulative(tUs) {
      const turns = Math.floor(tUs / periodUs);
      return turns * each + once.cumulative(tUs - turns * periodUs);
    },
    inverse(n) {
      if (n <= 0) return 0;
      if (each === 0) return undefined;
      // A count reached at the very end of a turn is reached in that turn: what follows may be a pause.
      const turns = Math.max(0, Math.ceil(n / each) - 1);
      const tUs = turns * periodUs + (once.inverse(Math.min(each, n - turns * each)) ?? Infinity);
      return tUs < Infinity ? tUs : undefined;
    },
  };
}

/** Seconds to µs; undefined if that instant never comes. */
function toUs(seconds: number): number | undefined {
  const us = seconds * 1e6;
  return us < Infinity ? us : undefined;
}

function place(run: readonly Line[], lastRate: number): Piece[] {
  const pieces: Piece[] = [];
  // Instants are summed in µs, where they are whole: a line begins at exactly the instant that was written.
  let startUs = 0;
  let before = 0;
  for (const { from, to, overUs } of run) {
    assert(from >= 0 && to >= 0 && overUs >= 0 && from + to + overUs < Infinity, `load line ${from} → ${to} over ${overUs} µs`);
    if (overUs === 0) continue;
    const length = overUs / 1e6;
    pieces.push({ start: startUs / 1e6, before, from, slope: (to - from) / length });
    startUs += overUs;
    before += ((from + to) / 2) * length;
  }
  assert(lastRate >= 0 && lastRate < Infinity, `rate ${lastRate}`);
  pieces.push({ start: startUs / 1e6, before, from: lastRate, slope: 0 });
  return pieces;
}

/** Index of the last of ascending values that lies before x, or also at x; the first one if none does. */
export function lastBefore(ascending: ArrayLike<number>, x: number, orAt: boolean): number {
  let low = 0;
  let high = ascending.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    const value = ascending[middle] as number;
    if (value < x || (orAt && value === x)) low = middle;
    else high = middle;
  }
  return low;
}
