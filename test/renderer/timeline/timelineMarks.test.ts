import { expect, it } from 'vitest';
import type { RunEvent } from '#core/metrics/frameBatch.ts';
import { timelineMarks } from '../../../renderer/timeline/timelineMarks.ts';

const event = (atUs: number, kind: RunEvent['kind']): RunEvent => ({ atUs, kind, entity: 'x', detail: {} });

it('marks what stands out, in order, and leaves the rest to the list of events', () => {
  const marks = timelineMarks([event(10, 'settings.changed'), event(20, 'log.expired'), event(600, 'fault.started')], 1_000, 100);
  expect(marks.map(({ atUs, kind }) => [atUs, kind])).toEqual([
    [10, 'change'],
    [600, 'fault'],
  ]);
});

it('makes one of marks that would lie on one another, with the look of the worst', () => {
  const events = [event(100, 'group.rebalanced'), event(101, 'loss.began'), event(102, 'spike.started'), event(999, 'group.rebalanced')];
  const marks = timelineMarks(events, 1_000, 10);
  expect(marks).toEqual([
    { atUs: 100, kind: 'trouble', events: events.slice(0, 3) },
    { atUs: 999, kind: 'group', events: events.slice(3) },
  ]);
  const many = timelineMarks(
    Array.from({ length: 5_000 }, (_, i) => event(i, 'group.rebalanced')),
    4_000,
    160,
  );
  expect(many.length).toBe(160);
  expect(many.reduce((n, mark) => n + mark.events.length, 0)).toBe(5_000);
});
