/** The files of a report: each is written whole under another name first, so that none is ever half there. */
import { rename, rm, writeFile } from 'node:fs/promises';
import { toCsv } from '#core/report/csv.ts';
import { titleOf, toHtml } from '#core/report/html.ts';
import { toJunit } from '#core/report/junit.ts';
import type { Recording } from '#core/report/recording.ts';
import { nameOf } from '#core/scenario/lookup.ts';
import type { Scenario } from '#core/scenario/scenario.ts';
import type { Outcome } from '../runHost.ts';
import { complain } from './loadScenario.ts';
import type { Terminal } from './terminal.ts';
import { word } from './words.ts';

export interface ReportFiles {
  readonly report?: string;
  readonly junit?: string;
  readonly csv?: string;
}

/** False if one could not be written; it has been said then. */
export async function writeReports(files: ReportFiles, scenario: Scenario, outcome: Outcome, recording: Recording, terminal: Terminal): Promise<boolean> {
  const { language } = terminal;
  const { report, isComplete, limit } = outcome;
  const named = (id: string): string => nameOf(scenario.model, id);
  const made: (readonly [string | undefined, () => string])[] = [
    [files.report, () => toHtml({ scenario, report, recording, language, isPartial: !isComplete, limit: limit?.limit })],
    [files.junit, () => toJunit(report, { language, title: titleOf(scenario, language), nameOf: named, isPartial: !isComplete })],
    [files.csv, () => toCsv(recording, named)],
  ];
  let isWritten = true;
  for (const [file, text] of made) {
    if (file === undefined) continue;
    try {
      await writeWhole(file, text());
      terminal.err(`${word(language, 'wroteReport', { file })}\n`);
    } catch (fault) {
      complain(terminal, file, word(language, 'cannotWrite', { reason: (fault as NodeJS.ErrnoException).code ?? String(fault) }));
      isWritten = false;
    }
  }
  return isWritten;
}

async function writeWhole(file: string, text: string): Promise<void> {
  const part = `${file}.part`;
  try {
    await writeFile(part, text);
    await rename(part, file);
  } catch (fault) {
    await rm(part, { force: true });
    throw fault;
  }
}
