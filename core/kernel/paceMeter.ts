/** How fast virtual time really went: a sliding window of about one host second over (host time, virtual time) marks. */
import type { Instant } from '../base/units.ts';

const WINDOW_US = 1_000_000;
const MARK_EVERY_US = 50_000;

export class PaceMeter {
  readonly #hostUs: number[] = [];
  readonly #virtualUs: number[] = [];

  reset(): void {
    this.#hostUs.length = 0;
    this.#virtualUs.length = 0;
  }

  mark(hostUs: number, at: Instant): void {
    const last = this.#hostUs.length - 1;
    // Between two kept marks the newest one moves, so that the pace is always up to date.
    if (last > 0 && hostUs - (this.#hostUs[last - 1] as number) < MARK_EVERY_US) {
      this.#hostUs[last] = hostUs;
      this.#virtualUs[last] = at;
      return;
    }
    this.#hostUs.push(hostUs);
    this.#virtualUs.push(at);
    while (hostUs - (this.#hostUs[1] ?? hostUs) >= WINDOW_US) {
      this.#hostUs.shift();
      this.#virtualUs.shift();
    }
  }

  /** Virtual seconds per host second; null before two marks. */
  get pace(): number | null {
    const hostUs = (this.#hostUs.at(-1) ?? 0) - (this.#hostUs[0] ?? 0);
    return hostUs > 0 ? ((this.#virtualUs.at(-1) as number) - (this.#virtualUs[0] as number)) / hostUs : null;
  }
}
