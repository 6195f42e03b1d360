import { describe, expect, it, test } from 'vitest';
import { LIMITS } from '#core/base/limits.ts';
import { parseSelector } from '#core/base/selector/parseSelector.ts';
import { isSelected, propertiesOf } from '#core/base/selector/selectorTree.ts';
import type { HeaderValue } from '#core/base/workload.ts';

const MESSAGE: Readonly<Record<string, HeaderValue>> = { age: 21, price: 7.5, k: 1, name: "O'Neil", color: 'dark_red', vip: true, $x_1: 3, größe: 2 };

function parsed(text: string) {
  const read = parseSelector(text);
  if (!read.ok) throw new Error(`${text}: ${JSON.stringify(read.error)}`);
  return read.value;
}
const selects = (text: string): boolean => isSelected(parsed(text), (name) => MESSAGE[name]);
/** Neither it nor its opposite is true. */
const isUnknown = (text: string): boolean => !selects(text) && !selects(`NOT (${text})`);

describe('parseSelector', () => {
  test.each([
    ['k = 1', true],
    ['k <> 1', false],
    ['age > 20 AND price <= 7.5', true],
    ['age < 21 or k = 1', true],
    ['NOT k = 2', true],
    ['not not vip', true],
    ['vip', true],
    ['vip = TRUE', true],
    ["name = 'O''Neil'", true],
    ["name = 'o''neil'", false],
    // AND binds tighter than OR, NOT tighter than AND; brackets decide.
    ['k = 1 OR k = 2 AND k = 3', true],
    ['(k = 1 OR k = 2) AND k = 3', false],
    ['NOT k = 2 AND k = 1', true],
    ['NOT (k = 2 AND k = 1)', true],
    // Products before sums, a sign before both.
    ['2 + 3 * 4 = 14', true],
    ['(2 + 3) * 4 = 20', true],
    ['10 - 4 - 3 = 3', true],
    ['-age = -21', true],
    ['- -age + +1 = 22', true],
    ['24 / 4 / 2 = 3', true],
    // Whole numbers divide as in Java; a point makes them floats.
    ['7 / 2 = 3', true],
    ['7 / 2. = 3.5', true],
    ['-7 / 2 = -3', true],
    ['price / 3 = 2.5', true],
    ['5E1 = 50 AND .5 < 1L', true],
    ['age BETWEEN 21 AND 30', true],
    ['age NOT BETWEEN 1 + 1 AND 20', true],
    ["color IN ('blue', 'dark_red')", true],
    ["color NOT IN ('blue')", true],
    ["color LIKE 'dark%'", true],
    ["color LIKE 'dark_re_'", true],
    ["color LIKE 'darkXred'", false],
    [String.raw`color LIKE 'dark\_%' ESCAPE '\'`, true],
    ["color LIKE 'dark!_red' ESCAPE '!'", true],
    ["color LIKE 'dark!_red!' ESCAPE '!'", true],
    ["color NOT LIKE '%.red'", true],
    ["color LIKE '%d%r%d'", true],
    ['missing IS NULL', true],
    ['age IS NOT NULL', true],
    ['$x_1 = 3 AND größe = 2', true],
    // Values of unlike types never compare.
    ["k = '1'", false],
    ["k <> '1'", false],
    ['name > 3', false],
  ])('%s → %s', (text, expected) => expect(selects(text)).toBe(expected));

  it('a missing property makes what asks for it unknown, which AND, OR and NOT carry on as in SQL', () => {
    const unknown = [
      'm = 1',
      'm <> 1',
      'm + 1 > 0',
      '-m = 1',
      'm BETWEEN 1 AND 2',
      "m IN ('a')",
      "m LIKE '%'",
      'm',
      'm = 1 AND vip',
      'm = 1 OR k = 2',
      '1 / 0 = 1',
    ];
    expect(unknown.filter((text) => !isUnknown(text))).toEqual([]);
    expect(selects('m = 1 OR vip')).toBe(true);
    expect(selects('NOT (m = 1 AND k = 2)')).toBe(true);
    expect(selects('NOT (k BETWEEN 5 AND m)')).toBe(true);
  });

  test.each([
    ['', 'unfinished', 1, ''],
    ['k =', 'unfinished', 4, ''],
    ["name = 'Ann", 'unfinished', 8, "'Ann"],
    ['k = 1 AND', 'unfinished', 10, ''],
    ['(k = 1', 'unfinished', 7, ''],
    ['k = 1)', 'unexpected', 6, ')'],
    ['k == 1', 'unexpected', 4, '='],
    ['k ! 1', 'unexpected', 3, '! 1'],
    ['AND k = 1', 'unexpected', 1, 'AND'],
    ['k = 1 k', 'unexpected', 7, 'k'],
    ['k NOT 3', 'unexpected', 7, '3'],
    ['k IS 3', 'unexpected', 6, '3'],
    ['k IN (1)', 'unexpected', 7, '1'],
    ["k IN ('a' 'b')", 'unexpected', 11, 'b'],
    ['k LIKE x', 'unexpected', 8, 'x'],
    ['5', 'type', 1, '5'],
    ["k = 1 AND 'a'", 'type', 11, 'a'],
    ['NOT 3', 'type', 5, '3'],
    ["'a' < 3", 'type', 1, 'a'],
    ["k + 'a' = 1", 'type', 5, 'a'],
    ['-TRUE = 1', 'type', 2, 'TRUE'],
    ['3 IS NULL', 'type', 1, '3'],
    ["k LIKE 'a' ESCAPE 'ab'", 'type', 19, 'ab'],
  ])('%s is %s at %i', (text, code, at, found) => {
    expect(parseSelector(text)).toEqual({ ok: false, error: { code, at, found } });
  });

  it('brackets within brackets end at the limit, and a pattern full of wildcards takes no time', () => {
    const nested = (depth: number) => parseSelector(`${'('.repeat(depth)}vip${')'.repeat(depth)}`);
    expect(nested(LIMITS.selectorDepth - 1).ok).toBe(true);
    expect(nested(LIMITS.selectorDepth)).toMatchObject({ ok: false, error: { code: 'tooDeep', at: LIMITS.selectorDepth + 1 } });
    const greedy = parsed(`name LIKE '${'%a'.repeat(900)}b'`);
    expect(isSelected(greedy, () => 'a'.repeat(255))).toBe(false);
  });

  it('names the properties it looks at', () => {
    const text = "a = 1 AND NOT (b BETWEEN c AND -d) OR e IN ('x') AND f LIKE 'y' AND g IS NULL AND TRUE";
    expect(propertiesOf(parsed(text))).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
  });
});
