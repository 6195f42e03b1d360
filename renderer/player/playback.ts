/** The instant a player shows: moves on while it plays, waits for what is not repeated yet, stands at the end. In µs of virtual time. */
export class Playback {
  readonly endUs: number;
  /** Virtual seconds per second. */
  speed = 1;
  isPlaying = false;
  #atUs = 0;
  #lastMs: number | undefined;

  constructor(endUs: number) {
    this.endUs = endUs;
  }

  get atUs(): number {
    return this.#atUs;
  }
  get isAtEnd(): boolean {
    return this.#atUs >= this.endUs;
  }

  toggle(): void {
    if (!this.isPlaying && this.isAtEnd) this.#atUs = 0;
    this.isPlaying = !this.isPlaying;
    this.#lastMs = undefined;
  }

  seek(us: number): void {
    this.#atUs = Math.min(this.endUs, Math.max(0, us));
  }

  /** `knownUs`: how far the run is known. */
  advance(hostMs: number, knownUs: number): void {
    const stepMs = Math.min(100, hostMs - (this.#lastMs ?? hostMs));
    this.#lastMs = hostMs;
    if (!this.isPlaying) return;
    this.#atUs = Math.min(this.endUs, Math.max(this.#atUs, Math.min(knownUs, this.#atUs + stepMs * 1_000 * this.speed)));
    if (this.isAtEnd) this.isPlaying = false;
  }
}
