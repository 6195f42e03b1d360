import { describe, expect, test } from 'vitest';
import type { LoadDoc } from '../../../core/scenario/scenario.ts';
import { convertLoad, LOAD_KINDS } from '../../../renderer/inspector/convert.ts';
import { curveOf } from '../../../renderer/load/curve.ts';
import { type FileKind, isBareList, kindOfText, readLoads, writeLoad } from '../../../renderer/load/files.ts';
import { SAMPLES } from '../../../renderer/load/sampleFiles.ts';

const S = 1_000_000;
const END = 60 * S;
const OWNER = { node: 'p', seed: 3 };
const load = (kind: LoadDoc['kind']): LoadDoc => convertLoad({ kind: 'constant', rate: '80/s' }, kind, END)!;
const written = (kind: FileKind, doc: LoadDoc) => {
  const result = writeLoad(kind, doc, END, OWNER);
  if (result?.ok !== true) throw new Error(`${doc.kind} as ${kind}`);
  return result.value;
};
const SHAPES = LOAD_KINDS.filter((kind) => !kind.startsWith('replay') && kind !== 'users');

test('what a text is is seen from its look', () => {
  expect(['time,rate\n0,5', '﻿0;5\n1;6', '12.5,user-1', ''].map(kindOfText)).toEqual(['csv', 'csv', 'csv', 'csv']);
  expect(
    ['[{"duration":"1m"}]', '{ "stages": [] }', 'import http from "k6/http";\nexport const options = {}', '// soak\nexport let options = {}'].map(kindOfText),
  ).toEqual(['k6', 'k6', 'k6', 'k6']);
  expect([isBareList(' [{}]'), isBareList('{"stages":[]}')]).toEqual([true, false]);
});

test.each(SAMPLES)('the sample of $name reads', ({ name, text }) => {
  const read = readLoads(text, 'rates');
  expect(read.ok && read.value.map((one) => [one.load.kind, one.endsUs])).toEqual([
    { rates: ['replayRates', 40 * S], messages: ['replayMessages', 3.5 * S], k6: ['drawn', 32 * S] }[name],
  ]);
});

test('a fault says its row', () => {
  expect(readLoads('time,rate\n0,5\n1,many', 'rates')).toMatchObject({ ok: false, error: { code: 'csv.rate', params: { where: 3, got: 'many' } } });
});

describe('written as k6 and read back', () => {
  test.each(['constant', 'ramp', 'steps', 'spike', 'flashSale', 'diurnal', 'cyclic', 'drawn'] as const)('a %s load is the same curve', (kind) => {
    const { text, lines, isRounded } = written('k6', load(kind));
    const back = readLoads(text, 'rates');
    const [from, to] = [curveOf(load(kind))!, curveOf(back.ok ? back.value[0]!.load : load('users'))!];
    expect(lines).toBeUndefined();
    for (let s = 0; s < 60; s += 1.5) {
      // Rates of whole messages an hour, if a minute or a second cannot make them whole.
      expect(Math.abs(to.profile.cumulative(s * S) - from.profile.cumulative(s * S))).toBeLessThan(isRounded ? 1 : 1e-3);
    }
  });

  test.each(['sine', 'bursts'] as const)('a %s load is told to be lines now', (kind) => {
    const { text, lines } = written('k6', load(kind));
    expect(lines).toBeGreaterThan(3);
    const back = readLoads(text, 'rates');
    const [from, to] = [curveOf(load(kind), OWNER)!, curveOf(back.ok ? back.value[0]!.load : load('users'))!];
    expect(Math.abs(to.profile.cumulative(END) / from.profile.cumulative(END) - 1)).toBeLessThan(0.01);
  });
});

describe('written as a table and read back', () => {
  test.each(SHAPES)('a %s load sends as many by the end of each row', (kind) => {
    const { text, rowUs } = written('csv', load(kind));
    const back = readLoads(text, 'rates');
    const [from, to] = [curveOf(load(kind), OWNER)!, curveOf(back.ok ? back.value[0]!.load : load('users'))!];
    expect(END / rowUs!).toBeLessThanOrEqual(1_000);
    for (let at = 0; at <= END; at += rowUs! * 37) expect(to.profile.cumulative(at)).toBeCloseTo(from.profile.cumulative(at), 4);
  });

  test('recordings are the same bytes, users have no table', () => {
    for (const { text } of SAMPLES.slice(0, 2)) {
      const read = readLoads(text, 'rates');
      const [one] = read.ok ? read.value : [];
      expect(readLoads(written('csv', one!.load).text, 'rates')).toEqual(read);
    }
    expect(writeLoad('csv', load('users'), END, OWNER)).toBeUndefined();
  });
});
