import { expect, it } from 'vitest';
import { FreeIds } from '#core/compose/import/freeIds.ts';

it('is the name itself where an id can be', () => {
  const ids = new FreeIds();
  expect(['stream-in', 'orders.v1', 'a:b'].map((name) => ids.node(name))).toEqual(['stream-in', 'orders.v1', 'a:b']);
  expect(['stream-in', 'stream-in'].map((name) => ids.node(name))).toEqual(['stream-in-2', 'stream-in-3']);
});

it('is valid, and another one for another name, whatever the name', () => {
  const names = [
    '订单',
    '库存',
    '',
    ' ',
    '__proto__',
    'x'.repeat(200),
    `${'x'.repeat(200)}y`,
    'a b',
    '-',
    '😀',
    'ünï',
    ...Array<string>(12).fill('x'.repeat(300)),
  ];
  const ids = new FreeIds();
  const given = names.map((name) => ids.node(name));
  expect(new Set(given).size).toBe(names.length);
  for (const id of given) expect(id).toMatch(/^[\w.:-]{1,64}$/);
  expect(given).not.toContain('__proto__');
  const again = new FreeIds();
  expect(names.map((name) => again.node(name))).toEqual(given);
});

it('numbers a name within its kind, and keeps to the length of one', () => {
  const ids = new FreeIds();
  expect([ids.name('topic', 'a'), ids.name('topic', 'a'), ids.name('queue', 'a'), ids.name('topic', ' b\n c ')]).toEqual(['a', 'a-2', 'a', 'b  c']);
  const long = [ids.name('topic', 'x'.repeat(249)), ids.name('topic', 'x'.repeat(249))];
  expect(long.map((name) => name.length <= 120)).toEqual([true, true]);
  expect(new Set(long).size).toBe(2);
  expect(ids.name('external', '')).toBe('external');
});
