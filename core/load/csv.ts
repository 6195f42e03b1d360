/**
 * Recorded loads as tables: a time and a rate in each row, or one row per message with its key and size if it has them. Times are
 * seconds, durations or dates; large numbers and dates count from the first row. SPEC.md, LD12.
 */
import { LIMITS } from '../base/limits.ts';
import { formatBytes, formatDuration, formatRate, parseBytes, parseDuration, parseRate } from '../base/quantity.ts';
import { err, ok, type Result } from '../base/result.ts';
import { POINT_FIELDS, SHORT_TEXT_MAX } from '../scenario/fields.ts';
import { formatReplayRow, splitReplayRow } from '../scenario/replayRows.ts';
import type { LoadDoc, RatePointDoc } from '../scenario/traffic.ts';
import { csvCell, type CsvRow, parseCsv, separatorOf } from './csvText.ts';
import type { LoadFileFault } from './fileFaults.ts';
import { type Instants, instantsOf } from './timeText.ts';

type Replay = Extract<LoadDoc, { kind: 'replayRates' | 'replayMessages' }>;
type Read<T> = Result<T, LoadFileFault>;
const fault = (code: LoadFileFault['code'], where: number, got: string | number, more: LoadFileFault['params'] = {}): Result<never, LoadFileFault> =>
  err({ code, params: { where, got: String(got).slice(0, 40), ...more } });

const NAMES = {
  time: ['time', 'at', 't', 'timestamp', 'date', 'datetime', 'seconds', '时间', '时刻'],
  rate: ['rate', 'rps', 'qps', 'tps', 'value', '速率'],
  key: ['key', 'id', '键'],
  size: ['size', 'bytes', 'length', '大小'],
} as const;
type Column = keyof typeof NAMES;

interface Table {
  readonly rows: readonly CsvRow[];
  readonly columns: Partial<Record<Column, number>>;
  /** Decimal commas are read where no comma separates. */
  readonly hasDecimalComma: boolean;
}

export function readLoadCsv(text: string): Read<Replay> {
  const table = tableOf(text);
  if (!table.ok) return table;
  const instants = instantsIn(table.value);
  if (!instants.ok) return instants;
  return table.value.columns.rate === undefined ? messages(table.value, instants.value) : rates(table.value, instants.value);
}

function tableOf(text: string): Read<Table> {
  if (text.length > LIMITS.scenarioFileBytes) return err({ code: 'csv.tooLarge', params: { size: text.length, max: LIMITS.scenarioFileBytes } });
  const separator = separatorOf(text);
  // A file of an office program may begin with a byte order mark.
  const { rows, openLine } = parseCsv(text.replace(/^\uFEFF/, ''), separator);
  if (openLine !== undefined) return fault('csv.quote', openLine, '');
  const [first] = rows;
  if (first === undefined) return err({ code: 'csv.empty', params: {} });
  const hasDecimalComma = separator !== ',';
  const header = headerOf(first);
  if (header !== undefined && header.time === undefined) return err({ code: 'csv.noTime', params: {} });
  const body = header === undefined ? rows : rows.slice(1);
  if (body.length === 0) return err({ code: 'csv.empty', params: {} });
  if (body.length > LIMITS.replayRows) return err({ code: 'csv.tooMany', params: { max: LIMITS.replayRows } });
  const odd = body.find(({ cells }) => cells.length > first.cells.length);
  if (odd !== undefined) return fault('csv.columns', odd.line, '', { count: odd.cells.length, expected: first.cells.length });
  return ok({ rows: body, columns: header ?? guessed(body, hasDecimalComma), hasDecimalComma });
}

/** Undefined: the first row is one of numbers. */
function headerOf({ cells }: CsvRow): Table['columns'] | undefined {
  if (instantsOf([cells[0] ?? ''], true) !== undefined) return undefined;
  const columns: Partial<Record<Column, number>> = {};
  cells.forEach((cell, i) => {
    const word = cell.toLowerCase().replace(/[\s_(].*$/, '');
    for (const [column, names] of Object.entries(NAMES) as [Column, readonly string[]][]) if (names.includes(word)) columns[column] ??= i;
  });
  return columns;
}

/** Two columns of which the second is a rate in every row are rates; else it is a key, and a third one the size. */
function guessed(rows: readonly CsvRow[], hasDecimalComma: boolean): Table['columns'] {
  const isRates = rows.every(({ cells }) => cells.length === 2 && rateOf(cells[1] ?? '', hasDecimalComma) !== undefined);
  return isRates ? { time: 0, rate: 1 } : { time: 0, key: 1, size: 2 };
}

const plainNumber = (text: string, hasDecimalComma: boolean): string => (hasDecimalComma ? text.replace(/^([\d]*),(\d+)/, '$1.$2') : text);

function rateOf(text: string, hasDecimalComma: boolean): number | undefined {
  const read = parseRate(plainNumber(text, hasDecimalComma));
  return read.ok ? read.value : undefined;
}

function instantsIn({ rows, columns, hasDecimalComma }: Table): Read<Instants> {
  const cells = rows.map((row) => plainNumber(row.cells[columns.time ?? 0] ?? '', hasDecimalComma));
  const instants = instantsOf(cells, false);
  if (instants === undefined) {
    const odd = cells.findIndex((cell) => instantsOf([cell], true) === undefined);
    // All can be read, but not together: a row that is of another kind than the first.
    const i = odd >= 0 ? odd : cells.findIndex((cell) => instantsOf([cells[0] ?? '', cell], false) === undefined);
    return fault('csv.time', rows[Math.max(0, i)]?.line ?? 0, cells[Math.max(0, i)] ?? '');
  }
  for (const [i, at] of instants.entries()) {
    if (at < (instants[i - 1] ?? 0)) return fault('csv.backwards', rows[i]?.line ?? 0, cells[i] ?? '');
    if (at > POINT_FIELDS.at.max) return fault('csv.late', rows[i]?.line ?? 0, cells[i] ?? '', { max: formatDuration(POINT_FIELDS.at.max) });
  }
  return ok(instants);
}

function rates({ rows, columns, hasDecimalComma }: Table, instants: Instants): Read<Replay> {
  const points: RatePointDoc[] = [];
  for (const [i, { line, cells }] of rows.entries()) {
    const cell = cells[columns.rate ?? 1] ?? '';
    const rate = rateOf(cell, hasDecimalComma);
    if (rate === undefined) return fault('csv.rate', line, cell);
    points.push({ at: formatDuration(instants[i] ?? 0), rate: formatRate(rate) });
  }
  return ok({ kind: 'replayRates', points });
}

function messages({ rows, columns, hasDecimalComma }: Table, instants: Instants): Read<Replay> {
  const all: string[] = [];
  for (const [i, { line, cells }] of rows.entries()) {
    const key = cells[columns.key ?? -1] ?? '';
    const written = cells[columns.size ?? -1] ?? '';
    if (key.length > SHORT_TEXT_MAX) return fault('csv.key', line, '', { max: SHORT_TEXT_MAX });
    const size = written === '' ? undefined : parseBytes(plainNumber(written, hasDecimalComma));
    if (size !== undefined && (!size.ok || size.value > LIMITS.recordBytes)) return fault('csv.size', line, written);
    all.push(formatReplayRow({ at: formatDuration(instants[i] ?? 0), key, size: size?.ok === true ? formatBytes(size.value) : '' }));
  }
  return ok({ kind: 'replayMessages', rows: all });
}

const seconds = (at: string): string => {
  const read = parseDuration(at);
  return read.ok ? `${Math.round(read.value) / 1e6}` : at;
};

/** The same recording as a table: seconds, records per second, bytes. What is no quantity stays as it is written. */
export function writeLoadCsv(load: Replay): string {
  if (load.kind === 'replayRates') {
    const rows = load.points.map(({ at, rate }) => {
      const read = parseRate(rate);
      return `${seconds(at)},${read.ok ? read.value : csvCell(rate)}`;
    });
    return ['time,rate', ...rows, ''].join('\n');
  }
  const rows = load.rows.map(splitReplayRow);
  const [hasKeys, hasSizes] = [rows.some(({ key }) => key !== ''), rows.some(({ size }) => size !== '')];
  const head = ['time', ...(hasKeys ? ['key'] : []), ...(hasSizes ? ['size'] : [])];
  const lines = rows.map(({ at, key, size }) => {
    const bytes = parseBytes(size);
    return [seconds(at), ...(hasKeys ? [csvCell(key)] : []), ...(hasSizes ? [bytes.ok ? `${bytes.value}` : csvCell(size)] : [])].join(',');
  });
  return [head.join(','), ...lines, ''].join('\n');
}
