import { describe, expect, it } from 'vitest';
import { browserResults, readReport, unitResults } from '../../scripts/results.mjs';

describe('unitResults', () => {
  it('counts passed and failed, and names the rest', () => {
    const report = {
      testResults: [
        {
          assertionResults: [
            { status: 'passed', fullName: 'a' },
            { status: 'failed', fullName: 'b' },
          ],
        },
        {
          assertionResults: [
            { status: 'passed', fullName: 'c' },
            { status: 'skipped', fullName: 'd' },
            { status: 'todo', fullName: 'e' },
          ],
        },
        { assertionResults: [] },
      ],
    };
    expect(unitResults(report)).toEqual({ passed: 2, failed: 1, skipped: ['d', 'e'] });
  });
});

describe('browserResults', () => {
  it('counts through nested suites; a second try that passed is told', () => {
    const spec = (title: string, status: string) => ({ title, tests: [{ status }] });
    const report = {
      suites: [
        { specs: [spec('a', 'expected')], suites: [{ specs: [spec('b', 'unexpected'), spec('c', 'flaky')], suites: [{ specs: [spec('d', 'skipped')] }] }] },
        { suites: [{ specs: [spec('e', 'expected')] }] },
      ],
    };
    expect(browserResults(report)).toEqual({ passed: 3, failed: 1, flaky: ['c'], skipped: ['d'] });
  });
});

describe('a missing report', () => {
  it('counts nothing: its step has failed already', () => {
    const none = { passed: 0, failed: 0, skipped: [] };
    expect(unitResults(readReport('/nowhere.json'))).toEqual(none);
    expect(browserResults(readReport(import.meta.filename))).toEqual(none);
  });
});
