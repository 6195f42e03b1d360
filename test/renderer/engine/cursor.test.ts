import { beforeEach, expect, it } from 'vitest';
import { backToLive, moveBySamples, moveBySeconds, showAfter, showAt } from '../../../renderer/engine/cursor.ts';
import { acceptMessage, beginRun, runStore } from '../../../renderer/engine/runStore.ts';
import { emptyLedger } from '../../support/fakeEngine.ts';

const cursor = () => runStore.getState().cursorUs;

/** A hundred samples, one each tenth of a second: the newest at 10 s. */
beforeEach(() => {
  beginRun(runStore, { runId: 1, origin: undefined, designs: [] });
  acceptMessage(runStore, { kind: 'schema', schema: { runId: 1, sampleUs: 100_000, rowsMax: 101, columns: [{ entity: '', metric: 'time' }] } });
  const data = Float64Array.from({ length: 100 }, (_, i) => (i + 1) * 100_000);
  const batch = { runId: 1, rows: 100, columns: 1, data, events: [], eventsDropped: 0 };
  acceptMessage(runStore, { kind: 'frames', batch, ledger: emptyLedger, witness: { messages: 0, unwatched: 0, readers: [] } });
});

it('stands on samples, from the start to the newest, where it is no more', () => {
  showAt(4_567_890);
  expect(cursor()).toBe(4_500_000);
  showAt(-5);
  expect(cursor()).toBe(0);
  showAt(10_000_000);
  expect(cursor()).toBeUndefined();
});

it('moves by samples and seconds, and no further than there is', () => {
  moveBySamples(-1);
  expect(cursor()).toBe(9_900_000);
  moveBySeconds(-1);
  expect(cursor()).toBe(8_900_000);
  moveBySeconds(-10);
  expect(cursor()).toBe(0);
  moveBySamples(-1);
  expect(cursor()).toBe(0);
  moveBySamples(1);
  expect(cursor()).toBe(100_000);
  moveBySeconds(60);
  expect(cursor()).toBeUndefined();
  moveBySamples(-3);
  moveBySamples(3);
  expect(cursor()).toBeUndefined();
});

it('shows what happened at an instant in the first sample that has it', () => {
  showAfter(3_000_000);
  expect(cursor()).toBe(3_000_000);
  showAfter(3_000_001);
  expect(cursor()).toBe(3_100_000);
  showAfter(1);
  expect(cursor()).toBe(100_000);
  showAfter(9_950_000);
  expect(cursor()).toBeUndefined();
  showAfter(2);
  backToLive();
  expect(cursor()).toBeUndefined();
});
