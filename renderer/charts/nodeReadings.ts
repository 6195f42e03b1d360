/** The newest figures of a component in words, by the names of the table's columns: the table and the inspector say the same. */
import type { MetricName } from '#core/metrics/names.ts';
import type { NodeKind } from '#core/scenario/scenario.ts';
import type { Series } from '../engine/series.ts';
import { formatCount, formatDuration, formatRate, formatShare, type Language } from './format.ts';
import { rateWindowUs } from './rateWindow.ts';

export type ReadingName =
  | 'in'
  | 'out'
  | 'backlog'
  | 'busy'
  | 'p50'
  | 'p95'
  | 'p99'
  | 'refused'
  | 'dropped'
  | 'deadLettered'
  | 'unroutable'
  | 'returned'
  | 'subscribers'
  | 'offline'
  | 'underReplicated'
  | 'offlinePartitions';

/** A component of a run, and who reads. */
export interface Subject {
  readonly series: Series;
  readonly id: string;
  readonly kind: NodeKind;
  readonly language: Language;
}
type Value = (subject: Subject) => number;
type Format = (value: number, language: Language) => string;

const latest = ({ series, id }: Subject, metric: MetricName): number => series.latest(series.column(id, metric));
const rate = ({ series, id }: Subject, metric: MetricName, windowUs: number): number => series.rate(series.column(id, metric), windowUs);
const count = (metric: MetricName): readonly [Value, Format] => [(subject) => latest(subject, metric), formatCount];
const time = (metric: MetricName): readonly [Value, Format] => [(subject) => latest(subject, metric), formatDuration];
/** What waits at a component, by the first of these that is measured there. */
const BACKLOG: readonly MetricName[] = ['lag', 'depth', 'waiting'];
const waiting: Value = (subject) => latest(subject, BACKLOG.find((metric) => subject.series.column(subject.id, metric) >= 0) ?? 'waiting');

const FIGURES: Readonly<Record<ReadingName, readonly [Value, Format]>> = {
  in: [(subject) => rate(subject, subject.kind === 'broker' ? 'requests' : 'in', rateWindowUs('producer')), formatRate],
  // What a consumer gives out is work done; most forward nothing.
  out: [(subject) => rate(subject, subject.kind === 'consumer' ? 'processed' : 'out', rateWindowUs(subject.kind)), formatRate],
  backlog: [waiting, formatCount],
  busy: [({ series, id }) => series.utilisation(id), formatShare],
  p50: time('latencyP50'),
  p95: time('latencyP95'),
  p99: time('latencyP99'),
  refused: count('refused'),
  dropped: count('dropped'),
  deadLettered: count('deadLettered'),
  unroutable: count('dropped'),
  returned: count('returned'),
  subscribers: count('subscribers'),
  offline: count('offline'),
  underReplicated: count('underReplicated'),
  offlinePartitions: count('offlinePartitions'),
};

/** NaN while there is none. */
export const readingValue = (name: ReadingName, subject: Subject): number => FIGURES[name][0](subject);

export function readingText(name: ReadingName, subject: Subject): string {
  const [value, format] = FIGURES[name];
  return format(value(subject), subject.language);
}

/** What there is to say of each kind, in the order a person asks for it. */
export const READINGS_OF: Readonly<Record<NodeKind, readonly ReadingName[]>> = {
  producer: ['out', 'backlog', 'p95', 'refused'],
  consumer: ['in', 'out', 'backlog', 'busy', 'p95', 'dropped'],
  topic: ['in', 'out', 'backlog', 'underReplicated', 'offlinePartitions'],
  queue: ['in', 'out', 'backlog', 'refused', 'dropped', 'deadLettered'],
  exchange: ['in', 'out', 'unroutable', 'returned'],
  broadcast: ['in', 'out', 'backlog', 'dropped', 'subscribers', 'offline'],
  channel: ['in', 'out', 'backlog'],
  broker: ['in', 'busy', 'deadLettered'],
  external: [],
};

/** Only some components of their kind have these: a queue with dead letters, a topic with copies. */
const SELDOM: ReadonlySet<ReadingName> = new Set<ReadingName & MetricName>(['deadLettered', 'underReplicated', 'offlinePartitions']);

/** What a run measures of a component; what it never will is left out. */
export const readingsIn = (series: Series, id: string, kind: NodeKind): readonly ReadingName[] =>
  READINGS_OF[kind].filter((name) => !SELDOM.has(name) || series.column(id, name as MetricName) >= 0);
