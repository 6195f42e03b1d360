/**
 * What operators look at, by kind of component: names as RabbitMQ's and Kafka's own tools have them, each read at the instant shown.
 * Rates, trends and times to drain are derived here from recorded figures by core/metrics/derived.ts, and nowhere else.
 */
import { consumerCapacity, type Direction, directionOf, timeToDrainUs, trendPerSec } from '#core/metrics/derived.ts';
import type { MetricName } from '#core/metrics/names.ts';
import type { NodeKind } from '#core/scenario/scenario.ts';
import type { Series } from '../../engine/series.ts';
import { rateWindowUs } from '../rateWindow.ts';
import type { TextName } from './metricTexts.ts';

export type Unit = 'messages' | 'perSecond' | 'growth' | 'time' | 'share' | 'number';
export type GroupName = 'now' | 'rates' | 'latency' | 'health';

export interface Subject {
  readonly series: Series;
  readonly id: string;
  readonly kind: NodeKind;
}

export interface Figure {
  readonly name: TextName;
  readonly group: GroupName;
  readonly unit: Unit;
  /** It is shown where this is measured. */
  readonly needs: MetricName;
  value(subject: Subject): number;
  /** What its curve shows, if a curve says it. */
  readonly line?: { readonly metric: MetricName; readonly isRate: boolean };
  /** Where it is going. */
  direction?(subject: Subject): Direction;
}

/** A trend is taken over this long before the instant shown. */
const TREND_US = 10_000_000;
const POINTS_MAX = 100;
const BACKLOG = ['lag', 'depth', 'waiting'] as const satisfies readonly MetricName[];

const latest = ({ series, id }: Subject, metric: MetricName): number => series.latest(series.column(id, metric));
const rate = ({ series, id, kind }: Subject, metric: MetricName): number => series.rate(series.column(id, metric), rateWindowUs(kind));

/** How much a figure grows per second, up to the instant shown. */
function trendOf({ series, id }: Subject, metric: MetricName): number {
  const column = series.column(id, metric);
  const to = series.rowAt(series.latestUs);
  const from = Math.max(0, series.rowAt(series.latestUs - TREND_US));
  const step = Math.max(1, Math.ceil((to - from + 1) / POINTS_MAX));
  const length = Math.floor((to - from) / step) + 1;
  if (column < 0 || to < 0) return Number.NaN;
  return trendPerSec({ length, us: (i) => series.at(to - (length - 1 - i) * step, 0), value: (i) => series.at(to - (length - 1 - i) * step, column) });
}

const backlogOf = ({ series, id }: Subject): MetricName => BACKLOG.find((metric) => series.column(id, metric) >= 0) ?? 'waiting';
const gauge = (name: TextName & MetricName, group: GroupName, unit: Unit = 'messages'): Figure => ({
  name,
  group,
  unit,
  needs: name,
  value: (subject) => latest(subject, name),
  line: { metric: name, isRate: false },
});
const as = (name: TextName, metric: MetricName, group: GroupName): Figure => ({ ...gauge(metric as TextName & MetricName, group), name });
const rateOf = (name: TextName, metric: MetricName): Figure => ({
  name,
  group: 'rates',
  unit: 'perSecond',
  needs: metric,
  value: (subject) => rate(subject, metric),
  line: { metric, isRate: true },
});
const going = (figure: Figure): Figure => ({
  ...figure,
  direction: (subject) => directionOf(figure.value(subject), trendOf(subject, figure.needs), TREND_US),
});

const lag = going(gauge('lag', 'now'));
const lagUs = gauge('lagUs', 'now', 'time');
const trend: Figure = { name: 'lagTrend', group: 'now', unit: 'growth', needs: 'lag', value: (subject) => trendOf(subject, 'lag') };
const drain = (needs: MetricName): Figure => ({
  name: 'drainTime',
  group: 'now',
  unit: 'time',
  needs,
  value: (subject) => {
    const metric = backlogOf(subject);
    return timeToDrainUs(latest(subject, metric), trendOf(subject, metric));
  },
});
const total: Figure = { ...as('total', 'depth', 'now'), needs: 'inFlight', value: (subject) => latest(subject, 'depth') + latest(subject, 'inFlight') };
const capacity: Figure = {
  name: 'consumerCapacity',
  group: 'now',
  unit: 'share',
  needs: 'capacityUs',
  value: ({ series, id }) => consumerCapacity(series.rate(series.column(id, 'capacityUs')), 1_000_000),
};
const utilised: Figure = { name: 'utilisation', group: 'now', unit: 'share', needs: 'busyUs', value: ({ series, id }) => series.utilisation(id) };
/** What the slowest group takes up: what comes less what its lag grows by. */
const consumed: Figure = {
  name: 'consumeRate',
  group: 'rates',
  unit: 'perSecond',
  needs: 'lag',
  value: (subject) => Math.max(0, rate(subject, 'logEnd') - rate(subject, 'lag')),
};
const latencies = (['latencyP50', 'latencyP90', 'latencyP95', 'latencyP99', 'latencyP999'] as const).map((name) => gauge(name, 'latency', 'time'));
const conduct = (['lost', 'duplicates', 'outOfOrder'] as const).map((name) => gauge(name, 'health'));
const queueFigures: readonly Figure[] = [
  going(as('ready', 'depth', 'now')),
  as('unacked', 'inFlight', 'now'),
  { ...total, line: undefined } as Figure,
  gauge('oldestUs', 'now', 'time'),
  drain('depth'),
  capacity,
  rateOf('publishRate', 'in'),
  rateOf('deliverRate', 'out'),
  rateOf('ackRate', 'acked'),
  rateOf('redeliverRate', 'redelivered'),
  rateOf('refuseRate', 'refused'),
  rateOf('dropRate', 'dropped'),
  gauge('subscribers', 'health', 'number'),
  gauge('offline', 'health', 'number'),
  gauge('redelivered', 'health'),
  gauge('refused', 'health'),
  gauge('dropped', 'health'),
  gauge('deadLettered', 'health'),
];

const FIGURES_OF: Readonly<Record<NodeKind, readonly Figure[]>> = {
  external: [],
  queue: queueFigures,
  broadcast: queueFigures,
  topic: [
    lag,
    lagUs,
    trend,
    drain('lag'),
    gauge('logEnd', 'now'),
    gauge('highWatermark', 'now'),
    gauge('committed', 'now'),
    rateOf('produceRate', 'logEnd'),
    consumed,
    rateOf('fetchRate', 'out'),
    gauge('inSyncReplicas', 'health', 'number'),
    gauge('underReplicated', 'health', 'number'),
    gauge('offlinePartitions', 'health', 'number'),
    gauge('leaderElections', 'health', 'number'),
    gauge('redelivered', 'health'),
    gauge('dropped', 'health'),
  ],
  consumer: [
    lag,
    lagUs,
    trend,
    drain('lag'),
    gauge('committed', 'now'),
    utilised,
    gauge('members', 'now', 'number'),
    rateOf('processRate', 'processed'),
    rateOf('goodputRate', 'goodput'),
    rateOf('failRate', 'failed'),
    ...latencies,
    gauge('rebalances', 'health', 'number'),
    ...conduct,
  ],
  producer: [
    gauge('rate', 'rates', 'perSecond'),
    rateOf('sendRate', 'out'),
    rateOf('confirmRate', 'confirmed'),
    rateOf('returnRate', 'returned'),
    gauge('waiting', 'now'),
    gauge('inFlight', 'now'),
    ...latencies,
    gauge('retried', 'health'),
    gauge('refused', 'health'),
  ],
  exchange: [
    rateOf('publishRate', 'in'),
    rateOf('routeRate', 'out'),
    rateOf('returnRate', 'returned'),
    rateOf('dropRate', 'dropped'),
    gauge('returned', 'health'),
    gauge('dropped', 'health'),
  ],
  channel: [
    going(gauge('depth', 'now')),
    gauge('waiting', 'now'),
    rateOf('publishRate', 'in'),
    rateOf('deliverRate', 'out'),
    gauge('refused', 'health'),
    gauge('dropped', 'health'),
  ],
  broker: [utilised, gauge('waiting', 'now'), gauge('serversUp', 'now', 'number'), rateOf('requestRate', 'requests'), gauge('deadLettered', 'health')],
};

export const GROUPS: readonly GroupName[] = ['now', 'rates', 'latency', 'health'];

/** What this run measures of a component, in the order of reading. */
export const figuresOf = ({ series, id, kind }: Subject): readonly Figure[] => FIGURES_OF[kind].filter(({ needs }) => series.column(id, needs) >= 0);
