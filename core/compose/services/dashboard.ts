/**
 * A Grafana dashboard of a design with what the app shows of a run: due, sent and acknowledged of each producer, in, out and backlog
 * of each destination, processed and failed of each consumer, latency, and whether the servers are well. Figures come from the load
 * generator (node/loadgen/README.md), kafka-exporter and RabbitMQ's own plugin, by object (its metrics.md). Asked once by hand of
 * Prometheus 2.42 beside Kafka 4.3.1 with kafka-exporter 1.9.0, and beside RabbitMQ 4.0.5: all were answered but those of queues and
 * exchanges that only get dead letters, which RabbitMQ does not count.
 */
import type { ComposeDesign, Placed } from '../design.ts';
import type { Language } from '../options.ts';
import { type DashboardKey, dashboardWords } from './dashboardText.ts';
import { type Block, graph, grid, inString, type Query, stat } from './grafana.ts';

export interface DashboardInput {
  /** Of the dashboard; unique in a Grafana. */
  readonly uid: string;
  readonly title: string;
  readonly language: Language;
  readonly design: ComposeDesign;
  /** Whether the load generator is part of the project. */
  readonly hasLoad: boolean;
}

/** More of one kind than this share panels, a line each. */
const OWN_PANEL_MAX = 12;
const WINDOW = '$__rate_interval';

type Say = (key: DashboardKey) => string;
type Named = Placed<{ readonly name: string }>;

export function dashboard({ uid, title, language, design, hasLoad }: DashboardInput): unknown {
  const say = dashboardWords(language);
  const blocks: Block[] = [
    { title: say('health'), panels: health(say, design, hasLoad) },
    { title: say('producers'), panels: hasLoad ? clients(say, design.producers, PRODUCED) : [] },
    { title: say('destinations'), panels: destinations(say, design, hasLoad) },
    { title: say('consumers'), panels: hasLoad ? clients(say, design.consumers, CONSUMED) : [] },
    { title: say('latency'), panels: hasLoad ? latency(say) : [] },
  ];
  return {
    uid,
    title,
    tags: ['spillway'],
    timezone: 'browser',
    schemaVersion: 39,
    version: 1,
    editable: true,
    graphTooltip: 1,
    refresh: '5s',
    time: { from: 'now-15m', to: 'now' },
    templating: { list: [] },
    annotations: { list: [] },
    panels: grid(blocks.filter(({ panels }) => panels.length > 0)),
  };
}

const rate = (metric: string, labels: string): string => `sum(rate(${metric}{${labels}}[${WINDOW}]))`;
const rateBy = (label: string, metric: string, labels = ''): string => `sum by (${label}) (rate(${metric}{${labels}}[${WINDOW}]))`;
const client = ({ doc }: Named): string => `client="${inString(doc.name)}"`;

function health(say: Say, { systems }: ComposeDesign, hasLoad: boolean) {
  return [
    ...(systems.includes('kafka')
      ? [stat(say('kafkaServers'), 'max(kafka_brokers)'), stat(say('underReplicated'), 'sum(kafka_topic_partition_under_replicated_partition)', { bad: 1 })]
      : []),
    ...(systems.includes('rabbitmq')
      ? [
          stat(say('rabbitNodes'), 'sum(up{job="rabbitmq"})'),
          stat(say('rabbitAlarms'), 'sum(rabbitmq_alarms_memory_used_watermark) + sum(rabbitmq_alarms_free_disk_space_watermark)', { bad: 1 }),
          stat(say('rabbitMemory'), 'sum(rabbitmq_process_resident_memory_bytes)', { unit: 'bytes' }),
        ]
      : []),
    ...(hasLoad ? [stat(say('programs'), 'sum(up{job="load"})')] : []),
  ];
}

/** One panel each, or one for each quantity with a line each. */
function each<T extends Named>(items: readonly T[], own: (item: T) => ReturnType<typeof graph>, shared: () => ReturnType<typeof graph>[]) {
  if (items.length === 0) return [];
  return items.length > OWN_PANEL_MAX ? shared() : items.map(own);
}

/** Name of a line, heading of the panel all share, metric. */
type Quantity = readonly [key: DashboardKey, heading: DashboardKey, metric: string];

const PRODUCED = [
  ['due', 'producersDue', 'spillway_due_total'],
  ['sent', 'producersSent', 'spillway_sent_total'],
  ['acknowledged', 'producersAcknowledged', 'spillway_acknowledged_total'],
] as const satisfies readonly Quantity[];

const CONSUMED = [
  ['processed', 'consumersProcessed', 'spillway_processed_total'],
  ['failed', 'consumersFailed', 'spillway_failed_total'],
] as const satisfies readonly Quantity[];

/** Producers or consumers, by what the load generator counts. */
function clients(say: Say, placed: readonly Named[], quantities: readonly Quantity[]) {
  return each(
    placed,
    (item) =>
      graph(
        item.doc.name,
        say('perSecond'),
        quantities.map(([key, , metric]) => ({ expr: rate(metric, client(item)), legend: say(key) })),
      ),
    () => quantities.map(([, heading, metric]) => graph(say(heading), say('perSecond'), [{ expr: rateBy('client', metric), legend: '{{client}}' }])),
  );
}

/** How the figures of one kind of destination are asked for: of one by its labels, or of all by a label. */
interface Measure {
  readonly in: string;
  /** Their sum. */
  readonly out: readonly string[];
  /** Undefined: nobody knows it. */
  readonly backlog: string | undefined;
  /** The label of a destination, and how to find one. */
  readonly label: string;
  readonly select: (item: Named) => string;
  /** Each of these has its own line for what goes out and what is left. */
  readonly split?: string;
  readonly how: DashboardKey;
}

const TOPIC: Measure = {
  in: 'kafka_topic_partition_current_offset',
  out: ['kafka_consumergroup_current_offset'],
  backlog: 'kafka_consumergroup_lag',
  label: 'topic',
  select: ({ name }) => `topic="${inString(name)}"`,
  split: 'consumergroup',
  how: 'lagHow',
};
/** Acknowledged, and delivered to those who never acknowledge. */
const QUEUE: Measure = {
  in: 'rabbitmq_queue_exchange_messages_published_total',
  out: ['rabbitmq_queue_messages_acked_total', 'rabbitmq_queue_messages_delivered_total'],
  backlog: 'rabbitmq_queue_messages',
  label: 'queue',
  select: ({ name }) => `queue="${inString(name)}"`,
  how: 'depthHow',
};
/** Its clients alone know, under the names of the design. */
const JMS: Measure = {
  in: 'spillway_sent_total',
  out: ['spillway_processed_total'],
  backlog: undefined,
  label: 'destination',
  select: ({ doc }) => `destination="${inString(doc.name)}"`,
  how: 'loadHow',
};

function destinations(say: Say, { topics, queues, exchanges, routers, jms }: ComposeDesign, hasLoad: boolean) {
  const sets: (readonly [Measure, readonly Named[]])[] = [
    [TOPIC, topics],
    [QUEUE, queues],
    [JMS, hasLoad ? [...jms.queues, ...jms.broadcasts] : []],
  ];
  return [
    ...sets.flatMap(([measure, placed]) =>
      each(
        placed,
        (item) => ofOne(say, measure, item),
        () => ofAll(say, measure),
      ),
    ),
    ...throughExchanges(say, [...exchanges, ...routers]),
  ];
}

function ofOne(say: Say, measure: Measure, item: Named) {
  const labels = measure.select(item);
  const { split } = measure;
  const out = measure.out.map((metric) => (split === undefined ? rate(metric, labels) : rateBy(split, metric, labels))).join(' + ');
  const legend = (key: DashboardKey): string => (split === undefined ? say(key) : `${say(key)} {{${split}}}`);
  const queries: Query[] = [
    { expr: rate(measure.in, labels), legend: say('in') },
    { expr: out, legend: legend('out') },
    ...(measure.backlog === undefined
      ? []
      : [{ expr: `sum${split === undefined ? '' : ` by (${split}) `}(${measure.backlog}{${labels}})`, legend: legend('backlog'), isCount: true }]),
  ];
  return graph(item.doc.name, say('perSecond'), queries, { description: say(measure.how), count: say('messages') });
}

function ofAll(say: Say, { in: into, out, backlog, label, split, how }: Measure) {
  const by = [label, ...(split === undefined ? [] : [split])];
  const legend = by.map((name) => `{{${name}}}`).join(' ');
  const description = say(how);
  return [
    graph(say('destinationsIn'), say('perSecond'), [{ expr: rateBy(label, into), legend: `{{${label}}}` }], { description }),
    graph(say('destinationsOut'), say('perSecond'), [{ expr: out.map((metric) => rateBy(by.join(', '), metric)).join(' + '), legend }], { description }),
    ...(backlog === undefined
      ? []
      : [graph(say('destinationsBacklog'), say('messages'), [{ expr: `sum by (${by.join(', ')}) (${backlog})`, legend }], { description })]),
  ];
}

const EXCHANGE_IN = 'rabbitmq_exchange_messages_published_total';
const EXCHANGE_LOST = ['rabbitmq_exchange_messages_unroutable_dropped_total', 'rabbitmq_exchange_messages_unroutable_returned_total'] as const;

function throughExchanges(say: Say, placed: readonly Named[]) {
  const description = say('exchangeHow');
  return each(
    placed,
    (item) => {
      const labels = `exchange="${inString(item.name)}"`;
      return graph(
        item.doc.name,
        say('perSecond'),
        [
          { expr: rate(EXCHANGE_IN, labels), legend: say('in') },
          { expr: EXCHANGE_LOST.map((metric) => rate(metric, labels)).join(' + '), legend: say('unroutable') },
        ],
        { description },
      );
    },
    () => [
      graph(say('destinationsIn'), say('perSecond'), [{ expr: rateBy('exchange', EXCHANGE_IN, 'exchange!=""'), legend: '{{exchange}}' }], { description }),
    ],
  );
}

const QUANTILES = [0.5, 0.95, 0.99] as const;

function latency(say: Say) {
  const buckets = (by: string): string => `sum by (${by}) (rate(spillway_latency_seconds_bucket[${WINDOW}]))`;
  const quantile = (q: number, by: string): string => `histogram_quantile(${q}, ${buckets(by)})`;
  return [
    graph(
      say('latencyAll'),
      '',
      QUANTILES.map((q) => ({ expr: quantile(q, 'le'), legend: `p${q * 100}` })),
      { unit: 's' },
    ),
    graph(say('latencyP95'), '', [{ expr: quantile(0.95, 'le, destination'), legend: '{{destination}}' }], { unit: 's' }),
  ];
}

/** Letters, digits and '-', at most 40: what Grafana takes. */
export const dashboardUid = (project: string): string => project.replaceAll(/[^a-z0-9-]/g, '-').slice(0, 40);
