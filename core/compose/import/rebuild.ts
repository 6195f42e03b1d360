/**
 * A map or list of a JSON text with some of it changed, taken out or added: whatever is not touched keeps its bytes, and what is
 * added stands as its neighbours do.
 */
import type { Span } from './imported.ts';
import { entriesOf, type Tree, type TreeMap } from './tree.ts';

interface Piece {
  readonly start: number;
  readonly end: number;
  /** Undefined: taken out. */
  readonly text: string | undefined;
}

/** `added` gets what a new line begins with; '' where everything stands on one line. */
export function rebuild(source: string, at: Span, pieces: readonly Piece[], added: (indent: string) => readonly string[]): string {
  const first = pieces[0];
  const lead = first === undefined ? '' : source.slice(at.start + 1, first.start);
  const indent = /\n[^\n]*$/.exec(lead)?.[0].replace('\r', '') ?? '';
  const extra = added(indent);
  if (first === undefined) return extra.length === 0 ? source.slice(at.start, at.end) : `${source[at.start]}${extra.join(', ')}${source[at.end - 1]}`;
  const between = `,${pieces.length > 1 ? (/,(\s*)$/.exec(source.slice((pieces[0] as Piece).end, (pieces[1] as Piece).start))?.[1] ?? lead) : lead === '' ? ' ' : lead}`;
  let text = '';
  pieces.forEach((piece, i) => {
    if (piece.text === undefined) return;
    text += (text === '' ? lead : source.slice((pieces[i - 1] as Piece).end, piece.start)) + piece.text;
  });
  for (const one of extra) text += (text === '' ? lead : between) + one;
  const tail = text === '' ? '' : source.slice((pieces.at(-1) as Piece).end, at.end - 1);
  return source[at.start] + text + tail + source[at.end - 1];
}

/** What a key of a map is to be: a JSON text, or undefined for gone. Maps within are given as maps of changes. */
export type MapChanges = ReadonlyMap<string, string | undefined | MapChanges>;

export function changeMap(source: string, map: TreeMap, changes: MapChanges): string {
  if (changes.size === 0) return source.slice(map.at.start, map.at.end);
  const pieces = entriesOf(map).map(([key, { keyAt, value }]): Piece => {
    const [start, end] = [keyAt.start, value.at.end];
    if (!changes.has(key)) return { start, end, text: source.slice(start, end) };
    const change = changes.get(key);
    if (change === undefined) return { start, end, text: undefined };
    return { start, end, text: source.slice(start, value.at.start) + changed(source, value, change) };
  });
  // A key that stood twice has one entry, at its last place: the first stays between the pieces.
  const inOrder = pieces.sort((a, b) => a.start - b.start);
  const fresh = [...changes].filter(([key, change]) => !map.entries.has(key) && isSaid(change));
  return rebuild(source, map.at, inOrder, () => fresh.map(([key, change]) => `${JSON.stringify(key)}: ${written(change as string | MapChanges)}`));
}

function changed(source: string, value: Tree, change: string | MapChanges): string {
  if (typeof change === 'string') return change;
  return value.kind === 'map' ? changeMap(source, value, change) : written(change);
}

const isSaid = (change: string | undefined | MapChanges): boolean => (typeof change === 'object' ? [...change.values()].some(isSaid) : change !== undefined);

const written = (change: string | MapChanges): string =>
  typeof change === 'string'
    ? change
    : `{${[...change].flatMap(([key, inner]) => (inner !== undefined && isSaid(inner) ? [`${JSON.stringify(key)}: ${written(inner)}`] : [])).join(', ')}}`;
