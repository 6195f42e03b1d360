import { expect, test } from 'vitest';
import { crashesOf, type Marks, marked, markLeft, markOpen, markWell } from '../../../renderer/document/openMarks.ts';

function marks(): Marks {
  const values = new Map<string, string>([['spillway.preferences', '{}']]);
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
    key: (i) => [...values.keys()][i] ?? null,
    get length() {
      return values.size;
    },
  };
}

test('a design that was left has no mark; one whose tab crashed has', () => {
  const kept = marks();
  for (const id of ['a', 'b']) markOpen(kept, id);
  markLeft(kept, 'a');
  expect(marked(kept)).toEqual(['b']);
  expect([crashesOf(kept, 'a'), crashesOf(kept, 'b')]).toEqual([0, 1]);
});

test('starts that end in a crash are counted, until one has lasted', () => {
  const kept = marks();
  for (let start = 0; start < 3; start++) markOpen(kept, 'a');
  expect(crashesOf(kept, 'a')).toBe(3);
  markWell(kept, 'a');
  expect(crashesOf(kept, 'a')).toBe(1);
});

test('a browser that forbids or has no room changes nothing', () => {
  markOpen(undefined, 'a');
  expect([crashesOf(undefined, 'a'), marked(undefined)]).toEqual([0, []]);
  const full: Marks = {
    ...marks(),
    setItem: () => {
      throw new DOMException('', 'QuotaExceededError');
    },
  };
  expect(() => markOpen(full, 'a')).not.toThrow();
});
