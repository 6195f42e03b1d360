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
  /** Producer: records sent and not answered. Queue: deliveries not settled. Edge: records on the wire. */
  inFlight: gauge('records'),
  /** Destination: records stored and deliverable (queue: ready; topic: unread, summed over groups; channel: length). */
  depth: gauge('records'),
  /** Consumer of a topic: log end minus position, summed over its partitions. Topic: the same of its slowest group. */
  lag: gauge('records'),
  /** Topic: records retained in the log. */
  retained: gauge('records'),
  /** Topic on a cluster: partitions that nobody leads, or whose copies are not all in sync; in-sync copies of all partitions. */
  offlinePartitions: gauge('count'),
  underReplicated: gauge('count'),
  inSyncReplicas: gauge('count'),
  /** Topic on a cluster: records committed, summed over partitions. */
  highWatermark: gauge('records'),
  leaderElections: counter('count'),
  /** Consumer: records processed successfully. */
  processed: counter('records'),
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
  latencyP95: gauge('us'),
  latencyP99: gauge('us'),
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
