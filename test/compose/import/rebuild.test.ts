import { describe, expect, it } from 'vitest';
import { readJson } from '#core/compose/import/jsonTree.ts';
import { changeMap, type MapChanges, rebuild } from '#core/compose/import/rebuild.ts';
import { must } from '#core/base/assert.ts';

function changed(text: string, changes: readonly (readonly [string, string | undefined | MapChanges])[]): string {
  const read = readJson({ path: 'a.json', text });
  return read.ok && read.value.kind === 'map' ? changeMap(text, read.value, new Map(changes)) : '';
}

describe('a map that is changed', () => {
  const text = '{ "a" : 1,\n  "b": [2 , 3],\n  "c": {}\n}';

  it('keeps what is not touched', () => expect(changed(text, [])).toBe(text));
  it('gets another value', () => expect(changed(text, [['b', '4']])).toBe('{ "a" : 1,\n  "b": 4,\n  "c": {}\n}'));
  it.each([
    ['a', '{ "b": [2 , 3],\n  "c": {}\n}'],
    ['b', '{ "a" : 1,\n  "c": {}\n}'],
    ['c', '{ "a" : 1,\n  "b": [2 , 3]\n}'],
  ])('loses %s', (key, rest) => expect(changed(text, [[key, undefined]])).toBe(rest));
  it('gets another key, as its neighbours stand', () => expect(changed(text, [['d', 'true']])).toBe('{ "a" : 1,\n  "b": [2 , 3],\n  "c": {},\n  "d": true\n}'));
  it('is empty, and filled', () => {
    expect(changed('{"a": 1}', [['a', undefined]])).toBe('{}');
    expect(
      changed('{}', [
        ['x', '1'],
        ['y', '2'],
      ]),
    ).toBe('{"x": 1, "y": 2}');
  });
  it('is changed within, and gets a map it did not have', () => {
    expect(changed(text, [['c', new Map([['x', '1']])]])).toContain('"c": {"x": 1}');
    expect(
      changed('{"a":1}', [
        [
          'm',
          new Map([
            ['x', '1'],
            ['y', undefined],
          ]),
        ],
      ]),
    ).toBe('{"a":1, "m": {"x": 1}}');
    expect(changed('{"a":1}', [['m', new Map([['y', undefined]])]])).toBe('{"a":1}');
  });
  it('is JSON whatever is done to it', () => {
    const keys = ['a', 'b', 'c', 'd'];
    for (let mask = 0; mask < 256; mask++) {
      const changes = keys.flatMap((key, i) => ((mask >> (2 * i)) % 4 === 0 ? [] : [[key, (mask >> (2 * i)) % 4 === 1 ? undefined : '7'] as const]));
      expect(() => JSON.parse(changed(text, changes)) as unknown).not.toThrow();
    }
  });
});

it('a list gets new items with the indent of the others', () => {
  const text = '[\n    1\n]';
  const read = readJson({ path: 'a.json', text });
  const list = must(read.ok && read.value.kind === 'list' ? read.value : undefined, 'a list');
  const pieces = list.items.map(({ at }) => ({ ...at, text: text.slice(at.start, at.end) }));
  expect(rebuild(text, list.at, pieces, (indent) => [`{${indent}}`])).toBe('[\n    1,\n    {\n    }\n]');
});
