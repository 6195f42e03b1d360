/** The table a verification prints, and whether all went well. */
export interface Row {
  readonly check: string;
  readonly target: string;
  /** told: figures that nothing is judged by. */
  readonly result: 'ok' | 'FAILED' | 'told';
  readonly figures: string;
  /** Of what has one; a part: 0.05 is 5 %. */
  readonly error?: number;
}

export const percent = (part: number): string => `${(100 * part).toFixed(1)} %`;

/** Below a table that has such rows. */
const TOLD = 'told: reported, not judged. How far the simulator may be from a server decides nobody here; FAILED would be that it could not be played.';
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
  const foot = rows.some(({ result }) => result === 'told') ? ['', TOLD] : [];
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...rest.map(line), ...foot].join('\n');
}

const textOf = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault));

/** One printed while the others go on; what throws has failed, with the first line of why. */
export class Table {
  readonly rows: Row[] = [];
  readonly #print: (text: string) => void;

  constructor(print: (text: string) => void) {
    this.#print = print;
  }

  add(row: Row): void {
    this.rows.push(row);
    this.#print(`${row.result.padEnd(7)} ${row.check}, ${row.target}: ${row.figures}${row.error === undefined ? '' : ` (${percent(row.error)})`}`);
  }

  async check(check: string, target: string, run: () => Promise<Pick<Row, 'figures' | 'error'> & { readonly isGood: boolean }>): Promise<void> {
    const found = await this.#try(check, target, run);
    if (found === undefined) return;
    const { isGood, figures, error } = found;
    this.add({ check, target, result: isGood ? 'ok' : 'FAILED', figures, ...(error === undefined ? {} : { error }) });
  }

  /** Of figures that are neither right nor wrong. */
  async tell(check: string, target: string, run: () => Promise<string>): Promise<void> {
    const figures = await this.#try(check, target, run);
    if (figures !== undefined) this.add({ check, target, result: 'told', figures });
  }

  /** What every check needs; undefined: it is not to be had, which is a row. */
  need<T extends object>(what: string, target: string, get: () => Promise<T>): Promise<T | undefined> {
    return this.#try(what, target, get);
  }

  get isGood(): boolean {
    return this.rows.length > 0 && this.rows.every(({ result }) => result !== 'FAILED');
  }

  async #try<T>(check: string, target: string, run: () => Promise<T>): Promise<T | undefined> {
    try {
      return await run();
    } catch (fault) {
      const text = textOf(fault);
      const [first = '', ...more] = text.split('\n');
      if (more.length > 0) this.#print(text);
      this.add({ check, target, result: 'FAILED', figures: first });
      return undefined;
    }
  }
}
