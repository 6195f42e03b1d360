import { expect, test } from 'vitest';
import { type Listing, listed } from '../../../renderer/table/listing.ts';

type Column = 'name' | 'rate';
const rows: Readonly<Record<string, { readonly name: string; readonly rate: number }>> = {
  a: { name: 'node-10', rate: 5 },
  b: { name: 'Node-2', rate: Number.NaN },
  c: { name: 'ｓｈｏｐ 商店', rate: 50 },
};
const listing: Listing<Column> = {
  ids: Object.keys(rows),
  columns: ['name', 'rate'],
  isLive: (column) => column === 'rate',
  text: (id, column) => String(rows[id]?.[column]),
  value: (id, column) => rows[id]?.[column] ?? '',
};

test('without an order rows stand as in the document', () => {
  expect(listed(listing, '', undefined)).toEqual(['a', 'b', 'c']);
});

test('names are sorted as people count', () => {
  expect(listed(listing, 'node', { column: 'name', isDown: false })).toEqual(['b', 'a']);
});

test('a figure that is not there comes last either way', () => {
  expect(listed(listing, '', { column: 'rate', isDown: true })).toEqual(['c', 'a', 'b']);
  expect(listed(listing, '', { column: 'rate', isDown: false })).toEqual(['a', 'c', 'b']);
});

test('every word has to stand in the row, whatever its width and case; figures are not searched', () => {
  expect(listed(listing, ' SHOP 商 ', undefined)).toEqual(['c']);
  expect(listed(listing, 'node shop', undefined)).toEqual([]);
  expect(listed(listing, '50', undefined)).toEqual([]);
});
