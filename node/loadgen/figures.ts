/** Everything the load generator measures as Prometheus' families: the table of README.md. */
import type { Family, Sample } from './prometheus.ts';
import type { Count, DestinationTally, Latencies, Tally } from './tally.ts';

/** What is read when somebody asks. */
export interface Gauges {
  /** Undefined: no producer. */
  readonly rate: number | undefined;
  readonly isConnected: boolean;
  /** Undefined: no consumer. */
  readonly workers: { readonly all: number; readonly busy: number } | undefined;
  /** By node id of what is sent to. */
  readonly sending: ReadonlyMap<string, Backlog>;
}

export interface Backlog {
  readonly waiting: number;
  readonly unacknowledged: number;
  readonly latenessUs: number;
}

const SENDING = [
  ['due', 'spillway_due_total', 'Copies whose instant has come.'],
  ['sent', 'spillway_sent_total', 'Copies handed to the server.'],
  ['sentBytes', 'spillway_sent_bytes_total', 'Bytes of their bodies.'],
  ['acknowledged', 'spillway_acknowledged_total', 'Copies the server has taken.'],
  ['refused', 'spillway_refused_total', 'Copies given up.'],
  ['retried', 'spillway_retried_total', 'Copies sent again.'],
  ['returned', 'spillway_returned_total', 'Mandatory copies that came back.'],
] as const satisfies readonly (readonly [Count, string, string])[];
const READING = [
  ['received', 'spillway_received_total', 'Deliveries.'],
  ['redelivered', 'spillway_redelivered_total', 'Deliveries marked as made before.'],
  ['processed', 'spillway_processed_total', 'Messages worked on with success.'],
  ['failed', 'spillway_failed_total', 'Attempts that failed.'],
  ['dropped', 'spillway_dropped_total', 'Messages given up after a failure.'],
] as const satisfies readonly (readonly [Count, string, string])[];

export function figures(client: string, tally: Tally, gauges: Gauges): Family[] {
  const sends = [...tally.sending];
  const reads = [...tally.reading];
  const labelled = ({ name }: DestinationTally) => ({ client, destination: name });
  const counters = (parts: typeof sends, [what, name, help]: readonly [Count, string, string]): Family => ({
    name,
    type: 'counter',
    help,
    samples: parts.map(([, part]) => ({ labels: labelled(part), value: part.totals[what] })),
  });
  const gauge = (name: string, help: string, samples: readonly Sample[]): Family => ({ name, type: 'gauge', help, samples });
  const ofSending = (value: (backlog: Backlog) => number): Sample[] =>
    sends.flatMap(([id, part]) => {
      const backlog = gauges.sending.get(id);
      return backlog === undefined ? [] : [{ labels: labelled(part), value: value(backlog) }];
    });
  const plain = (value: number | undefined): Sample[] => (value === undefined ? [] : [{ labels: { client }, value }]);
  return [
    gauge('spillway_target_rate', "The load curve's rate, messages per second.", plain(gauges.rate)),
    ...SENDING.map((row) => counters(sends, row)),
    gauge(
      'spillway_waiting',
      'Copies due and not sent.',
      ofSending((b) => b.waiting),
    ),
    gauge(
      'spillway_unacknowledged',
      'Copies sent and not answered.',
      ofSending((b) => b.unacknowledged),
    ),
    gauge(
      'spillway_lateness_seconds',
      'How late the oldest waiting copy is.',
      ofSending((b) => b.latenessUs / 1e6),
    ),
    histogram('spillway_ack_latency_seconds', 'Due to acknowledged.', sends, labelled, (part) => part.acknowledgement),
    ...READING.map((row) => counters(reads, row)),
    histogram('spillway_latency_seconds', 'Due to the end of processing.', reads, labelled, (part) => part.latency),
    gauge(
      'spillway_backlog',
      "The group's lag, or the queue's ready and unsettled messages.",
      reads.flatMap(([, part]) => (part.backlog === undefined ? [] : [{ labels: labelled(part), value: part.backlog }])),
    ),
    gauge('spillway_busy_workers', 'Workers at work.', plain(gauges.workers?.busy)),
    gauge('spillway_workers', 'Workers there are.', plain(gauges.workers?.all)),
    gauge('spillway_connected', '1 while connected to all servers.', plain(gauges.isConnected ? 1 : 0)),
  ];
}

function histogram(
  name: string,
  help: string,
  parts: readonly (readonly [string, DestinationTally])[],
  labelled: (part: DestinationTally) => Record<string, string>,
  of: (part: DestinationTally) => Latencies,
): Family {
  const samples = parts.flatMap(([, part]): Sample[] => {
    const latencies = of(part);
    const labels = labelled(part);
    return [
      ...latencies
        .cumulative()
        .map(([endUs, value]) => ({ suffix: '_bucket', labels: { ...labels, le: endUs === Infinity ? '+Inf' : String(endUs / 1e6) }, value })),
      { suffix: '_sum', labels, value: latencies.sumUs / 1e6 },
      { suffix: '_count', labels, value: latencies.count },
    ];
  });
  return { name, type: 'histogram', help, samples };
}
