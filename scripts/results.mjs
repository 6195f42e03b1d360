/** Reads what the two test runners measured out of their JSON reports. A report that is not there counts nothing: its step has failed. */
import { existsSync, readFileSync } from 'node:fs';

const NONE = { passed: 0, failed: 0, skipped: [] };

/** Vitest's `json` reporter, which has the shape of Jest's. */
export function unitResults(report) {
  if (report === undefined) return NONE;
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  return {
    passed: tests.filter((t) => t.status === 'passed').length,
    failed: tests.filter((t) => t.status === 'failed').length,
    skipped: tests.filter((t) => t.status !== 'passed' && t.status !== 'failed').map((t) => t.fullName),
  };
}

/** Playwright's `json` reporter. A test that passed on a second try counts as passed, and is told. */
export function browserResults(report) {
  if (report === undefined) return NONE;
  const specs = report.suites.flatMap(specsOf);
  const tests = specs.flatMap((spec) => spec.tests.map((test) => ({ title: spec.title, status: test.status })));
  return {
    passed: tests.filter((t) => t.status === 'expected' || t.status === 'flaky').length,
    failed: tests.filter((t) => t.status === 'unexpected').length,
    flaky: tests.filter((t) => t.status === 'flaky').map((t) => t.title),
    skipped: tests.filter((t) => t.status === 'skipped').map((t) => t.title),
  };
}

const specsOf = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];

export function readReport(file) {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
