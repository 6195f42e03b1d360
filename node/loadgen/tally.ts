/** What was counted: totals and latencies for each destination, and all of it second by second. Times are of the design. */
import { LATENCY_BUCKETS, latencyBucketEnd, latencyBucketOf } from '#core/metrics/latencyBuckets.ts';

export const COUNTS = [
  'due',
  'sent',
  'sentBytes',
  'acknowledged',
  'refused',
  'retried',
  'returned',
  'received',
  'redelivered',
  'processed',
  'failed',
  'dropped',
] as const;
export type Count = (typeof COUNTS)[number];

export class Latencies {
  readonly buckets = new Float64Array(LATENCY_BUCKETS);
  count = 0;
  sumUs = 0;
  maxUs = 0;

  record(us: number): void {
    const whole = Math.max(0, Math.round(us));
    this.buckets[latencyBucketOf(whole)]!++;
    this.count++;
    this.sumUs += whole;
    this.maxUs = Math.max(this.maxUs, whole);
  }

  /** Upper bounds, µs, with how many were not longer; the last is without bound. */
  cumulative(): [endUs: number, count: number][] {
    let count = 0;
    return Array.from(this.buckets, (n, i) => [latencyBucketEnd(i), (count += n)] as [number, number]);
  }
}

/** One end of an edge, counted. */
export class DestinationTally {
  readonly name: string;
  readonly totals: Record<Count, number>;
  readonly acknowledgement = new Latencies();
  readonly latency = new Latencies();
  /** Asked of the server now and then; undefined: not yet. */
  backlog: number | undefined;
  readonly #seconds: Second[];
  readonly #secondOf: () => number;

  constructor(name: string, seconds: Second[], secondOf: () => number) {
    this.name = name;
    this.totals = zeros();
    this.#seconds = seconds;
    this.#secondOf = secondOf;
  }

  /** Counted in the present second, unless in that of an instant, µs. */
  add(what: Count, by = 1, atUs?: number): void {
    this.totals[what] += by;
    this.#second(atUs)[what] += by;
  }

  setBacklog(backlog: number): void {
    this.backlog = backlog;
    const second = this.#second();
    second.backlog = Math.max(second.backlog ?? 0, backlog);
  }

  #second(atUs?: number): Second {
    const at = Math.max(0, atUs === undefined ? this.#secondOf() : Math.floor(atUs / 1e6));
    while (this.#seconds.length <= at) this.#seconds.push(zeros());
    return this.#seconds[at]!;
  }
}

/** Of all destinations together; `backlog` is the largest single one seen. */
export type Second = Record<Count, number> & { backlog?: number };
const zeros = (): Record<Count, number> => Object.fromEntries(COUNTS.map((what) => [what, 0])) as Record<Count, number>;

export class Tally {
  readonly seconds: Second[] = [];
  /** By node id: what the client sends to, and what it reads from. One node may be both. */
  readonly sending = new Map<string, DestinationTally>();
  readonly reading = new Map<string, DestinationTally>();
  readonly #nowUs: () => number;

  constructor(nowUs: () => number) {
    this.#nowUs = nowUs;
  }

  add(end: 'sending' | 'reading', id: string, name: string): DestinationTally {
    const made = new DestinationTally(name, this.seconds, () => Math.floor(this.#nowUs() / 1e6));
    this[end].set(id, made);
    return made;
  }
}
