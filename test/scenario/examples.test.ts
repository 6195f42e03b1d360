import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import { SITUATIONS } from '#core/scenario/examples/situations/index.ts';
import { isDeadLetterWire } from '#core/scenario/canConnect.ts';
import { parseScenario } from '#core/scenario/parse.ts';
import { formatScenario } from '#core/scenario/serialize.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../core/scenario/examples');
const NODE = { width: 208, height: 112 };

const situations = SITUATIONS.flatMap(({ id, trouble, fixed }) => [
  { id: `situations/${id}`, scenario: trouble },
  { id: `situations/${id}-fixed`, scenario: fixed },
]);

test('every file in the folders is listed, under its name', () => {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  expect([...EXAMPLES, ...situations].map(({ id }) => path.normalize(`${id}.json`)).sort()).toEqual(files.sort());
});

describe.each([...EXAMPLES, ...situations])('$id', ({ id, scenario }) => {
  const { model, view } = scenario;

  test('its file is canonical and has no issue', () => {
    const text = readFileSync(path.join(FOLDER, `${id}.json`), 'utf8');
    expect(parseScenario(text).issues).toEqual([]);
    expect(formatScenario(scenario)).toBe(text);
  });

  test('it is told in both languages', () => {
    for (const text of [view.title, view.note]) {
      expect(text).toMatchObject({ en: expect.stringMatching(/[A-Za-z]/), zh: expect.stringMatching(/[\u4e00-\u9fff]/u) });
    }
  });

  test('every node has a place, none covers another, and a frame holds what runs on it', () => {
    const nodes = Object.entries(model.nodes);
    expect(Object.keys(view.positions).sort()).toEqual(Object.keys(model.nodes).sort());
    expect(Object.keys(view.sizes ?? {}).sort()).toEqual(nodes.flatMap(([key, node]) => (node.kind === 'broker' ? [key] : [])).sort());
    const box = (key: string) => ({ ...view.positions[key]!, ...(view.sizes?.[key] ?? NODE) });
    for (const [a, one] of nodes) {
      for (const [b, other] of nodes) {
        if (a === b) continue;
        const [l, r] = [box(a), box(b)];
        const isHeld = 'broker' in other && other.broker === a;
        const isApart = l.x + l.width <= r.x || r.x + r.width <= l.x || l.y + l.height <= r.y || r.y + r.height <= l.y;
        const isInside = l.x <= r.x && l.y <= r.y && l.x + l.width >= r.x + r.width && l.y + l.height >= r.y + r.height;
        const holdsBack = 'broker' in one && one.broker === b;
        expect(isHeld ? isInside : holdsBack || isApart, `${a} and ${b}`).toBe(true);
      }
    }
  });

  test('records flow from left to right', () => {
    // A consumer may send back to a destination it stands beside, and dead letters may go round.
    const forward = Object.values(model.edges).filter(({ from, to }) => {
      const [source, target] = [model.nodes[from]?.kind, model.nodes[to]?.kind];
      return source !== 'consumer' && !isDeadLetterWire(source, target);
    });
    for (const { from, to } of forward) expect(view.positions[from]!.x).toBeLessThan(view.positions[to]!.x);
  });
});
