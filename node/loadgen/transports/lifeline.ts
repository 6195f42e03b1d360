/** A connection that is opened again whenever it is lost, with pauses that grow up to a few seconds. */
import { setTimeout as delay } from 'node:timers/promises';
import { faultText, type Log } from './transport.ts';

const PAUSE_MS = 250;
const PAUSE_MS_MAX = 4_000;

/** Opens; resolves to what closes it again. Calls `lost` at most once, when it is gone. */
export type Open = (lost: (reason: string) => void) => Promise<() => Promise<void>>;

export class Lifeline {
  readonly #open: Open;
  readonly #log: Log;
  #close: (() => Promise<void>) | undefined;
  #isEnded = false;

  constructor(open: Open, log: Log) {
    this.#open = open;
    this.#log = log;
  }

  get isUp(): boolean {
    return this.#close !== undefined;
  }

  /** Resolves when it is open, or ended. */
  async start(): Promise<void> {
    for (let pauseMs = PAUSE_MS; !this.#isEnded; pauseMs = Math.min(PAUSE_MS_MAX, 2 * pauseMs)) {
      try {
        let isLost = false;
        const close = await this.#open((reason) => {
          isLost = true;
          this.#lost(reason);
        });
        if (isLost) continue;
        this.#close = close;
        if (this.#isEnded) await this.end();
        return;
      } catch (fault) {
        this.#log(`cannot connect: ${faultText(fault)}`);
      }
      await delay(pauseMs);
    }
  }

  #lost(reason: string): void {
    if (this.#isEnded || this.#close === undefined) return;
    this.#close = undefined;
    this.#log(`connection lost: ${reason}`);
    void this.start();
  }

  async end(): Promise<void> {
    this.#isEnded = true;
    const close = this.#close;
    this.#close = undefined;
    // It may be gone already.
    await close?.().catch(() => undefined);
  }
}
