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

describe('one setting changed is one line changed', () => {
  type Path = (string | number)[];
  /** The settings of a document: every text, number and flag in it. What a kind or a preset names decides which others there are. */
  function settings(value: unknown, path: Path = []): Path[] {
    if (typeof value !== 'object' || value === null) return ['kind', 'preset', 'format', 'version'].includes(String(path.at(-1))) ? [] : [path];
    return Object.entries(value).flatMap(([key, inner]) => settings(inner, [...path, Array.isArray(value) ? Number(key) : key]));
  }
  const changed = (value: unknown, length: number): unknown =>
    typeof value === 'string' ? (value === 'x'.repeat(length) ? 'y' : 'x'.repeat(length)) : typeof value === 'number' ? value + length + 0.5 : value !== true;
  function withSetting(value: unknown, [key, ...rest]: Path, length: number): unknown {
    if (key === undefined) return changed(value, length);
    if (Array.isArray(value)) return value.map((item, i) => (i === key ? withSetting(item, rest, length) : (item as unknown)));
    const fields = value as Record<string, unknown>;
    return { ...fields, [key]: withSetting(fields[key], rest, length) };
  }
  /** The comma between two lines belongs to neither. */
  const linesOf = (text: string): string[] => text.split('\n').map((line) => line.replace(/,$/, ''));
  const only = (lines: readonly string[], others: readonly string[]): string[] => {
    const left = [...others];
    return lines.filter((line) => {
      const at = left.indexOf(line);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
  };

  test('whatever it is, and however long it becomes', () => {
    fc.assert(
      fc.property(scenarios, fc.nat(), fc.integer({ min: 1, max: 300 }), (scenario, which, length) => {
        const all = settings(scenario);
        const path = all[which % all.length]!;
        const before = linesOf(formatScenario(scenario));
        const after = linesOf(formatScenario(withSetting(scenario, path, length) as typeof scenario));
        const [gone, come] = [only(before, after), only(after, before)];
        expect(gone.length <= 1 && come.length <= 1, `${path.join('.')}: ${[...gone, '→', ...come].join('\n')}`).toBe(true);
        expect(gone.length + come.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});
