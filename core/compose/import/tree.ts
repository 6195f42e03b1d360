/**
 * A file's value with the place of everything in it: what JSON and YAML have in common. Maps keep the order of the file and take any
 * name for a key, `__proto__` too; of a key that stands twice the last one counts.
 */
import type { Span } from './imported.ts';

export interface TreeEntry {
  readonly keyAt: Span;
  readonly value: Tree;
}
export interface TreeMap {
  readonly kind: 'map';
  readonly at: Span;
  readonly entries: ReadonlyMap<string, TreeEntry>;
}
export interface TreeList {
  readonly kind: 'list';
  readonly at: Span;
  readonly items: readonly Tree[];
}
export interface TreeScalar {
  readonly kind: 'scalar';
  readonly at: Span;
  readonly value: string | number | boolean | null;
}
export type Tree = TreeMap | TreeList | TreeScalar;

export const at = (tree: Tree | undefined, key: string): Tree | undefined => (tree?.kind === 'map' ? tree.entries.get(key)?.value : undefined);
export const through = (tree: Tree | undefined, ...keys: readonly string[]): Tree | undefined => keys.reduce<Tree | undefined>(at, tree);
export const itemsOf = (tree: Tree | undefined): readonly Tree[] => (tree?.kind === 'list' ? tree.items : []);
export const entriesOf = (tree: Tree | undefined): readonly (readonly [string, TreeEntry])[] => (tree?.kind === 'map' ? [...tree.entries] : []);
const scalarOf = (tree: Tree | undefined): TreeScalar['value'] | undefined => (tree?.kind === 'scalar' ? tree.value : undefined);
/** Undefined unless it is a scalar of that type. */
export function textAt(tree: Tree | undefined, key: string): string | undefined {
  const value = scalarOf(at(tree, key));
  return typeof value === 'string' ? value : undefined;
}
export function numberAt(tree: Tree | undefined, key: string): number | undefined {
  const value = scalarOf(at(tree, key));
  return typeof value === 'number' ? value : undefined;
}
export function flagAt(tree: Tree | undefined, key: string): boolean | undefined {
  const value = scalarOf(at(tree, key));
  return typeof value === 'boolean' ? value : undefined;
}
