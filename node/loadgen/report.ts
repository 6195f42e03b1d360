/** What happened, second by second, for whoever compares it with the design: `LOADGEN_REPORT`. */
import { type Count, COUNTS, type DestinationTally, type Latencies, type Second, type Tally } from './tally.ts';

export interface LoadReport {
  /** Node id. */
  readonly client: string;
  readonly name: string;
  readonly kind: 'producer' | 'consumer';
  /** Epoch, ms, of the design's time 0. */
  readonly startMs: number;
  readonly speed: number;
  /** Seconds of the design so far. */
  readonly seconds: number;
  readonly isDone: boolean;
  /** One entry a second; `backlog` is the largest of any one source seen in it. */
  readonly perSecond: Readonly<Record<Count, readonly number[]>> & { readonly backlog: readonly (number | null)[] };
  /** By node id. */
  readonly sending: Readonly<Record<string, DestinationReport>>;
  readonly reading: Readonly<Record<string, DestinationReport>>;
}

interface DestinationReport {
  readonly name: string;
  readonly totals: Readonly<Record<Count, number>>;
  /** Seconds. */
  readonly acknowledgement: LatencyReport;
  readonly latency: LatencyReport;
}

interface LatencyReport {
  readonly count: number;
  readonly mean: number;
  readonly max: number;
}

export function report(about: Pick<LoadReport, 'client' | 'name' | 'kind' | 'startMs' | 'speed' | 'isDone'>, nowUs: number, tally: Tally): LoadReport {
  const seconds = Math.max(0, Math.ceil(nowUs / 1e6));
  const column = <T>(of: (second: Second) => T, none: T): T[] =>
    Array.from({ length: Math.max(seconds, tally.seconds.length) }, (_, i) => (tally.seconds[i] === undefined ? none : of(tally.seconds[i])));
  const counts = Object.fromEntries(COUNTS.map((what) => [what, column((second) => second[what], 0)])) as Record<Count, number[]>;
  return {
    ...about,
    seconds,
    perSecond: { ...counts, backlog: column<number | null>((second) => second.backlog ?? null, null) },
    sending: parts(tally.sending),
    reading: parts(tally.reading),
  };
}

const parts = (tallies: ReadonlyMap<string, DestinationTally>): Record<string, DestinationReport> =>
  Object.fromEntries(
    [...tallies].map(([id, { name, totals, acknowledgement, latency }]) => [
      id,
      { name, totals, acknowledgement: inShort(acknowledgement), latency: inShort(latency) },
    ]),
  );

const inShort = ({ count, sumUs, maxUs }: Latencies): LatencyReport => ({ count, mean: count === 0 ? 0 : sumUs / count / 1e6, max: maxUs / 1e6 });
