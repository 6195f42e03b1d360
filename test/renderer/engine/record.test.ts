import { describe, expect, it } from 'vitest';
import { DROPPED_REASONS } from '#core/base/reasons.ts';
import type { RunEvent } from '#core/metrics/frameBatch.ts';
import { acceptMessage, beginRun, createRunStore, showInstant } from '../../../renderer/engine/runStore.ts';
import { emptyLedger } from '../../support/fakeEngine.ts';

const expired = DROPPED_REASONS.indexOf('expired');
const fault = { fault: 'linkPartition', way: 'both' };
const event = (atUs: number, kind: RunEvent['kind'], detail: RunEvent['detail'] = {}): RunEvent => ({ atUs, kind, entity: 'x', detail });
const EVENTS = [
  event(150_000, 'spike.started', { factor: 3, forUs: 100_000 }),
  event(200_000, 'fault.started', { ...fault, forUs: 200_000 }),
  event(250_000, 'spike.ended'),
  event(400_000, 'fault.ended', fault),
];

/** Ten rows, 100 ms apart; row i offered 100 and expired 10 more of them; the rest is consumed. */
function recorded() {
  const store = createRunStore();
  beginRun(store, { runId: 1, origin: undefined, designs: [] });
  const columns = [
    { entity: '', metric: 'time' },
    { entity: '', metric: 'ledger.offered' },
    { entity: '', metric: 'ledger.consumed' },
    { entity: '', metric: 'ledger.dropped' },
    { entity: '', metric: 'ledger.droppedBy', index: expired },
    { entity: 'reader', metric: 'lost' },
  ] as const;
  acceptMessage(store, { kind: 'schema', schema: { runId: 1, sampleUs: 100_000, rowsMax: 11, columns } });
  const data = Float64Array.from({ length: 10 }, (_, i) => i + 1).reduce<number[]>((all, n) => [...all, n * 100_000, n * 100, n * 90, n * 10, n * 10, n], []);
  const reader = { node: 'reader', lost: { count: 10 }, duplicates: { count: 0 }, outOfOrder: { count: 0 }, recovered: 0 };
  const witness = { messages: 1_000, unwatched: 0, readers: [reader] };
  const batch = { runId: 1, rows: 10, columns: 6, data: Float64Array.from(data), events: EVENTS, eventsDropped: 0 };
  acceptMessage(store, { kind: 'frames', batch, ledger: emptyLedger, witness });
  return store;
}

describe('the instant shown', () => {
  it('is that of a row: events, faults, spikes and books are those of then', () => {
    const store = recorded();
    expect(showInstant(store, 249_999)).toBe(true);
    const then = store.getState();
    expect(then.cursorUs).toBe(200_000);
    expect(then.events).toEqual(EVENTS.slice(0, 2));
    expect(then.spikes).toEqual([{ node: 'x', factor: 3, untilUs: 250_000 }]);
    expect(then.faults).toMatchObject([{ target: 'x', fault: 'linkPartition' }]);
    expect(then.ledger).toMatchObject({ offered: 200, consumed: 180, dropped: { expired: 20 }, difference: 0, checks: 2 });
    expect(then.witness?.readers[0]?.lost).toEqual({ count: 2 });
    showInstant(store, 300_000);
    expect(store.getState().spikes).toEqual([]);
    expect(store.getState().faults.length).toBe(1);
    showInstant(store, 0);
    expect(store.getState()).toMatchObject({ cursorUs: 0, events: [], faults: [] });
  });

  it('does not move with news, which are all there on the way back', () => {
    const store = recorded();
    showInstant(store, 500_000);
    const more = event(1_100_000, 'fault.started', fault);
    const batch = { runId: 1, rows: 1, columns: 6, data: Float64Array.of(1_100_000, 0, 0, 0, 0, 0), events: [more], eventsDropped: 2 };
    acceptMessage(store, { kind: 'frames', batch, ledger: { ...emptyLedger, offered: 7 }, witness: { messages: 0, unwatched: 0, readers: [] } });
    expect(store.getState()).toMatchObject({ cursorUs: 500_000, events: EVENTS, faults: [], eventsDropped: 0 });
    expect(showInstant(store, 1_100_000)).toBe(true);
    expect(store.getState()).toMatchObject({ cursorUs: undefined, events: [...EVENTS, more], eventsDropped: 2, ledger: { offered: 7 } });
    expect(store.getState().faults.length).toBe(1);
    expect(showInstant(store, undefined)).toBe(false);
  });

  it('has none before the first row', () => {
    const store = createRunStore();
    expect(showInstant(store, 5)).toBe(false);
  });
});
