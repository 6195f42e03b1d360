/**
 * Loads from and to other programs' files: tables and k6. What a text is is seen from its own look; a load that a format has no
 * words for is written as the nearest one it has, and it is told how near.
 */
import type { LoadFileFault } from '#core/load/fileFaults.ts';
import { readLoadCsv, writeLoadCsv } from '#core/load/csv.ts';
import { readK6 } from '#core/load/k6.ts';
import { writeK6 } from '#core/load/k6Export.ts';
import { shapeOf } from '#core/load/shape.ts';
import { ok, type Result } from '#core/base/result.ts';
import type { LoadDoc } from '#core/scenario/scenario.ts';
import { type Curve, type CurveOwner, curveOf } from './curve.ts';
import { toDrawn } from './drawn.ts';
import { rateText, timeText, us } from './handles.ts';

export type FileKind = 'csv' | 'k6';

export interface FoundLoad {
  /** Of a k6 scenario; '' where there is only one without. */
  readonly name: string;
  readonly load: LoadDoc;
  /** When the recording, or k6, is done. */
  readonly endsUs: number;
}

/** A table begins with a word or a number; options of k6 with a bracket, perhaps after some script. */
export function kindOfText(text: string): FileKind {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  return /^[[{]/.test(start) || /\b(?:export|const|import|stages|scenarios)\b/.test(start.slice(0, 20_000)) ? 'k6' : 'csv';
}

/** Of a bare list of stages nothing says whether they count messages or users. */
export const isBareList = (text: string): boolean => text.trimStart().startsWith('[');

export function readLoads(text: string, targets: 'rates' | 'users'): Result<readonly FoundLoad[], LoadFileFault> {
  if (kindOfText(text) === 'k6') return readK6(text, targets);
  const read = readLoadCsv(text);
  return read.ok ? ok([{ name: '', load: read.value, endsUs: lastOf(read.value) }]) : read;
}

const lastOf = (load: LoadDoc): number => {
  if (load.kind === 'replayRates') return us(load.points.at(-1)?.at ?? '0');
  return load.kind === 'replayMessages' ? us(load.rows.at(-1)?.split(',')[0] ?? '0') : 0;
};

export interface WrittenLoad {
  readonly text: string;
  /** Straight lines that stand for a curve that is none; undefined: it is what it was. */
  readonly lines: number | undefined;
  /** Rates were rounded to whole numbers. */
  readonly isRounded: boolean;
  /** How long a row's mean is over, µs; undefined: rows are as recorded. */
  readonly rowUs: number | undefined;
}

/** A table has no words for a loop of users. */
export function writeLoad(kind: FileKind, load: LoadDoc, endUs: number, owner: CurveOwner): Result<WrittenLoad, LoadFileFault> | undefined {
  const curve = curveOf(load, owner);
  if (curve === undefined) return undefined;
  if (kind === 'csv') return toTable(load, curve, endUs);
  const hasLines = load.kind === 'users' || shapeOf(curve.spec) !== undefined;
  const drawn = hasLines ? undefined : toDrawn(load, endUs, owner);
  const spec = drawn === undefined ? curve.spec : curveOf(drawn)?.spec;
  const written = writeK6(spec ?? curve.spec, endUs);
  return written.ok ? ok({ ...written.value, lines: drawn && drawn.points.length - 1, rowUs: undefined }) : written;
}

function toTable(load: LoadDoc, curve: Curve, endUs: number): Result<WrittenLoad, LoadFileFault> | undefined {
  if (load.kind === 'users') return undefined;
  const plain = { lines: undefined, isRounded: false };
  if (load.kind === 'replayRates' || load.kind === 'replayMessages') return ok({ ...plain, text: writeLoadCsv(load), rowUs: undefined });
  const rowUs = rowLength(endUs);
  const count = Math.ceil(endUs / rowUs);
  const points = Array.from({ length: count }, (_, i) => ({ at: timeText(i * rowUs), rate: rateText(meanRate(curve, i * rowUs, (i + 1) * rowUs)) }));
  return ok({ ...plain, text: writeLoadCsv({ kind: 'replayRates', points }), rowUs });
}

/** The mean over a row keeps the number of messages: a row whose rate was that of its beginning would not. */
const meanRate = ({ profile }: Curve, fromUs: number, toUs: number): number =>
  Number((((profile.cumulative(toUs) - profile.cumulative(fromUs)) / (toUs - fromUs)) * 1e6).toPrecision(12));

const ROWS = 1_000;
const ROW_LENGTHS_US = [1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1e6, 2e6, 5e6, 10e6, 15e6, 30e6, 60e6, 300e6, 600e6, 3_600e6];

/** A round length that cuts a run in at most a thousand rows. */
const rowLength = (endUs: number): number => ROW_LENGTHS_US.find((length) => endUs / length <= ROWS) ?? Math.ceil(endUs / ROWS);
