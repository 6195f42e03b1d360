import { expect, it } from 'vitest';
import { sameRows } from '../../../renderer/engine/sameRows.ts';
import { seriesOf } from '../../support/series.ts';

const make = (rows: number, change: (row: number) => number = () => 0) =>
  seriesOf(rows, 100_000, [
    ['q', 'depth', (row) => row + change(row)],
    ['c', 'latencyP99', (row) => (row % 3 === 0 ? Number.NaN : row)],
  ]);

it('compares every sample both have, bit for bit, up to an instant', () => {
  expect(sameRows(make(50), make(30), 2_000_000)).toEqual({ samples: 20, differsAtUs: undefined });
  expect(sameRows(make(10), make(30), 2_000_000)).toEqual({ samples: 10, differsAtUs: undefined });
  const off = make(30, (row) => (row === 17 ? 2 ** -40 : 0));
  expect(sameRows(make(50), off, 1_700_000)).toEqual({ samples: 17, differsAtUs: undefined });
  expect(sameRows(make(50), off, 3_000_000)).toEqual({ samples: 18, differsAtUs: 1_800_000 });
});

it('is not the same when a column is not there', () => {
  const other = seriesOf(5, 100_000, [['x', 'depth', (row) => row]]);
  expect(sameRows(make(5), other, 500_000)).toEqual({ samples: 1, differsAtUs: 100_000 });
});
