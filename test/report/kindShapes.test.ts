import { expect, test } from 'vitest';
import { pictureOf } from '#core/report/designPicture.ts';
import { kindShape } from '#core/report/kindShapes.ts';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import type { NodeKind } from '#core/scenario/scenario.ts';

const KINDS: readonly NodeKind[] = ['producer', 'consumer', 'topic', 'queue', 'exchange', 'broadcast', 'channel', 'broker'];

test.each([
  { width: 208, height: 112, depth: 12 },
  { width: 28, height: 24, depth: 6 },
])('each kind has a shape of its own within its box, at $width × $height', (size) => {
  const shapes = KINDS.map((kind) => JSON.stringify(kindShape(kind, size)));
  expect(new Set(shapes).size).toBe(KINDS.length);
  for (const kind of KINDS) {
    const { outline, solid, lines } = kindShape(kind, size);
    expect(outline).toMatch(/^M.*Z$/);
    expect(outline + solid + lines).not.toMatch(/NaN|undefined/);
  }
});

test('a picture shows every component, frame and wire, and no empty one', () => {
  for (const { file } of EXAMPLES) {
    const { frames, nodes, wires, bounds } = pictureOf(file, 112)!;
    expect(frames.length + nodes.length).toBe(Object.keys(file.model.nodes).length);
    expect(wires).toHaveLength(Object.keys(file.model.edges).length);
    for (const { box } of [...frames, ...nodes]) {
      expect(box.x).toBeGreaterThan(bounds.x);
      expect(box.x + box.width).toBeLessThan(bounds.x + bounds.width);
    }
  }
  expect(pictureOf({ model: { nodes: {}, edges: {} }, view: { positions: {} } }, 112)).toBeUndefined();
});
