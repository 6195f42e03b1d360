import { expect, it } from 'vitest';
import { formatPiece, parseTopicList } from '#core/compose/import/kafka/createTopics.ts';

it('reads names, partitions, copies and cleanup', () => {
  expect(parseTopicList('a:1:2,b:3:1:compact, c', undefined).topics).toEqual([
    { name: 'a', partitions: 1, replicas: 2, cleanup: undefined },
    { name: 'b', partitions: 3, replicas: 1, cleanup: 'compact' },
    { name: 'c', partitions: undefined, replicas: undefined, cleanup: undefined },
  ]);
});

it.each([
  ["$'\\n'", '\n'],
  ['\\n', '\n'],
  [';', ';'],
  ['', ','],
  ["'|'", '|'],
])('takes %j for a separator', (written, separator) => {
  const list = parseTopicList(['a:1:1', 'b:1:1'].join(separator), written);
  expect([list.topics.map(({ name }) => name), list.separator]).toEqual([['a', 'b'], separator]);
});

it('gives back every piece, and keeps the blanks around a new one', () => {
  const text = ' a:1:1 ,\n  b:2:1,';
  const list = parseTopicList(text, undefined);
  expect(list.pieces.join(list.separator)).toBe(text);
  expect(formatPiece({ name: 'b', partitions: 5, replicas: 1, cleanup: 'compact' }, list.pieces[1]!)).toBe('\n  b:5:1:compact');
});
