/**
 * The rows of a replay: 'at', 'at,key' or 'at,key,size'. The instant ends at the first comma, and with two commas or more the
 * size begins after the last, so that a key may hold commas itself. One line of text each keeps files short and their history readable.
 */
import { LIMITS } from '../base/limits.ts';
import { fieldIssue, numberOf } from './checkValues.ts';
import { POINT_FIELDS, SHORT_TEXT_MAX, SIZE } from './fields.ts';
import { type Issue, issue } from './issues.ts';

interface ReplayRow {
  readonly at: string;
  /** Empty: a message without one of its own. */
  readonly key: string;
  readonly size: string;
}

export interface ReplayRows {
  readonly atUs: readonly number[];
  /** Distinct keys in the order they first come; what each row has is an index, −1 for none of its own. */
  readonly keys: readonly string[];
  readonly keyOf: readonly number[];
  /** −1: none of its own. */
  readonly sizes: readonly number[];
  /** Of all rows together. */
  readonly characters: number;
  /** The first of them; paths begin with the row's index. */
  readonly issues: readonly Issue[];
}

export function splitReplayRow(row: string): ReplayRow {
  const first = row.indexOf(',');
  if (first < 0) return { at: row, key: '', size: '' };
  const last = row.lastIndexOf(',');
  if (last === first) return { at: row.slice(0, first), key: row.slice(first + 1), size: '' };
  return { at: row.slice(0, first), key: row.slice(first + 1, last), size: row.slice(last + 1) };
}

/** The other way round; a key with commas needs the comma after it even without a size. */
export function formatReplayRow({ at, key, size }: ReplayRow): string {
  if (size !== '' || key.includes(',')) return `${at},${key},${size}`;
  return key === '' ? at : `${at},${key}`;
}

/** A recording is read once: documents are never changed in place, and every edit of anything asks again. */
const known = new WeakMap<readonly string[], ReplayRows>();

export function readReplayRows(rows: readonly string[]): ReplayRows {
  let read = known.get(rows);
  if (read === undefined) known.set(rows, (read = readAll(rows)));
  return read;
}

function readAll(rows: readonly string[]): ReplayRows {
  const ids = new Map<string, number>();
  const read = { atUs: [] as number[], keyOf: [] as number[], sizes: [] as number[], issues: [] as Issue[] };
  let characters = 0;
  let last = 0;
  for (const [i, row] of rows.entries()) {
    const { at, key, size } = splitReplayRow(row);
    characters += row.length;
    if (read.issues.length < LIMITS.issues) read.issues.push(...rowIssues(i, { at, key, size }, last));
    last = Math.max(last, Math.round(numberOf(at, 'duration') ?? 0));
    read.atUs.push(last);
    if (key !== '' && !ids.has(key)) ids.set(key, ids.size);
    read.keyOf.push(ids.get(key) ?? -1);
    read.sizes.push(size.trim() === '' ? -1 : (numberOf(size, 'bytes') ?? -1));
  }
  return { ...read, keys: [...ids.keys()], characters };
}

function rowIssues(i: number, { at, key, size }: ReplayRow, lastUs: number): Issue[] {
  const own = [fieldIssue(at, POINT_FIELDS.at, [i]), size.trim() === '' ? undefined : fieldIssue(size, SIZE, [i])].filter((found) => found !== undefined);
  if (key.length > SHORT_TEXT_MAX) own.push(issue('error', 'schema.text', [i], { max: SHORT_TEXT_MAX }));
  if (Math.round(numberOf(at, 'duration') ?? lastUs) < lastUs) own.push(issue('error', 'load.backwards', [i], { row: i + 1, at }));
  return own;
}
