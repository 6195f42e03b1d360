/**
 * The names of everything measured, with unit and kind, in one place. A counter is cumulative; a gauge is the value at
 * the sample's instant. Rates and utilisations are derived from two rows by whoever shows them.
 */
export interface MetricInfo {
  readonly kind: 'counter' | 'gauge';
  readonly unit: 'records' | 'bytes' | 'us' | 'perSec' | 'count';
}
const counter = (unit: MetricInfo['unit']): MetricInfo => ({ kind: 'counter', unit });
const gauge = (unit: MetricInfo['unit']): MetricInfo => ({ kind: 'gauge', unit });

export const METRICS = {
  /** The sample's instant. */
  time: gauge('us'),
  /** Kernel events fired. */
  events: counter('count'),
  /** The trace's two lanes: base/traceDigest makes the run's hash at that instant of them. */
  traceA: gauge('count'),
  traceB: gauge('count'),

  /** Records entering a node: a destination's accepted records, a consumer's deliveries. */
  in: counter('records'),
  /** Records leaving a node: a producer's sent records, a destination's deliveries, a consumer's settled records. */
  out: counter('records'),
  bytesIn: counter('bytes'),
  bytesOut: counter('bytes'),
  /** Producer: records its load wanted to send. */
  offered: counter('records'),
  /** Producer: the load curve's rate now, spike included. */
  rate: gauge('perSec'),
  /** Producer: records buffered, batching or waiting for room. Consumer: records fetched and not started. */
  waiting: gauge('records'),
  /** Producer: records sent and not answered. Queue, broadcast: deliveries not settled (RabbitMQ: unacked). Edge: records on the wire. */
  inFlight: gauge('records'),
  /** Destination: records stored and deliverable (queue: ready; topic: unread, summed over groups; channel: length). */
  depth: gauge('records'),
  /**
   * Topic: records from a group's position to the log's end, summed over partitions, of the group that has most of them; all that is
   * kept while nobody reads. Consumer of topics: the same of its group, over its topics. The position is the next offset to work on
   * of the member that has the partition, else the committed one, else the log's start.
   */
  lag: gauge('records'),
  /**
   * The same in time: how long ago the record at that position was meant to be sent, of the partition where that is longest; 0 where
   * nothing lags. Its timestamp is the intended send instant, as CreateTime is in Kafka.
   */
  lagUs: gauge('us'),
  /** Topic: the offset the next record gets, summed over partitions: records ever appended, those deleted since included. */
  logEnd: gauge('records'),
  /** Consumer of topics: what its group committed, summed over partitions; a partition without a commit counts 0. Topic: of the group that committed least. */
  committed: gauge('records'),
  /** Topic, by partition: the lag of the group that lags most there, and the offset the next record gets (its rise is the partition's rate). */
  partitionLag: gauge('records'),
  partitionEnd: gauge('records'),
  /** Topic: records retained in the log. */
  retained: gauge('records'),
  /** Topic on a cluster: partitions that nobody leads, or whose copies are not all in sync; in-sync copies of all partitions. */
  offlinePartitions: gauge('count'),
  underReplicated: gauge('count'),
  inSyncReplicas: gauge('count'),
  /** Topic: the offset behind the last record consumers may see, summed over partitions. */
  highWatermark: gauge('records'),
  leaderElections: counter('count'),
  /** Queue: deliveries settled for good: acknowledged, or made to a consumer that acknowledges by being delivered to. */
  acked: counter('records'),
  /** Queue: time in which a message could have been delivered at once, since some consumer had room. Its share of time is RabbitMQ's consumer capacity. */
  capacityUs: counter('us'),
  /** Queue: how long ago the ready message that goes next was meant to be sent; 0 while none is ready. */
  oldestUs: gauge('us'),
  /** Producer: records whose acknowledgement came. */
  confirmed: counter('records'),
  /** Consumer: records processed successfully. */
  processed: counter('records'),
  /** Consumer: of those, each record once per reader: without duplicates. */
  goodput: counter('records'),
  /** Consumer: attempts that failed. */
  failed: counter('records'),
  refused: counter('records'),
  dropped: counter('records'),
  /** Queue, broadcast: records that died here and arrived at the dead-letter queue. Broker: that came to its shared one, if the design does not show that. */
  deadLettered: counter('records'),
  /** Exchange: mandatory records that reached no queue and went back. Producer: those that came back. */
  returned: counter('records'),
  /** Broadcast: subscribers connected now, and durable subscriptions to which nobody is. */
  subscribers: gauge('count'),
  offline: gauge('count'),
  /** Producer: records sent again. */
  retried: counter('records'),
  /** Destination: deliveries made again. */
  redelivered: counter('records'),
  /** Summed busy time of a node's servers (worker slots, broker threads). */
  busyUs: counter('us'),
  /** Servers a node has now: utilisation = Δ busyUs / (Δ time × servers). */
  servers: gauge('count'),
  /** The same by resource (metrics/resources.ts, the column's index): threads, network cards, disks of a broker; workers of a consumer. */
  resourceBusyUs: counter('us'),
  resourceServers: gauge('count'),
  /** Consumer: live instances. Group members for topics, sessions for the rest. */
  members: gauge('count'),
  rebalances: counter('count'),
  /** Consumer: what is lost, came twice, or came after a later one of its key: see run/SPEC.md, W1–W3. A lost message may be found again. */
  lost: gauge('records'),
  duplicates: counter('records'),
  outOfOrder: counter('records'),
  /** Broker: servers that are up. */
  serversUp: gauge('count'),
  /** Broker: requests handled. */
  requests: counter('count'),
  /** End to end from the intended send to the end of processing, over the last sample window. Producer: send to acknowledgement. NaN when nothing completed. */
  latencyP50: gauge('us'),
  latencyP90: gauge('us'),
  latencyP95: gauge('us'),
  latencyP99: gauge('us'),
  latencyP999: gauge('us'),
  /** The same by length, since the start: how many came into each bucket of metrics/latencyBuckets.ts. Two rows' difference is a histogram. */
  latencyBucket: counter('records'),
  /** Records that went over an edge. */
  records: counter('records'),
  bytes: counter('bytes'),

  'ledger.offered': counter('records'),
  'ledger.copied': counter('records'),
  'ledger.refused': counter('records'),
  'ledger.consumed': counter('records'),
  'ledger.stored': gauge('records'),
  'ledger.inFlight': gauge('records'),
  'ledger.dropped': counter('records'),
  /** The books by reason: the column's index is the reason's place in base/reasons. */
  'ledger.copiedBy': counter('records'),
  'ledger.refusedBy': counter('records'),
  'ledger.droppedBy': counter('records'),
} as const satisfies Record<string, MetricInfo>;

export type MetricName = keyof typeof METRICS;
