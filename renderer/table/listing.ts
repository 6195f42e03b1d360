/** Rows of a table by filter and order. Pure: it knows no components, only what each cell says. */
import { searchText } from '../search/searchText.ts';

/** What is listed: cells are asked for when they are shown, filtered or sorted by, not before. */
export interface Listing<Column extends string> {
  readonly ids: readonly string[];
  readonly columns: readonly Column[];
  /** Columns of figures that change while a run goes on: nobody searches for them. */
  readonly isLive: (column: Column) => boolean;
  text(id: string, column: Column): string;
  /** What rows are sorted by; a figure that is not there is NaN, and comes last either way. */
  value(id: string, column: Column): string | number;
}

export interface Sort<Column extends string> {
  readonly column: Column;
  readonly isDown: boolean;
}

/** As spoken: 'node-2' before 'node-10'. */
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Rows in which every word of the query stands, in order; equal ones keep that of the document. */
export function listed<Column extends string>(listing: Listing<Column>, query: string, sort: Sort<Column> | undefined): readonly string[] {
  const found = filtered(listing, query);
  if (sort === undefined) return found;
  const { column, isDown } = sort;
  const values = new Map(found.map((id) => [id, listing.value(id, column)]));
  return found.toSorted((a, b) => compare(values.get(a), values.get(b), isDown));
}

function filtered<Column extends string>(listing: Listing<Column>, query: string): readonly string[] {
  const words = searchText(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return listing.ids;
  const searched = listing.columns.filter((column) => !listing.isLive(column));
  return listing.ids.filter((id) => {
    const text = searchText(searched.map((column) => listing.text(id, column)).join('\n'));
    return words.every((word) => text.includes(word));
  });
}

function compare(a: string | number | undefined, b: string | number | undefined, isDown: boolean): number {
  const [isA, isB] = [isThere(a), isThere(b)];
  if (!isA || !isB) return Number(isB) - Number(isA);
  const order = typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
  return isDown ? -order : order;
}

const isThere = (value: string | number | undefined): boolean => value !== undefined && value !== '' && !Number.isNaN(value);
