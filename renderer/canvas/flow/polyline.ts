/** Places along an edge's table of evenly spaced points (x0, y0, x1, y1 …): a dot is two array reads and a mix. */
export interface Place {
  x: number;
  y: number;
}

/** Writes the place at `share` (0 … 1) of the way into `out`. */
export function placeAt(points: Float64Array, share: number, out: Place): Place {
  const last = points.length / 2 - 1;
  const at = Math.min(Math.max(share, 0), 1) * last;
  const i = Math.min(Math.floor(at), last - 1);
  const part = at - i;
  const x = points[2 * i] as number;
  const y = points[2 * i + 1] as number;
  out.x = x + ((points[2 * i + 2] as number) - x) * part;
  out.y = y + ((points[2 * i + 3] as number) - y) * part;
  return out;
}

/** Length in flow pixels; the points are evenly spaced, so it is their number times one step, but corners count. */
export function lengthOf(points: Float64Array): number {
  let length = 0;
  for (let i = 2; i < points.length; i += 2) {
    length += Math.hypot((points[i] as number) - (points[i - 2] as number), (points[i + 1] as number) - (points[i - 1] as number));
  }
  return length;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function boxOf(points: Float64Array): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < points.length; i += 2) {
    const x = points[i] as number;
    const y = points[i + 1] as number;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { left, top, right, bottom };
}

export const overlaps = (a: Box, b: Box): boolean => a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;
