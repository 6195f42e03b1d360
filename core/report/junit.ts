/** Objectives as a JUnit test suite, so that a CI server shows which one a change broke. One case each, and one for the books. */
import { formatDuration } from '../base/quantity.ts';
import type { ObjectiveReport, RunReport } from '../run/report.ts';
import { escapeMarkup } from '../base/markup.ts';
import { count, rate, time } from './numbers.ts';
import { type ReportLanguage, reportWord } from './words.ts';

const FORMAT = { duration: time, rate, count } as const;

export interface JunitOptions {
  readonly language: ReportLanguage;
  /** The scenario's title. */
  readonly title: string;
  readonly nameOf: (node: string) => string;
  /** The run was stopped: what was not reached is an error, not a success. */
  readonly isPartial: boolean;
}

export function toJunit(report: RunReport, { language, title, nameOf, isPartial }: JunitOptions): string {
  const failed = report.objectives.filter(({ met }) => !met).length;
  const { difference, imbalances } = report.ledger;
  const isBalanced = difference === 0 && imbalances === 0;
  const seconds = (report.endedAtUs / 1_000_000).toFixed(3);
  const partial = isPartial ? 1 : 0;
  const failures = failed + (isBalanced ? 0 : 1);
  const tests = report.objectives.length + 1 + partial;
  const head = `name="${escapeMarkup(title)}" tests="${tests}" failures="${failures}" errors="${partial}" skipped="0" time="${seconds}"`;
  const cases = report.objectives.map((objective) => objectiveCase(objective, title, nameOf, language));
  const books = testCase(reportWord(language, 'booksBalance'), title, isBalanced ? '' : failure(`difference ${difference}, imbalances ${imbalances}`));
  const stopped = isPartial
    ? [
        testCase(
          reportWord(language, 'reachedHorizon'),
          title,
          `<error message="${escapeMarkup(reportWord(language, 'partial', { at: time(report.endedAtUs), horizon: formatDuration(report.horizonUs) }))}"/>`,
        ),
      ]
    : [];
  const properties = [
    ['seed', report.seed],
    ['traceHash', report.traceHash],
    ['engine', report.engine],
    ['horizonUs', report.horizonUs],
    ['endedAtUs', report.endedAtUs],
  ].map(([name, value]) => `      <property name="${name}" value="${escapeMarkup(String(value))}"/>`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="spillway" tests="${tests}" failures="${failures}" errors="${partial}" time="${seconds}">`,
    `  <testsuite ${head}>`,
    '    <properties>',
    ...properties,
    '    </properties>',
    ...cases,
    books,
    ...stopped,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function objectiveCase(objective: ObjectiveReport, title: string, nameOf: (node: string) => string, language: ReportLanguage): string {
  const where = objective.node === '' ? reportWord(language, 'wholeRun') : nameOf(objective.node);
  const found =
    objective.measured === null ? reportWord(language, 'notMeasured') : reportWord(language, 'measured', { value: FORMAT[objective.unit](objective.measured) });
  return testCase(`${where}: ${objective.text}`, title, objective.met ? '' : failure(found));
}

const failure = (message: string): string => `<failure message="${escapeMarkup(message)}" type="objective"/>`;
function testCase(name: string, suite: string, inside: string): string {
  const open = `    <testcase name="${escapeMarkup(name)}" classname="${escapeMarkup(suite)}"`;
  return inside === '' ? `${open}/>` : `${open}>${inside}</testcase>`;
}
