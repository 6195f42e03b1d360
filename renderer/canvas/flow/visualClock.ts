/**
 * The instant the canvas shows. Rows arrive in bursts; the clock glides behind the newest one at the run's pace, so that
 * dots move evenly. It never passes the data it draws.
 */

/** Host time the clock may need to catch up after a burst or a pause. */
const CATCH_UP_MS = 400;
/** Longest host step taken at once: a tab that was hidden does not leap. */
const STEP_MS_MAX = 100;

export class VisualClock {
  #us = 0;
  #lastMs: number | undefined;
  /** Virtual seconds per host second, while moving. */
  #pace = 1;

  get nowUs(): number {
    return this.#us;
  }

  /** Virtual µs that pass per host ms: how far a dot is ahead after a while on screen. */
  get usPerMs(): number {
    return this.#pace * 1_000;
  }

  reset(): void {
    this.#us = 0;
    this.#lastMs = undefined;
  }

  /** Stands at an instant from now on, wherever it was; false when it stood there. */
  set(us: number): boolean {
    const isMoved = us !== this.#us;
    this.#us = us;
    this.#lastMs = undefined;
    return isMoved;
  }

  /**
   * Moves on to host time `hostMs`. `targetUs` is how far it may show; `lagUs` how far behind it should glide while the run
   * goes on at `pace` (undefined: it stands). Returns whether it still has way to go.
   */
  advance(hostMs: number, targetUs: number, lagUs: number, pace: number | undefined): boolean {
    const stepMs = Math.min(STEP_MS_MAX, hostMs - (this.#lastMs ?? hostMs));
    this.#lastMs = hostMs;
    if (pace !== undefined && pace > 0) this.#pace = pace;
    const behindUs = targetUs - this.#us;
    const surplusUs = behindUs - (pace === undefined ? 0 : lagUs);
    // Steady pace, plus or minus a share of the error: late clocks hurry, early ones dawdle.
    const steadyUs = this.#pace * 1_000 * stepMs;
    const correctionUs = (surplusUs * stepMs) / CATCH_UP_MS;
    const wantedUs = Math.max(pace === undefined ? Math.max(steadyUs, correctionUs) : steadyUs + correctionUs, 0);
    this.#us += Math.min(Math.max(0, behindUs), wantedUs);
    const isMoving = pace !== undefined || this.#us < targetUs;
    if (!isMoving) this.#lastMs = undefined;
    return isMoving;
  }
}
