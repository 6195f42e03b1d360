import { expect, test } from 'vitest';
import { formatTable, widthOf } from '#node/cli/table.ts';

test('columns are as wide as their widest cell, numbers to the right', () => {
  const table = formatTable(
    [
      { title: 'node', align: 'left' },
      { title: 'rate', align: 'right' },
    ],
    [
      ['a', '1/s'],
      ['orders', '1234/s'],
    ],
  );
  expect(table).toBe('node      rate\na          1/s\norders  1234/s\n');
});

test('a Chinese character takes two cells, so columns stay straight', () => {
  const columns = [
    { title: '节点', align: 'left' },
    { title: 'n', align: 'right' },
  ] as const;
  const lines = formatTable(columns, [
    ['订单队列', '1'],
    ['abc', '22'],
  ])
    .trimEnd()
    .split('\n');
  expect(new Set(lines.map(widthOf))).toEqual(new Set([12]));
});

test.each([
  ['abc', 3],
  ['队列', 4],
  ['ｑ', 2],
  ['é', 1],
  ['e\u0301', 1],
  ['🚀', 2],
  ['', 0],
])('%j takes %i cells', (text, cells) => {
  expect(widthOf(text)).toBe(cells);
});

test('no line ends in blanks', () => {
  const table = formatTable(
    [
      { title: 'a', align: 'left' },
      { title: 'note', align: 'left' },
    ],
    [['x', '']],
  );
  expect(table).toBe('a  note\nx\n');
});
