/**
 * What differs between two designs. Their nodes are the same by id where kind and name agree, else by kind, name and broker, else by
 * id and kind: what an edit added or renamed has another id once its files are read again.
 */
import { byId, nodeOf } from '../../scenario/lookup.ts';
import type { EdgeDoc, Model, NodeDoc, NodeId } from '../../scenario/scenario.ts';
import type { Change } from './imported.ts';

export interface FieldChange {
  readonly kind: 'changed';
  readonly node: NodeId;
  readonly doc: NodeDoc;
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}
export type DesignChange = Extract<Change, { readonly doc: NodeDoc; readonly kind: 'added' | 'removed' }> | FieldChange;

export interface DesignDiff {
  readonly nodes: readonly DesignChange[];
  /** Edges of what servers hold that are in one design only, or bind otherwise; those of clients are not looked at. */
  readonly edges: readonly (readonly [NodeId, NodeId])[];
}

export function designDiff(before: Model, after: Model): DesignDiff {
  const same = matches(before, after);
  const nodes: DesignChange[] = [];
  const inverse = new Map([...same].map(([a, b]) => [b, a]));
  for (const [id, doc] of byId(before.nodes)) if (!same.has(id)) nodes.push({ kind: 'removed', node: id, doc });
  for (const [id, doc] of byId(after.nodes)) {
    const old = inverse.get(id);
    const oldDoc = old === undefined ? undefined : nodeOf(before, old);
    if (oldDoc === undefined) nodes.push({ kind: 'added', node: id, doc });
    else nodes.push(...fieldChanges(id, oldDoc, doc, (node) => same.get(node) ?? node));
  }
  return { nodes, edges: edgeDiff(before, after, same) };
}

/** Ids of `before` by those of `after` that stand for the same. */
function matches(before: Model, after: Model): Map<NodeId, NodeId> {
  const same = new Map<NodeId, NodeId>();
  const taken = new Set<NodeId>();
  const pair = (a: NodeId, b: NodeId): void => {
    same.set(a, b);
    taken.add(b);
  };
  for (const [id, doc] of byId(before.nodes)) {
    const other = nodeOf(after, id);
    if (other?.kind === doc.kind && other.name === doc.name) pair(id, id);
  }
  const signOf = (model: Model, doc: NodeDoc): string => {
    const broker = 'broker' in doc && doc.broker !== undefined ? nodeOf(model, doc.broker)?.name : undefined;
    return JSON.stringify([doc.kind, doc.name, broker]);
  };
  const free = new Map<string, NodeId[]>();
  for (const [id, doc] of byId(after.nodes)) if (!taken.has(id)) free.set(signOf(after, doc), [...(free.get(signOf(after, doc)) ?? []), id]);
  for (const [id, doc] of byId(before.nodes)) {
    const other = same.has(id) ? undefined : free.get(signOf(before, doc))?.shift();
    if (other !== undefined) pair(id, other);
  }
  for (const [id, doc] of byId(before.nodes)) if (!same.has(id) && !taken.has(id) && nodeOf(after, id)?.kind === doc.kind) pair(id, id);
  return same;
}

function fieldChanges(node: NodeId, before: NodeDoc, after: NodeDoc, idOf: (id: NodeId) => NodeId): FieldChange[] {
  const [old, fresh] = [fieldsOf(before), fieldsOf(after)];
  const changes: FieldChange[] = [];
  for (const field of new Set([...Object.keys(old), ...Object.keys(fresh)])) {
    const was = old[field];
    const seen = field === 'broker' && typeof was === 'string' ? idOf(was) : field === 'uses' && Array.isArray(was) ? was.map((id) => idOf(id as NodeId)) : was;
    if (!isAlike(seen, fresh[field])) changes.push({ kind: 'changed', node, doc: after, field, before: was, after: fresh[field] });
  }
  return changes;
}
const fieldsOf = (doc: NodeDoc): Readonly<Record<string, unknown>> => doc as unknown as Readonly<Record<string, unknown>>;

function edgeDiff(before: Model, after: Model, same: ReadonlyMap<NodeId, NodeId>): (readonly [NodeId, NodeId])[] {
  const left = new Map<string, [NodeId, NodeId][]>();
  const signOf = ({ from, to, bindings, role, deadLetterKey }: EdgeDoc, idOf: (id: NodeId) => NodeId): string =>
    sign([idOf(from), idOf(to), bindings ?? [], role, deadLetterKey]);
  for (const [, edge] of byId(before.edges)) {
    if (isOfClient(before, edge)) continue;
    const key = signOf(edge, (id) => same.get(id) ?? `-${id}`);
    left.set(key, [...(left.get(key) ?? []), [same.get(edge.from) ?? edge.from, same.get(edge.to) ?? edge.to]]);
  }
  const only: (readonly [NodeId, NodeId])[] = [];
  for (const [, edge] of byId(after.edges))
    if (!isOfClient(after, edge) && left.get(signOf(edge, (id) => id))?.pop() === undefined) only.push([edge.from, edge.to]);
  return [...only, ...[...left.values()].flat()];
}
/** At one of its ends is a producer or a consumer. */
export const isOfClient = (model: Model, { from, to }: EdgeDoc): boolean =>
  [from, to].some((id) => ['producer', 'consumer'].includes(nodeOf(model, id)?.kind ?? ''));

export const isAlike = (a: unknown, b: unknown): boolean => sign(a) === sign(b);
/** The same for whatever order of keys; what is left out is undefined. */
const sign = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  ) ?? '';
