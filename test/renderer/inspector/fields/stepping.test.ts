import { describe, expect, test } from 'vitest';
import { NODE_FIELDS, SIZE, TIME } from '../../../../core/scenario/fields.ts';
import { stepText } from '../../../../renderer/inspector/fields/stepping.ts';

const RATE = { unit: 'rate', min: 0, max: 10_000_000 } as const;
const COUNT = NODE_FIELDS.topic.partitions as NonNullable<typeof NODE_FIELDS.topic.partitions>;
const PART = { unit: 'ratio', min: 0, max: 1 } as const;

describe('one step', () => {
  test.each([
    ['300/s', RATE, 1, false, '310/s'],
    ['300/s', RATE, 1, true, '400/s'],
    ['100/s', RATE, -1, false, '99/s'],
    ['10k/s', RATE, 1, false, '11k/s'],
    ['0/s', RATE, -1, false, '0/s'],
    ['0/s', RATE, 1, false, '1/s'],
    ['250ms', TIME, -1, false, '240ms'],
    ['5ms', TIME, 1, true, '6ms'],
    ['1KiB', SIZE, 1, true, '2KiB'],
    ['1KiB', SIZE, 1, false, '1280B'],
    ['4', COUNT, 1, false, '5'],
    ['1', COUNT, -1, false, '1'],
    ['4', COUNT, 1, true, '14'],
    ['0.2', PART, 1, false, '0.21'],
    ['0.95', PART, 1, true, '1'],
  ] as const)('%s', (text, range, direction, isCoarse, expected) => {
    expect(stepText(text, range, direction, isCoarse)).toBe(expected);
  });

  test('what is no number has no next', () => {
    expect(stepText('often', RATE, 1, false)).toBeUndefined();
    expect(stepText('', COUNT, 1, false)).toBeUndefined();
  });
});

test('up and down again comes home, away from powers of ten', () => {
  for (const text of ['310/s', '47/s', '2.5k/s', '8.8M/s']) {
    const up = stepText(text, RATE, 1, false) as string;
    expect(stepText(up, RATE, -1, false)).toBe(text);
  }
});
