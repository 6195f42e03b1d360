/** Work that nobody should wait for: done once the next frame is painted, or soon where no frames come, as in a hidden tab. */

const SOON_MS = 200;

/** Runs `work` once, however often it is asked for before that. Returns what asks. */
export function afterPaint(work: () => void): () => void {
  let isAsked = false;
  const done = () => {
    if (!isAsked) return;
    isAsked = false;
    work();
  };
  return () => {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, SOON_MS);
  };
}
