/** How a film is composed, and when it is over. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '#core/base/limits.ts';
import { bitsPerSecond, endOf, FILM_RATES, FILM_SIZES, filmLayout, type FilmSize } from '../../../renderer/share/filmLayout.ts';

const SIZES = Object.keys(FILM_SIZES) as FilmSize[];

describe('the picture of a film', () => {
  const drawn = fc.record({
    left: fc.integer({ min: -50_000, max: 50_000 }),
    top: fc.integer({ min: -50_000, max: 50_000 }),
    width: fc.integer({ min: 50, max: 40_000 }),
    height: fc.integer({ min: 50, max: 40_000 }),
  });

  it('has all of the diagram, in its proportions, below the row and in the middle', () => {
    fc.assert(
      fc.property(drawn, fc.constantFrom(...SIZES), (of, size) => {
        const frame = FILM_SIZES[size];
        const { picture, rowHeight } = filmLayout(size, of);
        // To a millionth of a pixel.
        const grace = 1e-6;
        expect(picture.left).toBeGreaterThan(-grace);
        expect(picture.top).toBeGreaterThan(rowHeight - grace);
        expect(picture.left + picture.width).toBeLessThan(frame.width + grace);
        expect(picture.top + picture.height).toBeLessThan(frame.height + grace);
        expect(picture.width / picture.height).toBeCloseTo(of.width / of.height, 6);
        expect(2 * picture.left + picture.width).toBeCloseTo(frame.width, 6);
      }),
    );
  });

  it('has the messages where the diagram is', () => {
    fc.assert(
      fc.property(drawn, fc.constantFrom(...SIZES), (of, size) => {
        const { picture, view } = filmLayout(size, of);
        expect(of.left * view.zoom + view.x).toBeCloseTo(picture.left, 3);
        expect((of.top + of.height) * view.zoom + view.y).toBeCloseTo(picture.top + picture.height, 3);
      }),
    );
  });

  it('is the same at every size, and a small diagram is not blown up', () => {
    const of = { left: 10, top: 20, width: 300, height: 100 };
    const [small, large] = [filmLayout('720p', of), filmLayout('1080p', of)];
    expect(large.picture.left).toBeCloseTo(small.picture.left * 1.5, 6);
    expect(large.picture.height).toBeCloseTo(small.picture.height * 1.5, 6);
    expect(small.view.zoom).toBe(1.6);
  });
});

describe('a film ends', () => {
  const film = { elapsedMs: 1_000, bytes: 1_000, overForMs: undefined };

  it('at its limits, and a while after the run', () => {
    expect(endOf(film)).toBeUndefined();
    expect(endOf({ ...film, elapsedMs: LIMITS.filmSeconds * 1_000 })).toBe('seconds');
    expect(endOf({ ...film, bytes: LIMITS.filmBytes })).toBe('bytes');
    expect(endOf({ ...film, overForMs: 1_000 })).toBeUndefined();
    expect(endOf({ ...film, overForMs: 3_000 })).toBe('runOver');
  });

  it('by its time before its size, at the rates asked for', () => {
    for (const size of SIZES) {
      for (const rate of FILM_RATES) expect((bitsPerSecond(size, rate) / 8) * LIMITS.filmSeconds).toBeLessThan(LIMITS.filmBytes);
    }
  });
});
