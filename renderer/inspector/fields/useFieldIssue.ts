/** What is wrong at a path: with what is being typed there, else with what the document holds. */
import type { Issue } from '#core/scenario/issues.ts';
import type { Path } from '../../document/edits.ts';
import { issueAt, useIssues } from '../../document/validation.ts';

export function useFieldIssue(path: Path, draftIssue?: Issue): Issue | undefined {
  const issues = useIssues();
  return draftIssue ?? issueAt(issues.all, path);
}
