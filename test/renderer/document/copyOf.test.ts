import { expect, test } from 'vitest';
import { copyTitle } from '../../../renderer/document/copyOf.ts';

test.each([
  ['Orders', 'Orders (copy)'],
  ['订单', '订单（副本）'],
  ['Orders (copy)', 'Orders (copy)'],
  ['', ''],
  [
    { en: 'Orders', zh: '订单' },
    { en: 'Orders (copy)', zh: '订单（副本）' },
  ],
  ['x'.repeat(200), 'x'.repeat(200)],
])('%j becomes %j', (title, copy) => {
  expect(copyTitle(title)).toEqual(copy);
});
