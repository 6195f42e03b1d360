/** A table as text: comma, semicolon or tab between cells, quotation marks around cells that hold one of those. */

export type Separator = ',' | ';' | '\t';

export interface CsvRow {
  /** From 1, as an editor counts lines. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** The rarest in other use that the first line has. */
export function separatorOf(text: string): Separator {
  const first = text.split(/\r?\n/).find((line) => line.trim() !== '') ?? '';
  return first.includes('\t') ? '\t' : first.includes(';') ? ';' : ',';
}

/** Rows that are not empty; or the line where a quotation mark is opened and never closed. */
export function parseCsv(text: string, separator: Separator): { readonly rows: readonly CsvRow[]; readonly openLine?: number } {
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let [line, startLine, at] = [1, 1, 0];
  const endRow = (): void => {
    if (cells.some((cell) => cell !== '')) rows.push({ line: startLine, cells });
    cells = [];
    startLine = ++line;
  };
  while (at < text.length) {
    while (text[at] === ' ') at++;
    if (text[at] === '"') {
      const end = endOfQuoted(text, at);
      if (end < 0) return { rows, openLine: line };
      const cell = text.slice(at + 1, end - 1).replaceAll('""', '"');
      cells.push(cell);
      line += cell.split('\n').length - 1;
      at = end;
      while (text[at] === ' ') at++;
    } else {
      let end = at;
      while (end < text.length && text[end] !== separator && text[end] !== '\n') end++;
      cells.push(text.slice(at, end).trim());
      at = end;
    }
    if (text[at] === '\r') at++;
    const isRowEnd = at >= text.length || text[at] === '\n';
    const isLastEmpty = !isRowEnd && (at + 1 >= text.length || text[at + 1] === '\n' || text[at + 1] === '\r');
    if (isLastEmpty) cells.push('');
    if (isLastEmpty) at += text[at + 1] === '\r' ? 2 : 1;
    at++;
    if (isRowEnd || isLastEmpty) endRow();
  }
  return { rows };
}

/** After the closing mark of the cell that opens at `at`; −1 if there is none. */
function endOfQuoted(text: string, at: number): number {
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] !== '"') continue;
    if (text[i + 1] !== '"') return i + 1;
    i++;
  }
  return -1;
}

/** A cell that reads as itself. */
export const csvCell = (text: string): string => (/[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
