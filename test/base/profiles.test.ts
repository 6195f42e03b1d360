import { expect, test } from 'vitest';
import { isAtLeast, PROFILES, SYSTEMS, systemOf } from '#core/base/profiles.ts';

test('every profile is of a known system', () => {
  expect(PROFILES.map(systemOf).every((system) => SYSTEMS.includes(system))).toBe(true);
});

test('versions are compared within one system only', () => {
  expect(isAtLeast('kafka-4.0', 'kafka-3.9')).toBe(true);
  expect(isAtLeast('kafka-3.6', 'kafka-3.9')).toBe(false);
  expect(isAtLeast('rabbitmq-4.3', 'kafka-3.6')).toBe(false);
  expect(isAtLeast('any', 'kafka-3.6')).toBe(false);
});
