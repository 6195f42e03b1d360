/** Figures of the run itself: time, events, the trace so far, the books. */
import { COPIED_REASONS, DROPPED_REASONS, REFUSED_REASONS } from '../../base/reasons.ts';
import type { World } from '../world.ts';
import type { Add } from './figures.ts';

const sum = (tally: Readonly<Record<string, number>>): number => Object.values(tally).reduce((a, b) => a + b, 0);

/** `totals` are the books at the sample. */
export function addRun(world: World, add: Add, totals: () => ReturnType<World['ledger']['totals']>): void {
  const { kernel } = world;
  add('', 'time', () => kernel.now());
  add('', 'events', () => kernel.events);
  add('', 'traceA', () => kernel.trace.laneA);
  add('', 'traceB', () => kernel.trace.laneB);
  add('', 'ledger.offered', () => totals().offered);
  add('', 'ledger.copied', () => sum(totals().copied));
  add('', 'ledger.refused', () => sum(totals().refused));
  add('', 'ledger.consumed', () => totals().consumed);
  add('', 'ledger.stored', () => totals().stored);
  add('', 'ledger.inFlight', () => totals().inFlight);
  add('', 'ledger.dropped', () => sum(totals().dropped));
  COPIED_REASONS.forEach((reason, i) => add('', 'ledger.copiedBy', () => totals().copied[reason] ?? 0, i));
  REFUSED_REASONS.forEach((reason, i) => add('', 'ledger.refusedBy', () => totals().refused[reason] ?? 0, i));
  DROPPED_REASONS.forEach((reason, i) => add('', 'ledger.droppedBy', () => totals().dropped[reason] ?? 0, i));
}
