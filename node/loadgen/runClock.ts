/** The design's time beside the machine's: µs since its beginning, at a speed of its own. Before it begins it is −∞. */
export class RunClock {
  /** Epoch, ms, of time 0. */
  startMs = Number.POSITIVE_INFINITY;
  readonly speed: number;
  /** Ms since 1970, with a fraction; never goes back. */
  readonly epochMs: () => number;

  constructor(speed: number, epochMs: () => number = () => performance.timeOrigin + performance.now()) {
    this.speed = speed;
    this.epochMs = epochMs;
  }

  begin(startMs: number): void {
    this.startMs = startMs;
  }

  nowUs(): number {
    return this.usOf(this.epochMs());
  }

  usOf(epochMs: number): number {
    return (epochMs - this.startMs) * 1_000 * this.speed;
  }

  msOf(us: number): number {
    return this.startMs + us / (1_000 * this.speed);
  }

  /** How long a timer has to run for so many µs of the design. */
  delayMs(us: number): number {
    return Math.max(0, us / (1_000 * this.speed));
  }
}
