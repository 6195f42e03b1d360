/** A scenario for a command: read, parsed, its issues printed. Without a scenario to use the command ends with code 2. */
import { type Issue, formatPath, hasErrors } from '#core/scenario/issues.ts';
import { issueText } from '#core/scenario/issueText.ts';
import { parseScenario, tooLarge } from '#core/scenario/parse.ts';
import type { Scenario } from '#core/scenario/scenario.ts';
import { readText } from './readFile.ts';
import { printable, type Terminal } from './terminal.ts';
import { word } from './words.ts';

export const EXIT = { ok: 0, missed: 1, badInput: 2, engineBug: 3, limit: 4, interrupted: 130 } as const;

/** Undefined if anything is an error; it has been said then. */
export async function loadScenario(file: string, terminal: Terminal): Promise<Scenario | undefined> {
  const read = await readText(file, terminal.stdin);
  if (!read.ok && read.error.kind === 'unreadable') {
    complain(terminal, file, word(terminal.language, read.error.word, { reason: read.error.reason }));
    return undefined;
  }
  const { scenario, issues } = read.ok ? parseScenario(read.value) : { issues: [tooLarge(read.error.kind === 'tooLarge' ? read.error.size : 0)] };
  printIssues(terminal, file, issues);
  return hasErrors(issues) ? undefined : scenario;
}

/** One line: file, what is wrong. */
export const complain = (terminal: Terminal, file: string, text: string): void =>
  terminal.err(`${printable(file)}: ${word(terminal.language, 'error')}: ${printable(text)}\n`);

/** One line each: file, severity, path, sentence. */
export function printIssues(terminal: Terminal, file: string, issues: readonly Issue[]): void {
  for (const issue of issues) {
    const where = issue.path.length === 0 ? '' : `${printable(formatPath(issue.path))}: `;
    terminal.err(`${printable(file)}: ${word(terminal.language, issue.severity)}: ${where}${printable(issueText(issue, terminal.language))}\n`);
  }
}
