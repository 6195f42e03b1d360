import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '#core/base/limits.ts';
import { formatBytes, formatDuration, formatRate, parseBytes, parseDuration, parseRate } from '#core/base/quantity.ts';

const value = (parsed: ReturnType<typeof parseRate>) => (parsed.ok ? parsed.value : parsed.error);

describe('quantity', () => {
  it.each([
    ['250ms', 250_000],
    ['1.5s', 1_500_000],
    ['.5 us', 0.5],
    ['7µs', 7],
    ['7μs', 7],
    ['5m', 300_000_000],
    ['5 min', 300_000_000],
    ['2h', 7_200_000_000],
    ['1d', 86_400_000_000],
    ['1.1ms', 1100],
    ['1e3ms', 1_000_000],
    ['20MS', 20_000],
    ['0', 0],
    ['２５０ｍｓ', 250_000],
    ['１．５　ｓ', 1_500_000],
  ])('reads the duration %s as %d µs', (text, us) => {
    expect(value(parseDuration(text))).toBe(us);
  });

  it.each([
    ['10k/s', 10_000],
    ['10K/s', 10_000],
    ['10k', 10_000],
    ['600/min', 10],
    ['5/h', 5 / 3600],
    ['0.5/s', 0.5],
    ['2M/s', 2_000_000],
    ['1/d', 1 / 86400],
    ['100', 100],
    [' 10 k / s ', 10_000],
    ['１０ｋ／ｓ', 10_000],
  ])('reads the rate %s as %d per second', (text, perSec) => {
    expect(value(parseRate(text))).toBe(perSec);
  });

  it.each([
    ['512B', 512],
    ['1KiB', 1024],
    ['1.5MiB', 1_572_864],
    ['10kB', 10_000],
    ['10KB', 10_000],
    ['1MB', 1_000_000],
    ['1GiB', 2 ** 30],
    ['100', 100],
    ['0.6B', 1],
    ['１ＫｉＢ', 1024],
  ])('reads %s as %d bytes', (text, n) => {
    expect(value(parseBytes(text))).toBe(n);
  });

  it('says what is wrong', () => {
    expect(value(parseDuration('  '))).toEqual({ code: 'empty' });
    expect(value(parseDuration('fast'))).toEqual({ code: 'number' });
    expect(value(parseDuration('5'))).toEqual({ code: 'unit', unit: '' });
    expect(value(parseDuration('5 parsecs'))).toEqual({ code: 'unit', unit: 'parsecs' });
    expect(value(parseDuration('-5ms'))).toEqual({ code: 'negative' });
    expect(value(parseDuration('40000d'))).toEqual({ code: 'range' });
    expect(value(parseDuration('1e999s'))).toEqual({ code: 'range' });
    expect(value(parseRate('2m/s'))).toEqual({ code: 'unit', unit: 'm/s' });
    expect(value(parseRate('10/fortnight'))).toEqual({ code: 'unit', unit: '/fortnight' });
    expect(value(parseRate('11M/s'))).toEqual({ code: 'range' });
    expect(value(parseRate('1,000/s'))).toEqual({ code: 'unit', unit: ',000/s' });
    expect(value(parseBytes('1toString'))).toEqual({ code: 'unit', unit: 'tostring' });
    expect(value(parseBytes('2000GiB'))).toEqual({ code: 'range' });
  });

  it('accepts each limit itself', () => {
    expect(value(parseDuration(`${LIMITS.horizonUs}us`))).toBe(LIMITS.horizonUs);
    expect(value(parseRate(`${LIMITS.ratePerSec}/s`))).toBe(LIMITS.ratePerSec);
    expect(value(parseBytes(`${LIMITS.quantityBytes}B`))).toBe(LIMITS.quantityBytes);
  });

  it('writes what a person would', () => {
    expect([0, 0.3, 500, 1500, 250_000, 1e6, 90e6, 120e6, 3600e6, 86400e6].map(formatDuration)).toEqual([
      '0s',
      '0.3us',
      '500us',
      '1.5ms',
      '250ms',
      '1s',
      '90s',
      '2m',
      '1h',
      '1d',
    ]);
    expect([0, 0.5, 10, 100, 1000, 1500, 50_000, 2e6, 1 / 60, 5 / 3600, 1e6 / 3].map(formatRate)).toEqual([
      '0/s',
      '0.5/s',
      '10/s',
      '100/s',
      '1k/s',
      '1.5k/s',
      '50k/s',
      '2M/s',
      '1/min',
      '5/h',
      '20M/min',
    ]);
    expect([0, 100, 512, 1000, 1024, 1536, 16_384, 1_048_576, 33_554_432, 1_500_000].map(formatBytes)).toEqual([
      '0B',
      '100B',
      '512B',
      '1kB',
      '1KiB',
      '1.5KiB',
      '16KiB',
      '1MiB',
      '32MiB',
      '1.5MB',
    ]);
  });

  const upTo = (max: number) => fc.oneof(fc.double({ min: 0, max, noNaN: true }), fc.integer({ min: 0, max: Math.min(max, 2 ** 31 - 1) }), fc.constant(max));

  it.each([
    ['duration', upTo(LIMITS.horizonUs), formatDuration, parseDuration],
    ['rate', upTo(LIMITS.ratePerSec), formatRate, parseRate],
    ['size', fc.integer({ min: 0, max: LIMITS.quantityBytes }), formatBytes, parseBytes],
  ])('reads back the very %s it wrote', (_, amounts, format, parse) => {
    fc.assert(
      fc.property(amounts, (amount) => {
        expect(value(parse(format(amount)))).toBe(amount);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['duration', 59, ['us', 'ms', 's', 'm'], formatDuration, parseDuration],
    ['rate', 999, ['/s', 'k/s'], formatRate, parseRate],
    ['size', 999, ['B', 'KiB', 'MiB'], formatBytes, parseBytes],
  ] as const)('gives back a plain %s as it was written', (_, most, units, format, parse) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: most }), fc.constantFrom(...units), (n, unit) => {
        expect(format(Number(value(parse(n + unit))))).toBe(n + unit);
      }),
    );
  });
});
