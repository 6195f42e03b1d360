import { expect, it } from 'vitest';
import { enNames, isOrAre, warning, zhNames } from '#core/compose/import/findings.ts';

it('names a few, and counts the rest of many', () => {
  expect([enNames(['a']), enNames(['a', 'b']), zhNames(['a', 'b'])]).toEqual(['“a”', '“a”, “b”', '“a”、“b”']);
  const many = Array.from({ length: 20 }, (_, i) => `s${i}`);
  expect([enNames(many), zhNames(many)]).toEqual(['“s0”, “s1”, “s2”, “s3”, “s4”, “s5” and 14 more', '“s0”、“s1”、“s2”、“s3”、“s4”、“s5” 等 20 个']);
  expect([isOrAre(['a'], 'is', 'are'), isOrAre(many, 'is', 'are')]).toEqual(['is', 'are']);
});

it('has a place without more, and each node once', () => {
  const at = { file: 'f', line: 2, column: 3, start: 9, end: 12 };
  expect(warning('c', at, ['n', 'n'], ['en', 'zh'], true)).toEqual({
    code: 'c',
    severity: 'warning',
    place: { file: 'f', line: 2, column: 3 },
    nodes: ['n'],
    text: { en: 'en', zh: 'zh' },
    isMended: true,
  });
  expect('isMended' in warning('c', at, [], ['en', 'zh'])).toBe(false);
});
