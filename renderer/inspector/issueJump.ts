/** From a problem to where it is: selected, in the middle of the view, with the keyboard at the field it is about. */
import { formatPath, type Issue } from '#core/scenario/issues.ts';
import { nodeOf } from '#core/scenario/lookup.ts';
import { reveal } from '../canvas/reveal.ts';
import { documentStore } from '../document/documentStore.ts';
import { entityOf, issuesOf } from '../document/validation.ts';
import { NO_SELECTION, uiStore } from '../ui/uiStore.ts';
import { focusField } from './focusField.ts';

/** Where the walk through the problems is: which one, and its place, for when it is gone. */
let last: { readonly key: string; readonly at: number } | undefined;

const keyOf = (issue: Issue): string => `${issue.code} ${formatPath(issue.path)}`;
const issuesNow = (): readonly Issue[] => issuesOf(documentStore.getState().scenario.model).all;

export const hasIssues = (): boolean => issuesNow().length > 0;

export function goToIssue(issue: Issue): void {
  last = {
    key: keyOf(issue),
    at: Math.max(
      0,
      issuesNow().findIndex((one) => keyOf(one) === keyOf(issue)),
    ),
  };
  show(issue);
  focusField(issue.path);
}

function show(issue: Issue): void {
  const { model } = documentStore.getState().scenario;
  const id = entityOf(issue);
  if (id === undefined) return uiStore.getState().select(NO_SELECTION);
  if (issue.path[1] === 'nodes') return reveal({ node: id });
  const edge = Object.hasOwn(model.edges, id) ? model.edges[id] : undefined;
  const isDrawn = edge !== undefined && nodeOf(model, edge.from) !== undefined && nodeOf(model, edge.to) !== undefined;
  // A wire without an end is nowhere to be seen.
  return isDrawn ? reveal({ edge: id }) : uiStore.getState().select({ nodes: [], edges: [id] });
}

/** The place of the next one in a list that may have lost the one before; beyond its end it begins anew. */
export function nextPlace(keys: readonly string[], before: typeof last, step: 1 | -1): number {
  if (keys.length === 0) return -1;
  if (before === undefined) return step === 1 ? 0 : keys.length - 1;
  const known = keys.indexOf(before.key);
  // What came after one that is gone stands in its place now.
  const at = known >= 0 ? known + step : step === 1 ? before.at : before.at - 1;
  return ((at % keys.length) + keys.length) % keys.length;
}

export function stepToIssue(step: 1 | -1): void {
  const issues = issuesNow();
  const issue = issues[nextPlace(issues.map(keyOf), last, step)];
  if (issue !== undefined) goToIssue(issue);
}

/** The list of all of them. */
export function showIssues(): void {
  uiStore.getState().select(NO_SELECTION);
  focusField(ISSUE_LIST);
}

/** What the list is called by who looks for it on the page. */
export const ISSUE_LIST = ['issues'];
