import { expect, it } from 'vitest';
import { createFrameLoop } from '../../../renderer/engine/frameLoop.ts';

/** Frames come when the test says so. */
function screen() {
  let waiting: ((hostMs: number) => void)[] = [];
  return {
    host: { frame: (fn: (hostMs: number) => void) => void waiting.push(fn) },
    get asked() {
      return waiting.length;
    },
    frame(hostMs: number) {
      const now = waiting;
      waiting = [];
      for (const fn of now) fn(hostMs);
    },
  };
}

it('asks for no frame while nothing changes', () => {
  const s = screen();
  const loop = createFrameLoop(s.host);
  let calls = 0;
  loop.on(() => void calls++);
  s.frame(0);
  expect([calls, s.asked]).toEqual([1, 0]);
  loop.request();
  loop.request();
  expect(s.asked).toBe(1);
  s.frame(16);
  expect([calls, s.asked]).toEqual([2, 0]);
});

it('serves a slow listener at its pace, and not before', () => {
  const s = screen();
  const loop = createFrameLoop(s.host);
  const at: number[] = [];
  loop.on((ms) => void at.push(ms), 100);
  for (let ms = 0; ms <= 320; ms += 16) {
    loop.request();
    s.frame(ms);
  }
  expect(at).toEqual([0, 96, 192, 304]);
});

it('serves listeners of one pace in one frame, whenever they came', () => {
  const s = screen();
  const loop = createFrameLoop(s.host);
  const at: string[] = [];
  loop.on((ms) => void at.push(`a${ms}`), 100);
  for (let ms = 0; ms <= 320; ms += 16) {
    if (ms === 48) loop.on((now) => void at.push(`b${now}`), 200);
    loop.request();
    s.frame(ms);
  }
  expect(at).toEqual(['a0', 'b48', 'a96', 'a192', 'b192', 'a304']);
});

it('goes on while something moves', () => {
  const s = screen();
  const loop = createFrameLoop(s.host);
  let left = 3;
  const off = loop.on(() => --left > 0);
  for (let ms = 0; s.asked > 0; ms += 16) s.frame(ms);
  expect(left).toBe(0);
  off();
  loop.request();
  expect(s.asked).toBe(0);
});
