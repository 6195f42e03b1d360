import { describe, expect, test } from 'vitest';
import { edgePath, edgePoints } from '../../../../renderer/canvas/edges/edgePath.ts';
import { NODE_HEIGHT, NODE_WIDTH, sourcePoint, targetPoint } from '../../../../renderer/canvas/nodes/geometry.ts';

const steps = (points: Float64Array): number[] =>
  Array.from({ length: points.length / 2 - 1 }, (_, i) =>
    Math.hypot((points[2 * i + 2] as number) - (points[2 * i] as number), (points[2 * i + 3] as number) - (points[2 * i + 1] as number)),
  );

describe.each([
  ['ahead', { x: 400, y: 0 }],
  ['ahead and below', { x: 320, y: 240 }],
  ['right above', { x: 0, y: -200 }],
  ['behind, a row below', { x: -400, y: 160 }],
  ['behind, in the same row', { x: -400, y: 8 }],
])('an edge to a node %s', (_, at) => {
  const source = sourcePoint({ x: 0, y: 0 });
  const target = targetPoint(at);
  const points = edgePoints(source, target, 64);

  test('begins and ends at the nodes, and the SVG path says the same', () => {
    expect([points[0], points[1]]).toEqual([source.x, source.y]);
    expect(points.at(-2)).toBeCloseTo(target.x, 6);
    expect(points.at(-1)).toBeCloseTo(target.y, 6);
    const { d } = edgePath(source, target);
    expect(d.startsWith(`M${source.x},${source.y} C`)).toBe(true);
    expect(d.endsWith(` ${target.x},${target.y}`)).toBe(true);
  });

  test('has points at even distances', () => {
    const lengths = steps(points);
    const mean = lengths.reduce((a, b) => a + b, 0) / lengths.length;
    for (const length of lengths) expect(length / mean).toBeGreaterThan(0.8);
    for (const length of lengths) expect(length / mean).toBeLessThan(1.02);
  });

  test('crosses neither of its nodes', () => {
    const corners = [{ x: 0, y: 0 }, at];
    for (let i = 0; i < points.length; i += 2) {
      const [x, y] = [points[i] as number, points[i + 1] as number];
      for (const corner of corners) {
        const isInside = x > corner.x + 1 && x < corner.x + NODE_WIDTH - 1 && y > corner.y + 1 && y < corner.y + NODE_HEIGHT - 1;
        expect(isInside, `(${x}, ${y}) lies in the node at (${corner.x}, ${corner.y})`).toBe(false);
      }
    }
  });
});
