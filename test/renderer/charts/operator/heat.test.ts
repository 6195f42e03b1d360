/** Heat maps as numbers, against plain counting. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LATENCY_BUCKETS, latencyBucketStart } from '#core/metrics/latencyBuckets.ts';
import { Series } from '../../../../renderer/engine/series.ts';
import {
  HALF_STRENGTH,
  type Heat,
  histogramAt,
  latencyHeat,
  partitionHeat,
  placeOfLatency,
  pooled,
  strengthOf,
} from '../../../../renderer/charts/operator/heat.ts';

/** Rows a second apart of columns with an index. */
function indexed(
  rows: number,
  metric: 'partitionLag' | 'partitionEnd' | 'latencyBucket',
  places: number,
  value: (row: number, place: number) => number,
): Series {
  const columns = [{ entity: '', metric: 'time' as const }, ...Array.from({ length: places }, (_, index) => ({ entity: 'n', metric, index }))];
  const series = new Series({ runId: 1, columns, sampleUs: 1_000_000, rowsMax: rows });
  const data = Float64Array.from({ length: rows * columns.length }, (_, i) => {
    const [row, column] = [Math.floor(i / columns.length), i % columns.length];
    return column === 0 ? (row + 1) * 1_000_000 : value(row, column - 1);
  });
  series.accept({ runId: 1, rows, columns: columns.length, data, events: [], eventsDropped: 0 });
  return series;
}

describe('partitions over time', () => {
  test('each cell is the greatest lag of its time, at two hundred partitions and more rows than columns', () => {
    const lag = (row: number, place: number) => (row * 31 + place * 17) % 1_000;
    const heat = partitionHeat(indexed(700, 'partitionLag', 200, lag), 'n', 'lag');
    expect([heat.places, heat.endsUs.length]).toEqual([200, 240]);
    let row = 0;
    heat.endsUs.forEach((endUs, column) => {
      let most = 0;
      for (; row * 1_000_000 < endUs; row++) most = Math.max(most, lag(row, 123));
      expect(heat.values[column * 200 + 123]).toBe(most);
    });
  });

  test('a rate is the rise of the log’s end', () => {
    const heat = partitionHeat(
      indexed(5, 'partitionEnd', 2, (row, place) => (row + 1) * (place + 1) * 10),
      'n',
      'rate',
    );
    expect([...heat.values]).toEqual([10, 20, 10, 20, 10, 20, 10, 20, 10, 20]);
  });
});

describe('latencies over time', () => {
  const counts = (row: number, bucket: number) => (bucket === 5 ? 3 * (row + 1) : bucket === 7 ? row + 1 : 0);

  test('[MT9] what came in a column, of the buckets in which anything ever was, with a margin', () => {
    const heat = latencyHeat(indexed(4, 'latencyBucket', LATENCY_BUCKETS, counts), 'n');
    expect([heat.first, heat.places, heat.max]).toEqual([4, 5, 3]);
    expect([...heat.values.subarray(0, 5)]).toEqual([0, 3, 0, 1, 0]);
  });

  test('[MT9] a histogram of a window is the difference of two rows, and follows the instant shown', () => {
    const series = indexed(6, 'latencyBucket', LATENCY_BUCKETS, counts);
    expect(histogramAt(series, 'n', undefined)[5]).toBe(18);
    expect(histogramAt(series, 'n', 2_000_000)[5]).toBe(6);
    series.show(3_000_000);
    expect(histogramAt(series, 'n', undefined)[5]).toBe(9);
  });

  test('a latency lies at its bucket’s height', () => {
    for (let bucket = 1; bucket < LATENCY_BUCKETS; bucket++) expect(placeOfLatency(latencyBucketStart(bucket), 3)).toBe(bucket - 3);
  });
});

describe('what is drawn', () => {
  test('no cell is lost between pixels: the greatest of those a pixel stands for is drawn', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 40 }),
        fc.nat(),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        (columns, places, at, width, height) => {
          const values = new Float64Array(columns * places);
          values[at % values.length] = 7;
          const heat: Heat = { endsUs: new Float64Array(columns), places, first: 0, values, max: 7 };
          const cells = pooled(heat, width, height);
          expect([cells.width, cells.height]).toEqual([Math.min(columns, width), Math.min(places, height)]);
          expect(cells.values.filter((value) => value === 7)).toHaveLength(1);
        },
      ),
    );
  });

  test('strength rises from none to one, and is a half where the legend says so', () => {
    expect([strengthOf(0, 9), strengthOf(9, 9), strengthOf(5, 0)]).toEqual([0, 1, 0]);
    expect(strengthOf(HALF_STRENGTH * 42, 42)).toBeCloseTo(0.5, 12);
  });
});
