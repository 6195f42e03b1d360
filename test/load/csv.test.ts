import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '#core/base/limits.ts';
import { formatBytes, formatDuration, formatRate } from '#core/base/quantity.ts';
import { loadPlan } from '#core/compile/loads.ts';
import { readLoadCsv, writeLoadCsv } from '#core/load/csv.ts';
import { loadFileFaultText } from '#core/load/fileFaults.ts';
import { Replay } from '#core/load/replay.ts';
import { formatReplayRow } from '#core/scenario/replayRows.ts';

const read = (text: string) => {
  const found = readLoadCsv(text);
  if (!found.ok) throw new Error(loadFileFaultText(found.error, 'en'));
  return found.value;
};
const rates = (text: string) => {
  const load = loadPlan(read(text));
  return load.kind === 'replayRates' ? load.points.map(({ atUs, rate }) => [atUs, rate]) : load.kind;
};
const rows = (text: string) => {
  const load = read(text);
  return load.kind === 'replayMessages' ? load.rows : load.kind;
};
const refusal = (text: string): string => {
  const found = readLoadCsv(text);
  if (found.ok) throw new Error(`read as ${JSON.stringify(found.value)}`);
  expect(loadFileFaultText(found.error, 'zh')).toMatch(/[\u4e00-\u9fff].*。$/u);
  return loadFileFaultText(found.error, 'en');
};

describe('a table of rates', () => {
  const same = [
    [0, 100],
    [1_500_000, 250.5],
    [60_000_000, 0],
  ];
  it.each([
    ['seconds', '0,100\n1.5,250.5\n60,0\n'],
    ['a header, in any order of columns', 'rate (per s),comment,Time\n100,a,0\n250.5,,1.5\n0,,60'],
    ['durations and rates with units', 'time;rate\r\n0s;0.1k/s\r\n1500ms;15030/min\r\n1m;0\r\n'],
    ['decimal commas', 't;rps\n0;100\n1,5;250,5\n60;0'],
    ['tabs', '0\t100\n1.5\t250.5\n60\t0'],
    ['dates', 'timestamp,value\n2026-02-28T23:59:30Z,100\n2026-02-28T23:59:31.5Z,250.5\n2026-03-01 00:00:30Z,0'],
    ['dates with zones', 'date,rate\n2026-03-01T00:00:00+02:00,100\n2026-02-28T22:00:01.500Z,250.5\n2026-02-28T21:01:00-01:00,0'],
    ['milliseconds since 1970', 'time,rate\n1767225600000,100\n1767225601500,250.5\n1767225660000,0'],
    ['a byte order mark and empty lines', '\uFEFFtime,rate\n\n0,100\n\n1.5,250.5\n60,0\n\n'],
  ])('[LD12] with %s', (_, text) => expect(rates(text)).toEqual(same));
});

describe('a table of messages', () => {
  it.each<[string, string, string[]]>([
    ['times alone', '0.1\n0.2\n', ['100ms', '200ms']],
    ['keys', 'time,key\n1,order 7\n1,"a,b"\n2,\n', ['1s,order 7', '1s,a,b,', '2s']],
    ['keys and sizes without a header', '1,7,512\n2,,2KiB\n3,k,\n', ['1s,7,512B', '2s,,2KiB', '3s,k']],
    ['quotation marks', 'at,key\n1,"say ""hi"""\n2,"two\nlines"\n3, "x"', ['1s,say "hi"', '2s,two\nlines', '3s,x']],
  ])('[LD12] with %s', (_, text, expected) => expect(rows(text)).toEqual(expected));

  it('[LD12] arrives at exactly the instants that were written', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3_600_000_000 }), { minLength: 1, maxLength: 50 }), (times) => {
        const atUs = times.toSorted((a, b) => a - b);
        const load = loadPlan(read(`time\n${atUs.map((us) => us / 1e6).join('\n')}`));
        if (load.kind !== 'replayMessages') throw new Error(load.kind);
        const replay = new Replay(load);
        const got: number[] = [];
        for (; !replay.isOver; replay.advance()) got.push(replay.peek());
        expect(got).toEqual(atUs);
      }),
    );
  });
});

describe('what is wrong with a table', () => {
  it.each([
    ['', 'no rows'],
    ['time,rate\n', 'no rows'],
    ['name,rate\n1,2', 'No column is called'],
    ['0,1\n1,2,3', 'Row 2 has 3 columns, the first one has 2'],
    ['time,rate\n0,1\nsoon,2', 'Row 3: "soon" is no time'],
    ['time,rate\n0,1\n5s,2\n2026-01-01,3', 'Row 4: "2026-01-01" is no time'],
    ['time,rate\n0,1\n2026-13-01,3', 'Row 3: "2026-13-01" is no time'],
    ['time,rate\n0,many', 'Row 2: "many" is no rate'],
    ['time,rate\n0,-1', 'Row 2: "-1" is no rate'],
    ['time,size\n0,-1', 'Row 2: "-1" is no size'],
    ['time,size\n0,1GiB', 'Row 2: "1GiB" is no size'],
    ['2,1\n1,1', 'Row 2: "1" is before'],
    ['time,key\n0,"a', 'Row 2: a quotation mark'],
    [`time,key\n0,${'k'.repeat(256)}`, 'Row 2: the key is longer'],
    ['time,rate\n2010-01-01,1\n2026-01-01,3', 'later than'],
    ['1\n'.repeat(LIMITS.replayRows + 1), 'more than 100000 rows'],
    ['x'.repeat(LIMITS.scenarioFileBytes + 1), 'too large'],
  ])('[LD12] is told with its row: %#', (text, said) => expect(refusal(text)).toContain(said));
});

describe('a round trip', () => {
  const at = fc.array(fc.integer({ min: 0, max: 3_600_000_000 }), { minLength: 1, maxLength: 20 }).map((all) => all.sort((a, b) => a - b).map(formatDuration));
  it('[LD12] of rates gives the same recording', () => {
    fc.assert(
      fc.property(at, fc.infiniteStream(fc.double({ min: 0, max: 1e6, noNaN: true })), (times, stream) => {
        const load = { kind: 'replayRates', points: times.map((time) => ({ at: time, rate: formatRate(Math.abs(stream.next().value)) })) } as const;
        expect(loadPlan(read(writeLoadCsv(load)))).toEqual(loadPlan(load));
      }),
    );
  });
  it('[LD12] of messages gives the same recording, whatever is in their keys', () => {
    const key = fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom('a,b', ' x ', '"', '\n', 'a;b', ''));
    const size = fc.oneof(fc.constant(''), fc.integer({ min: 0, max: 10_000 }).map(formatBytes));
    fc.assert(
      fc.property(at, fc.infiniteStream(fc.tuple(key, size)), (times, stream) => {
        const all = times.map((time) => {
          const [k, s] = stream.next().value as [string, string];
          return formatReplayRow({ at: time, key: k, size: s });
        });
        const load = { kind: 'replayMessages', rows: all } as const;
        expect(read(writeLoadCsv(load))).toEqual(load);
      }),
      { numRuns: 300 },
    );
  });
});
