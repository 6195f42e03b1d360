/**
 * A file's value with the place of everything in it: what JSON and YAML have in common. Maps keep the order of the file and take any
 * name for a key, `__proto__` too; of a key that stands twice the last one counts.
 */
import type { SourceFile, Span } from './imported.ts';

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

/** Spans of a file by offsets; lines end with '\n', as an editor counts them. */
export function spansOf({ path, text }: SourceFile): (start: number, end: number) => Span {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (start, end) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= start) low = middle;
      else high = middle - 1;
    }
    return { file: path, line: low + 1, column: start - (starts[low] as number) + 1, start, end };
  };
}

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
