/**
 * The Host of a Web Worker: performance.now for time, a MessageChannel for "as soon as possible", setTimeout for the rest.
 * Nested timeouts are held to 4 ms by browsers, so a full-speed run may not use them; a channel's task comes at once and
 * still lets the port's own messages in between.
 */
import type { Host } from '#core/kernel/driver.ts';

/** Below this a timeout would be late anyway. */
const SOON_US = 1_000;

export function workerHost(): Host {
  const channel = new MessageChannel();
  const soon = new Map<number, () => void>();
  let ticket = 0;
  channel.port1.onmessage = (event: MessageEvent<number>) => {
    const fn = soon.get(event.data);
    soon.delete(event.data);
    fn?.();
  };

  return {
    monotonicUs: () => Math.floor(performance.now() * 1_000),
    wake(afterUs, fn) {
      if (afterUs < SOON_US) {
        const mine = ticket++;
        soon.set(mine, fn);
        channel.port2.postMessage(mine);
        return () => void soon.delete(mine);
      }
      const timer = setTimeout(fn, Math.round(afterUs / 1_000));
      return () => clearTimeout(timer);
    },
  };
}
