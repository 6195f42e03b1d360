/** What is measured inside the page: functions that are sent into it, so they use nothing from around them. */

/** Keeps every task of the main thread over 50 ms, from now on. */
export function watchTasks() {
  globalThis.benchTasks = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) globalThis.benchTasks.push(entry.duration);
  }).observe({ type: 'longtask' });
}

/** Durations of those tasks since the last call. */
export const takeTasks = () => globalThis.benchTasks.splice(0);

/** Milliseconds between frames for so long. */
export function countFrames(seconds) {
  const frames = [];
  const end = performance.now() + seconds * 1_000;
  return new Promise((resolve) => {
    let last = performance.now();
    const tick = (now) => {
      frames.push(now - last);
      last = now;
      if (now < end) requestAnimationFrame(tick);
      else resolve(frames);
    };
    requestAnimationFrame(tick);
  });
}

/**
 * Waits for the next `type` of event, and from its own time stamp on for the first frame in which `isShown` holds; resolves to the
 * ms until that frame is painted.
 */
export function answerTime(type, isShown) {
  return new Promise((resolve) => {
    const onEvent = (event) => {
      const since = event.timeStamp;
      const look = () => {
        // Never shown: as slow as can be.
        if (performance.now() - since > 5_000) return resolve(Number.POSITIVE_INFINITY);
        if (!isShown()) return requestAnimationFrame(look);
        // A task after the frame's own work comes once that is painted.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - since);
        port2.postMessage(0);
      };
      requestAnimationFrame(look);
    };
    addEventListener(type, onEvent, { capture: true, once: true });
  });
}
