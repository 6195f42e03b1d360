import { describe, expect, it } from 'vitest';
import { headersMatcher } from '#core/broker/exchange/headersMatch.ts';

const MESSAGES = { ab: { a: 1, b: 2 }, a: { a: 1 }, abc: { a: 1, b: 2, c: 3 }, c: { c: 3 }, ax: { a: 1, x: 9 }, swapped: { a: 2, b: 1 }, none: undefined };

const matching = (...args: Parameters<typeof headersMatcher>): string[] => {
  const matches = headersMatcher(...args);
  return Object.entries(MESSAGES).flatMap(([name, headers]) => (matches(headers) ? [name] : []));
};

describe('bindings of a headers exchange', () => {
  it('[RX4] want all of their arguments, or any', () => {
    expect(matching('all', { a: 1, b: 2 })).toEqual(['ab', 'abc']);
    expect(matching('any', { a: 1, b: 2 })).toEqual(['ab', 'a', 'abc', 'ax']);
  });

  it('[RX4] tell a number from its text', () => {
    expect(matching('all', { a: '1' })).toEqual([]);
    expect(headersMatcher('all', { a: '1' })({ a: '1' })).toBe(true);
    expect(headersMatcher('any', { a: true })({ a: 'true' })).toBe(false);
  });

  it('[RX4] pass over names with x- in front, but where asked not to', () => {
    const wanted = { 'x-a': 1, b: 2 };
    const of = (mode: 'all' | 'any' | 'allWithX' | 'anyWithX') => {
      const matches = headersMatcher(mode, wanted);
      const messages: Record<string, number>[] = [{ b: 2 }, { 'x-a': 1, b: 2 }, { 'x-a': 1 }];
      return messages.map((headers) => matches(headers));
    };
    expect(of('all')).toEqual([true, true, false]);
    expect(of('any')).toEqual([true, true, false]);
    expect(of('allWithX')).toEqual([false, true, false]);
    expect(of('anyWithX')).toEqual([true, true, true]);
  });

  it('[RX4] without arguments match everything with all, and nothing with any', () => {
    expect(matching('all')).toEqual(Object.keys(MESSAGES));
    expect(matching('any')).toEqual([]);
    expect(headersMatcher('all', { 'x-only': 1 })({})).toBe(true);
    expect(headersMatcher('any', { 'x-only': 1 })({ 'x-only': 1 })).toBe(false);
  });

  it('look only at what a message says itself', () => {
    expect(headersMatcher('any', { toString: 'x' })({})).toBe(false);
    expect(headersMatcher('all', { constructor: 'x' })({})).toBe(false);
  });
});
