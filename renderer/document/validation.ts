/** A model's problems, found once per model and looked up by the node, edge or field they are about. */
import type { Issue } from '#core/scenario/issues.ts';
import type { Model } from '#core/scenario/scenario.ts';
import { validate } from '#core/scenario/validate.ts';
import { useDocument } from './documentStore.ts';
import type { Path } from './edits.ts';

export interface Issues {
  readonly all: readonly Issue[];
  /** By node or edge id. */
  readonly byEntity: ReadonlyMap<string, readonly Issue[]>;
}

const found = new WeakMap<Model, Issues>();

export function issuesOf(model: Model): Issues {
  const known = found.get(model);
  if (known) return known;
  const all = validate(model);
  const byEntity = new Map<string, Issue[]>();
  for (const one of all) {
    const entity = entityOf(one);
    if (entity === undefined) continue;
    const list = byEntity.get(entity);
    if (list) list.push(one);
    else byEntity.set(entity, [one]);
  }
  const issues = { all, byEntity };
  found.set(model, issues);
  return issues;
}

/** The node or edge an issue is about; undefined for one of the whole model. */
export function entityOf(issue: Issue): string | undefined {
  const [, collection, id] = issue.path;
  return collection === 'nodes' || collection === 'edges' ? (id as string | undefined) : undefined;
}

export const useIssues = (): Issues => issuesOf(useDocument((s) => s.scenario.model));

/** The issue of exactly this field, or of something inside it. */
export function issueAt(issues: readonly Issue[], path: Path): Issue | undefined {
  return issues.find((one) => one.path.length >= path.length && path.every((key, i) => key === one.path[i]));
}
