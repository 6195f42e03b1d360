import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatReplayRow, readReplayRows, splitReplayRow } from '#core/scenario/replayRows.ts';

describe('rows of a replay', () => {
  it.each([
    ['1s', { at: '1s', key: '', size: '' }],
    ['1s,order 7', { at: '1s', key: 'order 7', size: '' }],
    ['1s,,2KiB', { at: '1s', key: '', size: '2KiB' }],
    ['1s,a,b,2KiB', { at: '1s', key: 'a,b', size: '2KiB' }],
    ['1s,a,b,', { at: '1s', key: 'a,b', size: '' }],
  ])('%s', (row, parts) => {
    expect(splitReplayRow(row)).toEqual(parts);
    expect(formatReplayRow(parts)).toBe(row);
  });

  it('are written so that they read the same, whatever the key', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('', '1B', '2KiB'), (key, size) => {
        const row = { at: '1.5s', key, size };
        expect(splitReplayRow(formatReplayRow(row))).toEqual(row);
      }),
    );
  });

  it('are read as instants, keys by their first coming, and sizes; once for the same list', () => {
    const rows = ['0s,b', '1ms', '1ms,a,3B', '2s,b'];
    const read = readReplayRows(rows);
    expect(read).toMatchObject({ atUs: [0, 1000, 1000, 2_000_000], keys: ['b', 'a'], keyOf: [0, -1, 1, 0], sizes: [-1, -1, 3, -1], issues: [] });
    expect(readReplayRows(rows)).toBe(read);
  });

  it('are told by their place where they are wrong', () => {
    const { issues } = readReplayRows(['1s', 'soon', '500ms', '2s,k,huge', `3s,${'k'.repeat(300)}`]);
    expect(issues.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual([
      'quantity.duration 1',
      'load.backwards 2',
      'quantity.bytes 3',
      'schema.text 4',
    ]);
  });
});
