import { describe, expect, it } from 'vitest';
import { Trace } from '#core/kernel/trace.ts';

type Event = readonly [when: number, phase: number, arg: number];

const digest = (events: readonly Event[]): string => {
  const trace = new Trace();
  for (const [when, phase, arg] of events) trace.event(when, phase, arg);
  return trace.digest();
};

describe('trace', () => {
  const base: readonly Event[] = [
    [0, 0, 0],
    [5, 2, 7],
    [5, 3, 7],
    [2 ** 40 + 1, 4, 2 ** 31 - 1],
  ];

  it('[K16] is 16 hexadecimal digits, equal for equal events, and pinned: a change here changes every committed trace', () => {
    expect(digest(base)).toMatch(/^[0-9a-f]{16}$/);
    expect(digest(base)).toBe(digest([...base]));
    expect([digest([]), digest(base)]).toMatchInlineSnapshot(`
      [
        "4f6a83dfcc5aa295",
        "095cf6c37898757b",
      ]
    `);
  });

  it('[K16] tells a changed instant (low or high bits), phase, argument, order, and a missing or doubled event', () => {
    const [a, b, c, d] = base as [Event, Event, Event, Event];
    const variants: Event[][] = [
      [a, b, c],
      [a, b, c, d, d],
      [b, a, c, d],
      [a, c, b, d],
      [a, [6, 2, 7], c, d],
      [a, [5 + 2 ** 32, 2, 7], c, d],
      [a, [5, 1, 7], c, d],
      [a, [5, 2, 8], c, d],
      [a, b, c, [2 ** 41 + 1, 4, 2 ** 31 - 1]],
      [[0, 0, 1], b, c, d],
      [a, a, b, c, d],
    ];
    expect(new Set([digest(base), ...variants.map(digest)]).size).toBe(variants.length + 1);
  });

  it('[K16] has no collision, in either half, among a hundred thousand single events', () => {
    const left = new Set<string>();
    const whole = new Set<string>();
    for (let i = 0; i < 100_000; i++) {
      const text = digest([[i % 317, i % 5, Math.floor(i / 317)]]);
      whole.add(text);
      left.add(text.slice(0, 8));
    }
    expect(whole.size).toBe(100_000);
    // 32 bits hold 10^5 values with about one chance meeting; a weak mix shows hundreds.
    expect(left.size).toBeGreaterThan(99_990);
  });

  it('[K16] a note counts too', () => {
    const noted = (kind: number, a: number, b: number): string => {
      const trace = new Trace();
      trace.note(kind, a, b);
      return trace.digest();
    };
    expect(new Set([digest([]), noted(0, 0, 0), noted(1, 0, 0), noted(0, 1, 0), noted(0, 0, 1), noted(1, 1, 0)]).size).toBe(6);
  });
});
