/** The run on screen as a file, in the language of the screen. Loaded when somebody asks for one. */
import { unreachable } from '#core/base/assert.ts';
import type { RunReport } from '#core/run/report.ts';
import { toCsv } from '#core/report/csv.ts';
import { titleOf, toHtml } from '#core/report/html.ts';
import { toJunit } from '#core/report/junit.ts';
import type { Recording } from '#core/report/recording.ts';
import { nameOf } from '#core/scenario/lookup.ts';
import type { Scenario } from '#core/scenario/scenario.ts';
import type { RunState } from '../engine/runStore.ts';
import { fileNameOf } from '../document/fileName.ts';
import type { Language } from '../charts/format.ts';

export type ReportKind = 'html' | 'json' | 'csv' | 'junit';

interface ReportFile {
  readonly name: string;
  readonly text: string;
  readonly mediaType: string;
}

const FILES: { readonly [K in ReportKind]: readonly [ending: string, mediaType: string] } = {
  html: ['report.html', 'text/html'],
  json: ['report.json', 'application/json'],
  csv: ['report.csv', 'text/csv'],
  junit: ['junit.xml', 'application/xml'],
};

export function makeReport(
  kind: ReportKind,
  scenario: Scenario,
  report: RunReport,
  run: Pick<RunState, 'series' | 'recorded'>,
  language: Language,
): ReportFile {
  const title = titleOf(scenario, language);
  const [ending, mediaType] = FILES[kind];
  const name = `${fileNameOf(title).replace(/\.spillway\.json$|\.json$/, '')}.${ending}`;
  return { name, mediaType, text: textOf(kind, scenario, report, recordingOf(run), language) };
}

function textOf(kind: ReportKind, scenario: Scenario, report: RunReport, recording: Recording, language: Language): string {
  const named = (id: string): string => nameOf(scenario.model, id);
  const isPartial = report.endedAtUs < report.horizonUs;
  switch (kind) {
    case 'html':
      return toHtml({ scenario, report, recording, language, isPartial });
    case 'json':
      return `${JSON.stringify(isPartial ? { ...report, partial: true } : report, undefined, 2)}\n`;
    case 'csv':
      return toCsv(recording, named);
    case 'junit':
      return toJunit(report, { language, title: titleOf(scenario, language), nameOf: named, isPartial });
    default:
      return unreachable(kind);
  }
}

function recordingOf({ series, recorded }: Pick<RunState, 'series' | 'recorded'>): Recording {
  if (series === undefined) return { columns: [], rows: 0, value: () => Number.NaN, events: [] };
  return { columns: series.schema.columns, rows: series.rows, value: (row, column) => series.at(row, column), events: recorded.events };
}
