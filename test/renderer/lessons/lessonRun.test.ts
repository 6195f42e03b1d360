import { expect, test } from 'vitest';
import type { FrameBatch } from '#core/metrics/frameBatch.ts';
import { acceptMessage, beginRun, createRunStore, type RunStore, showInstant } from '../../../renderer/engine/runStore.ts';
import { lessonRun } from '../../../renderer/lessons/lessonRun.ts';
import { emptyLedger } from '../../support/fakeEngine.ts';

const WITNESS = { messages: 0, unwatched: 0, readers: [] };

/** Rows of time, depth of q, processed of c, ledger.consumed; one each half second. */
function filled(rows: readonly (readonly number[])[], events: FrameBatch['events'] = []): RunStore {
  const store = createRunStore();
  beginRun(store, { runId: 1, origin: undefined, designs: [] });
  acceptMessage(store, {
    kind: 'schema',
    schema: {
      runId: 1,
      sampleUs: 500_000,
      rowsMax: 100,
      columns: [
        { entity: '', metric: 'time' },
        { entity: 'q', metric: 'depth' },
        { entity: 'c', metric: 'processed' },
        { entity: '', metric: 'ledger.consumed' },
      ],
    },
  });
  const batch = { runId: 1, rows: rows.length, columns: 4, data: Float64Array.from(rows.flat()), events, eventsDropped: 0 };
  acceptMessage(store, { kind: 'frames', batch, ledger: emptyLedger, witness: WITNESS });
  return store;
}

const ROWS = [
  [500_000, 3, 5, 5],
  [1_000_000, 9, 10, 10],
  [1_500_000, 4, 40, 40],
  [2_000_000, 2, 50, 50],
];

test('before a run nothing was measured', () => {
  const run = lessonRun(createRunStore().getState());
  expect(run).toMatchObject({ phase: 'none', nowUs: 0, objectives: [], isStale: false });
  expect([run.latest('q', 'depth'), run.highest('q', 'depth'), run.rate('q', 'depth'), run.total('ledger.consumed')]).toEqual(Array(4).fill(Number.NaN));
  expect(run.events('run.ended')).toBe(0);
});

test('figures are of the newest row, wherever the cursor is', () => {
  const store = filled(ROWS);
  for (const cursor of [undefined, 1_000_000]) {
    showInstant(store, cursor);
    const run = lessonRun(store.getState());
    expect(run.nowUs).toBe(2_000_000);
    expect(run.latest('q', 'depth')).toBe(2);
    expect(run.highest('q', 'depth')).toBe(9);
    expect(run.rate('c', 'processed')).toBe(40);
    expect(run.total('ledger.consumed')).toBe(50);
  }
});

test('what no column has is not a number; a rate in the first second counts from its start', () => {
  const run = lessonRun(filled(ROWS.slice(0, 1)).getState());
  expect(run.latest('nobody', 'depth')).toBeNaN();
  expect(run.highest('nobody', 'depth')).toBeNaN();
  expect(run.rate('c', 'processed')).toBe(10);
});

test('a figure that is not measured any more has its highest value still', () => {
  const run = lessonRun(filled([...ROWS, [2_500_000, Number.NaN, 50, 50]]).getState());
  expect(run.latest('q', 'depth')).toBeNaN();
  expect(run.highest('q', 'depth')).toBe(9);
});

test('events are counted by kind, and a stale run says so', () => {
  const event = (kind: 'spike.started' | 'run.ended') => ({ atUs: 1, kind, entity: '', detail: {} });
  const store = filled(ROWS, [event('spike.started'), event('run.ended'), event('spike.started')]);
  store.setState({ stale: 'restart' });
  const run = lessonRun(store.getState());
  expect([run.events('spike.started'), run.events('run.ended'), run.events('fault.started')]).toEqual([2, 1, 0]);
  expect(run.isStale).toBe(true);
});
