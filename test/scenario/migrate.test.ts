import { expect, test } from 'vitest';
import { migrate } from '#core/scenario/migrate.ts';
import { VERSION } from '#core/scenario/scenario.ts';

test('a file of the current version is left as it is', () => {
  const file = Object.freeze({ format: 'spillway', version: VERSION, model: {} });
  expect(migrate(file, VERSION)).toBe(file);
});

test('a version this program does not know is a fault of the caller', () => {
  expect(() => migrate({}, VERSION + 1)).toThrow('a version');
  expect(() => migrate({}, 0)).toThrow('a version');
});
