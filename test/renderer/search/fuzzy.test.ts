import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchScore } from '../../../renderer/search/fuzzy.ts';

test.each([
  ['Export docker-compose', 'expdoc'],
  ['Run or pause', 'rp'],
  ['Run or pause', 'pause run'],
  ['导出 docker-compose', '导出'],
  ['将组件对齐', '对'],
  ['Zoom to 100 %', 'zoom 100'],
  ['Ｑｕｅｕｅ', 'queue'],
])('%s is found by %s', (text, query) => {
  expect(matchScore(query, text)).toBeDefined();
});

test.each([
  ['Export docker-compose', 'eoo'],
  ['Run or pause', 'xr'],
  ['Undo', 'o'],
  ['重命名', '删'],
])('%s is not found by %s', (text, query) => {
  expect(matchScore(query, text)).toBeUndefined();
});

test('the whole name, its beginning, a word of it, a part of a word, initials: in this order', () => {
  const scores = ['undo', 'undo that', 'please undo', 'thundodo', 'up no do'].map((text) => matchScore('undo', text));
  expect(scores.every((score) => score !== undefined)).toBe(true);
  expect(scores.toSorted((a, b) => (b ?? 0) - (a ?? 0))).toEqual(scores);
});

test('any text is found by itself and by any of its words', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{2,6}$/), { minLength: 1, maxLength: 4 }), (words) => {
      expect(matchScore(words.join(' '), words.join(' '))).toBeDefined();
      for (const word of words) expect(matchScore(word, words.join(' '))).toBeDefined();
    }),
  );
});
