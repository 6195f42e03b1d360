import { describe, expect, it } from 'vitest';
import { Calm } from '../../../../renderer/canvas/flow/calm.ts';

describe('a figure of a running world', () => {
  it('holds still for half a second while it changes little', () => {
    const calm = new Calm();
    const shown = [0, 100, 200, 300, 400, 500, 600].map((ms, i) => calm.at(ms, true).steady('out', 1_000 + i));
    expect(shown).toEqual([1_000, 1_000, 1_000, 1_000, 1_000, 1_005, 1_005]);
  });

  it('changes at once when it is clearly another', () => {
    const calm = new Calm();
    calm.at(0, true).steady('out', 1_000);
    expect(calm.at(100, true).steady('out', 1_060)).toBe(1_060);
    expect(calm.at(200, true).steady('out', 0)).toBe(0);
    expect(calm.at(300, true).steady('out', 1)).toBe(1);
    expect(calm.at(400, true).steady('out', Number.NaN)).toBeNaN();
  });

  it('is exact where the run stands still', () => {
    const calm = new Calm();
    calm.at(0, true).steady('out', 1_000);
    expect(calm.at(100, false).steady('out', 1_001)).toBe(1_001);
  });

  it('is remembered by its name', () => {
    const calm = new Calm().at(0, true);
    calm.steady('in', 1_000);
    expect(calm.steady('out', 1_001)).toBe(1_001);
  });
});
