import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Float64Ring, Int32Ring, type Ring } from '#core/base/ring.ts';

type Move = readonly ['push' | 'pushFront' | 'shift' | 'clear', number];
const move: fc.Arbitrary<Move> = fc.tuple(fc.constantFrom('push', 'push', 'pushFront', 'shift', 'clear'), fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }));

/** Makes one move in the ring and in an array: what the two gave back. */
function both(ring: Ring, twin: number[], [kind, value]: Move): readonly (number | undefined)[] {
  if (kind === 'shift') return twin.length === 0 ? [] : [ring.peek(), twin[0], ring.shift(), twin.shift()];
  if (kind === 'push') {
    ring.push(value);
    twin.push(value);
  } else if (kind === 'pushFront') {
    ring.pushFront(value);
    twin.unshift(value);
  } else {
    ring.clear();
    twin.length = 0;
  }
  return [];
}

describe.each([
  ['Float64Ring', Float64Ring],
  ['Int32Ring', Int32Ring],
])('%s', (_, Kind) => {
  it('does what an array does, through every wrap and growth', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 200 }), (script) => {
        const ring = new Kind(1);
        const twin: number[] = [];
        for (const next of script) {
          const [front, twinFront, taken, twinTaken] = both(ring, twin, next);
          expect([front, taken]).toEqual([twinFront, twinTaken]);
          expect(Array.from({ length: ring.length }, (__, i) => ring.at(i))).toEqual(twin);
        }
      }),
    );
  });

  it('refuses to give what it does not hold', () => {
    const ring = new Kind();
    expect(() => ring.shift()).toThrow('empty');
    expect(() => ring.peek()).toThrow('empty');
    ring.push(1);
    expect(() => ring.at(1)).toThrow('index 1');
    expect(() => ring.at(-1)).toThrow('index -1');
  });
});

it('Float64Ring keeps doubles whole', () => {
  const ring = new Float64Ring();
  for (const value of [0.1, 2 ** 50, -1e-300]) ring.push(value);
  expect([ring.shift(), ring.shift(), ring.shift()]).toEqual([0.1, 2 ** 50, -1e-300]);
});
