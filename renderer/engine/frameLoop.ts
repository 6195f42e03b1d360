/**
 * One animation-frame tick for everything on screen that follows a run. Nothing asks the browser for frames while nothing
 * changes: `request` marks the listeners, the tick serves each at its own pace, and the loop stops once all are served.
 */

/** Returning true asks to be called again on the next frame: something is still moving. */
export type FrameListener = (hostMs: number) => boolean | void;

export interface FrameLoop {
  /** Something changed: every listener is called once, at its own pace. */
  request(): void;
  /** The same without waiting for anybody's pace: what a person does is seen in the next frame. */
  hurry(): void;
  /** Calls `listener` once per beat of `everyMs` (0 = every frame). Returns its unsubscribe. */
  on(listener: FrameListener, everyMs?: number): () => void;
}

export interface FrameHost {
  frame(fn: (hostMs: number) => void): void;
}

interface Entry {
  readonly listener: FrameListener;
  readonly everyMs: number;
  lastMs: number;
  isDue: boolean;
}

export function createFrameLoop(host: FrameHost): FrameLoop {
  const entries = new Set<Entry>();
  let isScheduled = false;

  const schedule = () => {
    if (isScheduled) return;
    isScheduled = true;
    host.frame(tick);
  };

  const tick = (hostMs: number) => {
    isScheduled = false;
    let isPending = false;
    for (const entry of entries) {
      if (!entry.isDue) continue;
      if (isNextBeat(entry, hostMs)) {
        entry.isDue = false;
        entry.lastMs = hostMs;
        if (entry.listener(hostMs) === true) entry.isDue = true;
      }
      isPending ||= entry.isDue;
    }
    if (isPending) schedule();
  };

  return {
    request() {
      for (const entry of entries) entry.isDue = true;
      if (entries.size > 0) schedule();
    },
    hurry() {
      for (const entry of entries) {
        entry.isDue = true;
        entry.lastMs = Number.NEGATIVE_INFINITY;
      }
      if (entries.size > 0) schedule();
    },
    on(listener, everyMs = 0) {
      const entry: Entry = { listener, everyMs, lastMs: Number.NEGATIVE_INFINITY, isDue: true };
      entries.add(entry);
      schedule();
      return () => void entries.delete(entry);
    },
  };
}

/** Half a frame: a pace of 100 ms is met by the frame at 99 ms. */
const GRACE_MS = 8;

/** Beats are the same for all: what changes the page does so in one frame, so that the page is laid out and painted once for all of it. */
function isNextBeat({ everyMs, lastMs }: Entry, hostMs: number): boolean {
  if (everyMs === 0 || lastMs === Number.NEGATIVE_INFINITY) return true;
  const beat = (ms: number) => Math.floor((ms + GRACE_MS) / everyMs);
  return beat(hostMs) > beat(lastMs);
}

/** The window's loop. */
export const frameLoop = createFrameLoop({ frame: (fn) => void requestAnimationFrame(fn) });
