import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newNode } from '#core/scenario/defaults.ts';
import { parseScenario } from '#core/scenario/parse.ts';
import { VERSION } from '#core/scenario/scenario.ts';
import { formatScenario } from '#core/scenario/serialize.ts';
import { scenarios } from './arbitrary.ts';

/** Every object's keys the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([k, v]) => [k, reversed(v)]),
  );
}

describe('formatScenario', () => {
  test('what it writes reads back as the same document, without an error', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const back = parseScenario(formatScenario(scenario));
        expect(back.issues.filter((i) => i.severity === 'error' && i.code !== 'consumer.groupDisagrees')).toEqual([]);
        expect(back.scenario).toEqual(scenario);
      }),
      { numRuns: 300 },
    );
  });

  test('equal documents give equal bytes, whatever the order of keys', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        expect(formatScenario(reversed(scenario) as typeof scenario)).toBe(formatScenario(scenario));
      }),
    );
  });

  test('a field equal to its default is left out, another stays, each setting on its line', () => {
    const nodes = {
      t: { ...newNode('topic', 'orders'), partitions: 6 },
      p: { ...newNode('producer', 'shop'), load: { kind: 'constant', rate: '5/s' } as const },
    };
    const text = formatScenario({
      format: 'spillway',
      version: VERSION,
      model: { seed: 1, horizon: '60s', nodes, edges: { e: { from: 'p', to: 't', latency: '250us', share: 0.5 } }, faults: [], objectives: [] },
      view: { title: 'T', positions: { t: { x: 1, y: 2 } } },
    });
    expect(text).toBe(`{
  "format": "spillway",
  "version": 2,
  "model": {
    "seed": 1,
    "horizon": "60s",
    "nodes": {
      "p": {
        "kind": "producer",
        "name": "shop",
        "load": { "kind": "constant", "rate": "5/s" }
      },
      "t": {
        "kind": "topic",
        "name": "orders",
        "partitions": 6
      }
    },
    "edges": {
      "e": { "from": "p", "to": "t", "share": 0.5 }
    }
  },
  "view": {
    "title": "T",
    "positions": {
      "t": { "x": 1, "y": 2 }
    }
  }
}
`);
  });
});
