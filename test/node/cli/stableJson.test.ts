import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stableJson } from '#node/cli/stableJson.ts';

test('keys are sorted at every depth, lists keep their order', () => {
  expect(stableJson({ b: 1, a: [{ d: 2, c: 3 }, 1] })).toBe('{\n  "a": [\n    {\n      "c": 3,\n      "d": 2\n    },\n    1\n  ],\n  "b": 1\n}\n');
});

test('it says the same, whatever the order of keys', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).reverse());
      expect(stableJson(turned)).toBe(stableJson(value));
      expect(JSON.parse(stableJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
