import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { afterPaint } from '../../../renderer/engine/afterPaint.ts';

let frames: (() => void)[] = [];
beforeEach(() => {
  frames = [];
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  vi.stubGlobal('requestAnimationFrame', (fn: () => void) => frames.push(fn));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('works once, after the next frame, however often it is asked', () => {
  let done = 0;
  const ask = afterPaint(() => void done++);
  ask();
  ask();
  expect([done, frames.length]).toEqual([0, 1]);
  frames.forEach((fn) => fn());
  expect(done).toBe(0);
  vi.advanceTimersByTime(1);
  expect(done).toBe(1);
  vi.advanceTimersByTime(500);
  expect(done).toBe(1);
  ask();
  expect(frames.length).toBe(2);
});

it('does not wait for frames that do not come', () => {
  let done = 0;
  afterPaint(() => void done++)();
  vi.advanceTimersByTime(250);
  expect(done).toBe(1);
});
