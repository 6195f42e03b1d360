import { expect, it } from 'vitest';
import { VisualClock } from '../../../../renderer/canvas/flow/visualClock.ts';

/** Data arrives every 33 ms of host time; a frame is drawn every 16. */
function play(pace: number, forMs: number, lagUs: number) {
  const clock = new VisualClock();
  const steps: number[] = [];
  for (let ms = 0; ms <= forMs; ms += 16) {
    const target = Math.floor(ms / 33) * 33 * 1_000 * pace;
    const before = clock.nowUs;
    clock.advance(ms, target, lagUs, pace);
    expect(clock.nowUs).toBeLessThanOrEqual(target);
    steps.push(clock.nowUs - before);
  }
  return { clock, steps };
}

it('follows at the pace, never backwards and never past the data', () => {
  for (const pace of [0.1, 1, 50]) {
    const { clock, steps } = play(pace, 4_000, 60_000 * pace);
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(0);
    expect(clock.nowUs).toBeGreaterThan((4_000 - 200) * 1_000 * pace);
  }
});

it('moves evenly once settled, although data comes in bursts', () => {
  const { steps } = play(1, 4_000, 60_000);
  const settled = steps.slice(-100);
  expect(Math.max(...settled)).toBeLessThan(16_000 * 1.25);
  expect(Math.min(...settled)).toBeGreaterThan(16_000 * 0.75);
});

it('glides to the newest row when the run stands, then rests', () => {
  const { clock } = play(1, 1_000, 60_000);
  const targetUs = 1_000_000;
  let ms = 1_016;
  while (clock.advance(ms, targetUs, 60_000, undefined)) ms += 16;
  expect(clock.nowUs).toBe(targetUs);
  expect(ms).toBeLessThan(1_600);
  expect(clock.advance(ms + 5_000, targetUs, 60_000, undefined)).toBe(false);
});

it('does not leap after a long pause between frames', () => {
  const { clock } = play(1, 1_000, 60_000);
  const before = clock.nowUs;
  clock.advance(61_000, 60_000_000, 60_000, 1);
  expect(clock.nowUs - before).toBeLessThan(60_000_000);
});
