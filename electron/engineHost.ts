/** The engine's real time in a Node process: its monotonic clock, the next turn of the event loop, and timers. */
import type { Host } from '#core/kernel/driver.ts';

/** Below this a timer would be late anyway: Node's are whole milliseconds. */
const SOON_US = 1_000;

export const engineHost: Host = {
  monotonicUs: () => Math.floor(performance.now() * 1_000),
  wake(afterUs, fn) {
    if (afterUs < SOON_US) {
      const soon = setImmediate(fn);
      return () => clearImmediate(soon);
    }
    const timer = setTimeout(fn, Math.round(afterUs / 1_000));
    return () => clearTimeout(timer);
  },
};
