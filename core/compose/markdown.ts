/** Markdown as the README writes it: whatever a person called something stays text. */

export const shell = (command: string): string => fenced('sh', command);

/** A fence longer than any run of backticks inside it. */
export function fenced(info: string, body: string): string {
  const longest = Math.max(2, ...[...body.matchAll(/`+/g)].map((m) => m[0].length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${info}\n${body}\n${fence}`;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

/** Text as text: Markdown's signs lose their meaning, and a line stays one. */
export const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>|#]/g, String.raw`\$&`);

/** A code span; backticks, which would end it, and the table's bar are written otherwise. */
export const code = (text: string): string => (/[`|\\]/.test(text) ? plain(text) : `\`${text.replaceAll(/\s+/g, ' ')}\``);
