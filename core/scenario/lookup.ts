/** Entries of a document by id. An id may be spelled like a method of Object, and files come in any order of keys. */
import type { Model, NodeDoc, NodeId } from './scenario.ts';

/** Own entries only. */
export const nodeOf = (model: Model, id: NodeId): NodeDoc | undefined => (Object.hasOwn(model.nodes, id) ? model.nodes[id] : undefined);

/** What people call a node; one that is not there goes by its id. */
export const nameOf = ({ nodes }: Pick<Model, 'nodes'>, id: NodeId): string => (Object.hasOwn(nodes, id) ? (nodes[id]?.name ?? id) : id);

/** Entries in the order of their ids as code units: the same on every machine, whatever its language. */
export const byId = <T>(record: Readonly<Record<string, T>>): [string, T][] => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
