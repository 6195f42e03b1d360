/** A document in YAML or JSON as one tree with places, and what its `$ref`s lead to. Only references within the document are followed. */
import { err, ok, type Result } from '../../base/result.ts';
import type { ImportFault, SourceFile } from './imported.ts';
import { readJson } from './jsonTree.ts';
import { at, textAt, type Tree, type TreeEntry } from './tree.ts';
import type { Value } from './value.ts';
import { readYaml } from './yamlFile.ts';

export function readDocument(file: SourceFile): Result<Tree, ImportFault> {
  if (/^\uFEFF?\s*\{/.test(file.text)) return readJson(file);
  const read = readYaml(file);
  const nothing: ImportFault = { place: { file: file.path, line: 1, column: 1 }, text: { en: 'There is nothing in this file.', zh: '文件中没有内容。' } };
  if (!read.isOk) return err(read.faults[0] ?? nothing);
  const [first] = read.documents;
  return first === undefined ? err(nothing) : ok(toTree(first, file.text, new Map()));
}

/** What an alias brings is the same tree, so a file of many aliases stays small. */
function toTree(value: Value, text: string, known: Map<Value, Tree>): Tree {
  const before = known.get(value);
  if (before !== undefined) return before;
  const tree = made(value, text, known);
  known.set(value, tree);
  return tree;
}

function made(value: Value, text: string, known: Map<Value, Tree>): Tree {
  if (value.kind === 'list') return { kind: 'list', at: value.at, items: value.items.map((item) => toTree(item, text, known)) };
  if (value.kind === 'map') {
    const entries = new Map([...value.entries].map(([key, entry]): [string, TreeEntry] => [key, { keyAt: entry.at, value: toTree(entry.value, text, known) }]));
    return { kind: 'map', at: value.at, entries };
  }
  const isQuoted = /["'|>!]/.test(text[value.at.start] ?? '');
  return { kind: 'scalar', at: value.at, value: isQuoted ? value.raw : plain(value.raw, value.isNull) };
}

/** The core schema of YAML 1.2. */
function plain(raw: string, isNull: boolean): string | number | boolean | null {
  if (isNull) return null;
  if (/^(?:true|True|TRUE)$/.test(raw)) return true;
  if (/^(?:false|False|FALSE)$/.test(raw)) return false;
  return /^[-+]?(?:\d{1,20}(?:\.\d{0,20})?|\.\d{1,20})(?:[eE][-+]?\d{1,3})?$/.test(raw) ? Number(raw) : raw;
}

const HOPS_MAX = 20;

/** What stands there, or where its `$ref` leads; undefined: out of the document, nowhere, or round in a circle. `key`: the last step. */
export function follow(root: Tree, tree: Tree | undefined): { readonly tree: Tree; readonly key: string | undefined } | undefined {
  let [now, key]: [Tree | undefined, string | undefined] = [tree, undefined];
  for (let hops = 0; now !== undefined && hops < HOPS_MAX; hops++) {
    const ref = textAt(now, '$ref');
    if (ref === undefined) return { tree: now, key };
    if (!ref.startsWith('#/') || ref.length > 2_000) return undefined;
    const steps = ref.slice(2).split('/').map(unescaped);
    now = steps.reduce<Tree | undefined>((from, step) => (from?.kind === 'list' ? from.items[Number(step)] : at(from, step)), root);
    key = steps.at(-1);
  }
  return undefined;
}

function unescaped(step: string): string {
  const pointer = step.replaceAll('~1', '/').replaceAll('~0', '~');
  try {
    return decodeURIComponent(pointer);
  } catch {
    return pointer;
  }
}

/** As plain values; `undefined` beyond a depth that no setting of ours has. */
export function plainValue(tree: Tree | undefined, depth = 12): unknown {
  if (tree === undefined || depth === 0) return undefined;
  if (tree.kind === 'scalar') return tree.value;
  if (tree.kind === 'list') return tree.items.slice(0, 100_000).map((item) => plainValue(item, depth - 1));
  return Object.fromEntries([...tree.entries].map(([key, { value }]) => [key, plainValue(value, depth - 1)]));
}
