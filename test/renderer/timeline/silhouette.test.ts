import { expect, it } from 'vitest';
import { Series } from '../../../renderer/engine/series.ts';
import { BOX, silhouette } from '../../../renderer/timeline/silhouette.ts';

it('draws the load of all producers and what waits, within its box and up to what is recorded', () => {
  const series = new Series({
    runId: 1,
    sampleUs: 100_000,
    rowsMax: 1_000,
    columns: [
      { entity: '', metric: 'time' },
      { entity: 'a', metric: 'offered' },
      { entity: 'b', metric: 'offered' },
      { entity: 'q', metric: 'depth' },
    ],
  });
  const rows = Array.from({ length: 500 }, (_, i) => [(i + 1) * 100_000, i * 10, i < 250 ? 0 : (i - 250) * 30, Math.max(0, i - 250)]);
  series.accept({ runId: 1, rows: 500, columns: 4, data: Float64Array.from(rows.flat()), events: [], eventsDropped: 0 });
  const { load, backlog } = silhouette(series, 100_000_000);
  const points = (path: string) => [...path.matchAll(/([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const);
  for (const [x, y] of [...points(load), ...points(backlog)]) {
    expect(x).toBeLessThanOrEqual(BOX.width / 2);
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y).toBeLessThanOrEqual(BOX.height);
  }
  const height = (path: string, at: number) => BOX.height - points(path).find(([x]) => x >= at)![1];
  // 100/s at first, 400/s later: a quarter as high.
  expect(height(load, 100) / height(load, 400)).toBeCloseTo(0.25, 2);
  expect(height(backlog, 100)).toBe(0);
});
