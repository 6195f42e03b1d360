import { describe, expect, it } from 'vitest';
import { Unconfirmed } from '#core/client/unconfirmed.ts';

function published(...items: string[]): Unconfirmed<string> {
  const unconfirmed = new Unconfirmed<string>();
  for (const item of items) unconfirmed.push(item);
  return unconfirmed;
}

describe('unconfirmed publishes', () => {
  it('[RC1] are numbered from 1 and answered in any order, each once', () => {
    const all = published('a', 'b', 'c', 'd');
    expect([all.take(3), all.take(1), all.take(3), all.take(1), all.length]).toEqual(['c', 'a', undefined, undefined, 2]);
    all.push('e');
    expect([all.nextId, all.take(2), all.take(5), all.take(4), all.length, all.nextId]).toEqual([6, 'b', 'e', 'd', 0, 6]);
    expect([all.take(0), all.take(6), all.take(99)]).toEqual([undefined, undefined, undefined]);
  });

  it('[RC1] are numbered from 1 again in another session, which gets what is left in order', () => {
    const all = published('a', 'b', 'c', 'd');
    all.take(3);
    expect([all.restart(), all.length, all.nextId]).toEqual([['a', 'b', 'd'], 0, 1]);
    all.push('x');
    expect(all.take(1)).toBe('x');
  });
});
