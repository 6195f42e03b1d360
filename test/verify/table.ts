/** The table a verification prints, and whether all went well. */
export interface Row {
  readonly check: string;
  readonly target: string;
  readonly result: 'ok' | 'FAILED' | 'skipped';
  readonly figures: string;
  /** Of what has one; a part: 0.05 is 5 %. */
  readonly error?: number;
}

export const percent = (part: number): string => `${(100 * part).toFixed(1)} %`;

const HEAD = ['check', 'target', 'result', 'figures', 'error'];

export function tableText(rows: readonly Row[]): string {
  const cells = [HEAD, ...rows.map(({ check, target, result, figures, error }) => [check, target, result, figures, error === undefined ? '' : percent(error)])];
  const widths = HEAD.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const [head = [], ...rest] = cells;
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...rest.map(line)].join('\n');
}

/** One printed while the others go on; what throws has failed, with the first line of why. */
export class Table {
  readonly rows: Row[] = [];

  add(row: Row): void {
    this.rows.push(row);
    console.log(`${row.result.padEnd(7)} ${row.check}, ${row.target}: ${row.figures}${row.error === undefined ? '' : ` (${percent(row.error)})`}`);
  }

  async check(check: string, target: string, run: () => Promise<Pick<Row, 'figures' | 'error'> & { readonly isGood: boolean }>): Promise<void> {
    try {
      const { isGood, figures, error } = await run();
      this.add({ check, target, result: isGood ? 'ok' : 'FAILED', figures, ...(error === undefined ? {} : { error }) });
    } catch (fault) {
      const text = fault instanceof Error ? fault.message : String(fault);
      console.log(text);
      this.add({ check, target, result: 'FAILED', figures: text.split('\n')[0] ?? '' });
    }
  }

  get isGood(): boolean {
    return this.rows.length > 0 && this.rows.every(({ result }) => result !== 'FAILED');
  }
}
