import { describe, expect, it } from 'vitest';
import { readJson } from '#core/compose/import/jsonTree.ts';
import { at, entriesOf, flagAt, itemsOf, numberAt, textAt, through, type Tree } from '#core/compose/import/tree.ts';

/** Back to plain values. */
function plain(tree: Tree): unknown {
  if (tree.kind === 'scalar') return tree.value;
  return tree.kind === 'list' ? tree.items.map(plain) : [...tree.entries].map(([key, { value }]) => [key, plain(value)]);
}
const read = (text: string): Tree | undefined => {
  const result = readJson({ path: 'a.json', text });
  return result.ok ? result.value : undefined;
};

describe('JSON with places', () => {
  it.each(['1', '-0.5e+3', 'null', 'true', '" "', '"\\u8ba2\\"\\\\"', '[]', '[ [ ] , 2]', '[{"a":"b"},"]"]'])('%s is what JSON.parse says', (text) => {
    const entries = (value: unknown): unknown =>
      Array.isArray(value) ? value.map(entries) : typeof value === 'object' && value !== null ? Object.entries(value).map(([k, v]) => [k, entries(v)]) : value;
    expect(plain(read(text)!)).toEqual(entries(JSON.parse(text)));
  });
  it('has any key, and of two the last', () =>
    expect(plain(read('{"__proto__": 1, "a": 2, "a": 3}')!)).toEqual([
      ['__proto__', 1],
      ['a', 3],
    ]));
  it('says where everything stands', () => {
    const tree = read('\uFEFF{\r\n  "a": [1, "x"]\r\n}');
    expect(at(tree, 'a')?.at).toEqual({ file: 'a.json', line: 2, column: 8, start: 11, end: 19 });
    expect(entriesOf(tree)[0]?.[1].keyAt).toMatchObject({ line: 2, column: 3 });
    expect(itemsOf(at(tree, 'a'))[1]?.at).toMatchObject({ line: 2, column: 12, start: 15, end: 18 });
  });
  it('gives scalars by their type only', () => {
    const tree = read('{"a": {"n": 1, "t": "1", "f": false}}');
    const inner = through(tree, 'a');
    expect([numberAt(inner, 'n'), textAt(inner, 't'), flagAt(inner, 'f'), textAt(inner, 'n'), numberAt(inner, 't'), flagAt(inner, 'x')]).toEqual([
      1,
      '1',
      false,
      undefined,
      undefined,
      undefined,
    ]);
  });
  it('is refused where it breaks, and when it nests too deep', () => {
    expect(readJson({ path: 'a.json', text: '{\n "a" 1}' })).toMatchObject({ ok: false, error: { place: { file: 'a.json', line: 2, column: 6 } } });
    expect(readJson({ path: 'a.json', text: '['.repeat(100_000) })).toMatchObject({ ok: false, error: { place: { line: 1, column: 1 } } });
  });
});
