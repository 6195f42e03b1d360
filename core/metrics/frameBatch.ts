/**
 * Numbers leave the engine as one transferable Float64Array per batch: `rows` × `columns`, row-major. Column 0 is the
 * instant in µs; the others are described once per run by `Column`. Counters are cumulative since the run's origin.
 */
import type { MetricName } from './names.ts';

export interface Column {
  /** Node or edge id of the scenario; '' for the run itself. */
  readonly entity: string;
  readonly metric: MetricName;
  /** Which of several columns of that metric and entity: a partition, a bucket of a histogram. */
  readonly index?: number;
}

/** A run too large to record all of a metric: only the first `shown` of `of` columns are there. */
export interface ColumnCut {
  readonly entity: string;
  readonly metric: MetricName;
  readonly shown: number;
  readonly of: number;
}

/** A run whose design is edited may tell another schema: the columns it had, in their places, and new ones behind them. */
export interface FrameSchema {
  readonly runId: number;
  /** Column 0 is { entity: '', metric: 'time' }. */
  readonly columns: readonly Column[];
  readonly sampleUs: number;
  /** Rows the whole run will have at most: the memory of its series is known before it starts. */
  readonly rowsMax: number;
  /** What is not recorded for want of room (LIMITS.partitionColumns, LIMITS.latencyColumns). */
  readonly cuts?: readonly ColumnCut[];
}

/** Something rare enough to be listed one by one. */
export interface RunEvent {
  readonly atUs: number;
  readonly kind:
    | 'run.ended'
    | 'group.rebalanced'
    | 'log.expired'
    | 'commit.refused'
    | 'leader.elected'
    | 'isr.shrunk'
    | 'isr.expanded'
    | 'partition.offline'
    | 'spike.started'
    | 'spike.ended'
    | 'settings.changed'
    | 'structure.changed'
    | 'consumer.joined'
    | 'consumer.left'
    | 'consumer.refused'
    | 'producer.retrying'
    | 'queue.overflowed'
    | 'channel.deadlock'
    | 'process.crashed'
    | 'queue.deleted'
    | 'fault.started'
    | 'fault.ended'
    | 'client.crashed'
    | 'duplicates.began'
    | 'order.broken'
    | 'loss.began'
    | 'objective.missed';
  /** Node or edge id; '' for the run. */
  readonly entity: string;
  readonly detail: Readonly<Record<string, string | number>>;
}

export interface FrameBatch {
  readonly runId: number;
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
  readonly events: readonly RunEvent[];
  readonly eventsDropped: number;
}
