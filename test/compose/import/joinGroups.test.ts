import { expect, it } from 'vitest';
import { commonName, joinGroups } from '#core/compose/import/joinGroups.ts';

it('joins what shares a key, also by way of a third, in the order given', () => {
  const keys: Record<string, string[]> = { a: ['1'], b: ['2'], c: ['3'], d: ['2', '1'], e: ['4'] };
  expect(joinGroups(Object.keys(keys), (thing) => keys[thing]!)).toEqual([['a', 'b', 'd'], ['c'], ['e']]);
  expect(joinGroups([], () => ['x'])).toEqual([]);
});

it('names a group by what its names have in common', () => {
  expect([commonName(['kafka-1', 'kafka-2']), commonName(['one']), commonName(['a', 'b']), commonName(['rabbitmq', 'rabbitmq2'])]).toEqual([
    'kafka',
    'one',
    'a',
    'rabbitmq',
  ]);
});
