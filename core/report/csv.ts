/** The rows of a run as a table: the instant in seconds, then every figure by its node and name. RFC 4180. */
import type { Recording } from './recording.ts';

/** `nameOf` gives an entity's name; '' is the run. */
export function toCsv(recording: Recording, nameOf: (entity: string) => string): string {
  const head = recording.columns.map(({ entity, metric, index }, i) => {
    if (i === 0) return 'time_s';
    return quoted(`${entity === '' ? '' : `${nameOf(entity)}.`}${metric}${index === undefined ? '' : `[${index}]`}`);
  });
  const lines = [head.join(',')];
  for (let row = 0; row < recording.rows; row++) {
    const cells = recording.columns.map((_, i) => (i === 0 ? String(recording.value(row, 0) / 1_000_000) : cell(recording.value(row, i))));
    lines.push(cells.join(','));
  }
  return `${lines.join('\r\n')}\r\n`;
}

/** What was not measured is an empty cell. */
const cell = (value: number): string => (Number.isFinite(value) ? String(value) : '');
/** A spreadsheet must not take a name for a formula. */
const quoted = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
