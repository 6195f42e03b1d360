/** The fixes of an issue that do mend it: each was tried, the issue is gone after it, and no error is there that was not before. */
import { LIMITS } from '../base/limits.ts';
import { FIX_RULES } from './fixRules.ts';
import { applyFix, type Fix } from './issueFix.ts';
import { formatPath, type Issue } from './issues.ts';
import type { Model } from './scenario.ts';
import { validate } from './validate.ts';

/** The best first. */
export function fixesOf(model: Model, issue: Issue, before: readonly Issue[] = validate(model)): Fix[] {
  return (FIX_RULES[issue.code]?.(issue, model) ?? []).filter((fix) => fix.changes.length > 0 && mends(validate(applyFix(model, fix)), before, issue));
}

const sameIssue = (a: Issue, b: Issue): boolean => a.code === b.code && formatPath(a.path) === formatPath(b.path);

/** Faults and objectives move up when one of them goes, so issues are counted by code, not only looked for where they were. */
function mends(after: readonly Issue[], before: readonly Issue[], issue: Issue): boolean {
  const had = countByCode(before);
  const has = countByCode(after);
  const isGone = (has.get(issue.code) ?? 0) < (had.get(issue.code) ?? 0) || !after.some((one) => sameIssue(one, issue));
  // A list that was cut shows more of what it had no room for.
  return (
    isGone && (before.length >= LIMITS.issues || after.every(({ severity, code }) => severity === 'warning' || (has.get(code) ?? 0) <= (had.get(code) ?? 0)))
  );
}

function countByCode(issues: readonly Issue[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of issues) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}

/** The best fix of each issue in turn, each for the model as the one before left it. */
export function fixAll(model: Model): { readonly model: Model; readonly fixes: readonly Fix[] } {
  const fixes: Fix[] = [];
  let now = model;
  for (let issues = validate(now); fixes.length < LIMITS.issues; ) {
    const fix = firstFix(now, issues);
    if (fix === undefined) break;
    fixes.push(fix);
    now = applyFix(now, fix);
    issues = validate(now);
  }
  return { model: now, fixes };
}

function firstFix(model: Model, issues: readonly Issue[]): Fix | undefined {
  for (const issue of issues) {
    const [fix] = fixesOf(model, issue, issues);
    if (fix !== undefined) return fix;
  }
  return undefined;
}
