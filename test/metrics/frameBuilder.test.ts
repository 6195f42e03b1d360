import { describe, expect, it } from 'vitest';
import type { RunEvent } from '#core/metrics/frameBatch.ts';
import { FrameBuilder } from '#core/metrics/frameBuilder.ts';

const event = (atUs: number): RunEvent => ({ atUs, kind: 'spike.started', entity: 'p', detail: {} });

function addRow(frames: FrameBuilder, ...values: number[]): void {
  const { data, at } = frames.row();
  values.forEach((v, i) => (data[at + i] = v));
}

describe('frameBuilder', () => {
  it('gives the rows since the last call, in order, however many there were', () => {
    const frames = new FrameBuilder(7, 3, 10);
    for (let r = 0; r < 50; r++) addRow(frames, r, r * 2, r * 3);
    const batch = frames.take();
    expect(batch).toMatchObject({ runId: 7, rows: 50, columns: 3, events: [], eventsDropped: 0 });
    expect(batch.data.length).toBe(150);
    expect(Array.from(batch.data.subarray(147))).toEqual([49, 98, 147]);
    addRow(frames, 1, 2, 3);
    expect(Array.from(frames.take().data)).toEqual([1, 2, 3]);
  });

  it('hands its array away whole: rows added later do not touch it, and it is the batch’s own buffer', () => {
    const frames = new FrameBuilder(1, 1, 10);
    addRow(frames, 5);
    const { data } = frames.take();
    addRow(frames, 6);
    expect(Array.from(data)).toEqual([5]);
    expect(data.buffer.byteLength).toBe(8);
  });

  it('keeps so many events and counts the rest; both start anew with each batch', () => {
    const frames = new FrameBuilder(1, 1, 2);
    expect(frames.isEmpty).toBe(true);
    for (const at of [1, 2, 3, 4]) frames.event(event(at));
    expect(frames.isEmpty).toBe(false);
    const { events, eventsDropped } = frames.take();
    expect([events.map((e) => e.atUs), eventsDropped]).toEqual([[1, 2], 2]);
    frames.event(event(5));
    expect(frames.take()).toMatchObject({ eventsDropped: 0, rows: 0 });
    expect(frames.isEmpty).toBe(true);
  });

  it('[R38] widens between two rows: those not taken yet have no number in the new columns', () => {
    const frames = new FrameBuilder(1, 2, 10);
    for (let r = 0; r < 6; r++) addRow(frames, r, r * 2);
    frames.widen(4);
    for (let r = 6; r < 12; r++) addRow(frames, r, r * 2, r * 3, r * 4);
    const { rows, columns, data } = frames.take();
    expect([rows, columns, data.length]).toEqual([12, 4, 48]);
    expect([...data.subarray(20, 24)]).toEqual([5, 10, Number.NaN, Number.NaN]);
    expect([...data.subarray(24, 28)]).toEqual([6, 12, 18, 24]);
  });
});
