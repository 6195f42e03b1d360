import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstFault, nestingOf } from '#core/scenario/jsonText.ts';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('firstFault', () => {
  test.each([
    ['', 1, 1],
    ['{', 1, 2],
    ['{\n  "a": 1,\n}', 3, 1],
    ['{"a": 01}', 1, 8],
    ['[1, 2] x', 1, 8],
    ['{"a" 1}', 1, 6],
    ['["tab\there"]', 1, 2],
    ['[1,,2]', 1, 4],
    ['[}', 1, 2],
    ['"\\x"', 1, 1],
  ])('%j breaks at line %i, column %i', (text, line, column) => {
    expect(firstFault(text)).toEqual({ line, column });
  });

  test('it finds a fault exactly where JSON.parse refuses', () => {
    const fragment = fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '"', '\\', '\\u00e9', '1', '-', '0.5', 'e9', 'true', 'null', ' ', '\n', '\u0001');
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        expect(firstFault(text) === undefined).toBe(isJson(text));
      }),
      { numRuns: 5_000 },
    );
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.string({ maxLength: 2 }), (json, at, insert) => {
        const i = at % (json.length + 1);
        const text = json.slice(0, i) + insert + json.slice(i);
        expect(firstFault(json)).toBeUndefined();
        expect(firstFault(text) === undefined).toBe(isJson(text));
      }),
      { numRuns: 2_000 },
    );
  });
});

test('nestingOf counts brackets outside strings', () => {
  expect(nestingOf('{"a[[[": [[1], "\\"[["]}')).toBe(3);
  expect(nestingOf('7')).toBe(0);
  expect(nestingOf('['.repeat(1_000_000))).toBe(1_000_000);
  expect(nestingOf('["no end')).toBe(1);
});
