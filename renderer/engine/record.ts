/**
 * What a run left behind beside its figures, and what of it belongs to an instant: the events up to it, what was broken and
 * spiking then, the books. The screen shows the newest of all, or that of the cursor.
 */
import { COPIED_REASONS, DROPPED_REASONS, REFUSED_REASONS } from '#core/base/reasons.ts';
import type { RunEvent } from '#core/metrics/frameBatch.ts';
import type { MetricName } from '#core/metrics/names.ts';
import type { LedgerReport, WitnessReport } from '#core/run/report.ts';
import { type ActiveFault, faultsAfter } from './activeFaults.ts';
import type { Series } from './series.ts';

/** A spike a person asked for, while it lasts. */
export interface ActiveSpike {
  readonly node: string;
  readonly factor: number;
  readonly untilUs: number;
}

export interface RunRecord {
  readonly ledger: LedgerReport | undefined;
  /** What was lost, doubled and out of order so far. */
  readonly witness: WitnessReport | undefined;
  /** Oldest first, at most LIMITS.runEvents. */
  readonly events: readonly RunEvent[];
  /** Events let go, by the engine or here. */
  readonly eventsDropped: number;
  readonly spikes: readonly ActiveSpike[];
  /** What is broken now. */
  readonly faults: readonly ActiveFault[];
}

export const NO_RECORD: RunRecord = { ledger: undefined, witness: undefined, events: [], eventsDropped: 0, spikes: [], faults: [] };

/** The record as it was at the row the series shows. Which messages were lost, and of which key, no figure says: the exact state does. */
export function recordAt(record: RunRecord, series: Series, atUs: number): RunRecord {
  const events = record.events.slice(0, eventsUntil(record.events, atUs));
  return {
    ledger: record.ledger && ledgerAt(series),
    witness: record.witness && witnessAt(record.witness, series),
    events,
    eventsDropped: record.eventsDropped,
    spikes: events.reduce(spikesAfter, []),
    faults: events.reduce(faultsAfter, []),
  };
}

/** How many of the events, which are in order, came at or before an instant. */
function eventsUntil(events: readonly RunEvent[], atUs: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((events[middle]?.atUs ?? 0) <= atUs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What is spiking, told by the engine's own events. */
export function spikesAfter(spikes: readonly ActiveSpike[], event: RunEvent): readonly ActiveSpike[] {
  if (event.kind !== 'spike.started' && event.kind !== 'spike.ended') return spikes;
  const others = spikes.filter((spike) => spike.node !== event.entity);
  if (event.kind === 'spike.ended') return others;
  const { factor, forUs } = event.detail;
  return [...others, { node: event.entity, factor: Number(factor ?? 1), untilUs: event.atUs + Number(forUs ?? 0) }];
}

/** The books of the row shown, from its columns. */
function ledgerAt(series: Series): LedgerReport {
  const figure = (metric: MetricName, index?: number): number => series.latest(series.column('', metric, index)) || 0;
  const by = <Reason extends string>(reasons: readonly Reason[], metric: MetricName): Partial<Record<Reason, number>> =>
    Object.fromEntries(reasons.map((reason, i) => [reason, figure(metric, i)] as const).filter(([, count]) => count !== 0)) as Partial<Record<Reason, number>>;
  const sources = figure('ledger.offered') + figure('ledger.copied');
  const [consumed, stored, inFlight] = [figure('ledger.consumed'), figure('ledger.stored'), figure('ledger.inFlight')];
  const difference = sources - consumed - stored - inFlight - figure('ledger.refused') - figure('ledger.dropped');
  return {
    offered: figure('ledger.offered'),
    copied: by(COPIED_REASONS, 'ledger.copiedBy'),
    refused: by(REFUSED_REASONS, 'ledger.refusedBy'),
    consumed,
    stored,
    inFlight,
    dropped: by(DROPPED_REASONS, 'ledger.droppedBy'),
    difference,
    checks: Math.round(series.latestUs / series.schema.sampleUs),
    imbalances: difference === 0 ? 0 : 1,
  };
}

/** What each reader had seen by the row shown, from its columns. */
function witnessAt(witness: WitnessReport, series: Series): WitnessReport {
  return {
    ...witness,
    readers: witness.readers.map(({ node }) => {
      const trouble = (metric: 'lost' | 'duplicates' | 'outOfOrder') => ({ count: series.latest(series.column(node, metric)) || 0 });
      return { node, lost: trouble('lost'), duplicates: trouble('duplicates'), outOfOrder: trouble('outOfOrder'), recovered: 0 };
    }),
  };
}
