/**
 * The repository as the tidy test sees it: every text file outside ignored folders, parsed once where it is code. Reads the
 * working tree rather than git, so a file is checked before it is committed.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type ESTree, parseSync, Visitor, type VisitorObject } from 'vite';

export const ROOT = path.resolve(import.meta.dirname, '../../..');

export interface Import {
  readonly specifier: string;
  readonly line: number;
  /** Leaves nothing behind in JavaScript. */
  readonly isType: boolean;
  /** Path in the repository, for relative imports and `#core/…`, `#node/…`. */
  readonly target?: string;
  /** Package name, without the path inside it; 'node:fs' for Node's own. */
  readonly package?: string;
}

export class Source {
  /** Path in the repository, with '/'. */
  readonly path: string;
  readonly text: string;
  #program: ESTree.Program | undefined;
  #lineStarts: readonly number[] | undefined;
  #imports: readonly Import[] | undefined;

  constructor(file: string, text: string) {
    this.path = file;
    this.text = text;
  }

  get program(): ESTree.Program {
    if (this.#program === undefined) {
      const { program, errors } = parseSync(this.path, this.text);
      if (errors.length > 0) throw new Error(`${this.path}: ${errors[0]!.message}`);
      this.#program = program;
    }
    return this.#program;
  }

  get lineCount(): number {
    return this.text.split('\n').length - (this.text.endsWith('\n') ? 1 : 0);
  }

  /** Line of an offset, from 1. */
  lineAt(offset: number): number {
    this.#lineStarts ??= [0, ...Array.from(this.text.matchAll(/\n/g), (m) => m.index + 1)];
    let line = this.#lineStarts.length;
    while (this.#lineStarts[line - 1]! > offset) line--;
    return line;
  }

  /** 'path:line', as an editor opens it. */
  where(node: { readonly start: number }): string {
    return `${this.path}:${this.lineAt(node.start)}`;
  }

  visit(visitor: VisitorObject): void {
    new Visitor(visitor).visit(this.program);
  }

  get imports(): readonly Import[] {
    this.#imports ??= importsOf(this);
    return this.#imports;
  }
}

function importsOf(source: Source): Import[] {
  const found: Import[] = [];
  const add = (specifier: ESTree.Expression | null | undefined, isType: boolean): void => {
    if (specifier?.type !== 'Literal' || typeof specifier.value !== 'string') return;
    found.push({ ...resolve(source.path, specifier.value), specifier: specifier.value, line: source.lineAt(specifier.start), isType });
  };
  source.visit({
    ImportDeclaration(node) {
      const named = node.specifiers;
      const areTypes = named.length > 0 && named.every((s) => s.type === 'ImportSpecifier' && s.importKind === 'type');
      add(node.source, node.importKind === 'type' || areTypes);
    },
    ExportNamedDeclaration: (node) => add(node.source, node.exportKind === 'type'),
    ExportAllDeclaration: (node) => add(node.source, node.exportKind === 'type'),
    ImportExpression: (node) => add(node.source, false),
    TSImportType: (node) => add(node.source, true),
  });
  return found;
}

function resolve(from: string, specifier: string): Pick<Import, 'target' | 'package'> {
  // The address of a built file, not what is in it.
  if (specifier.endsWith('?worker&url')) return {};
  if (specifier.startsWith('.')) return { target: path.posix.join(path.posix.dirname(from), specifier) };
  if (specifier.startsWith('#')) return { target: specifier.slice(1) };
  const parts = specifier.split('/');
  return { package: specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]! };
}

const BINARY = /\.(png|ico|icns|woff2|zip)$/;

/** Names of .gitignore that hold at any depth; a trailing * matches a prefix. */
function ignored(): (name: string) => boolean {
  const names = ['.git', ...readFileSync(path.join(ROOT, '.gitignore'), 'utf8').split('\n')].map((line) => line.trim()).filter((line) => line !== '');
  const patterns = names.map((name) => new RegExp(`^${name.replaceAll('.', String.raw`\.`).replaceAll('*', '.*')}$`));
  return (name) => patterns.some((pattern) => pattern.test(name));
}

function walk(folder: string, isIgnored: (name: string) => boolean): string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    if (isIgnored(entry.name)) return [];
    const file = path.posix.join(folder, entry.name);
    return entry.isDirectory() ? walk(file, isIgnored) : [file];
  });
}

/** Every file of the project, sorted; ignored and generated ones left out. */
export const files: readonly string[] = walk('.', ignored()).sort();
export const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
export const texts: readonly string[] = files.filter((file) => !BINARY.test(file));
/** TypeScript, declarations included. */
export const sources: readonly Source[] = files.filter((file) => /\.tsx?$/.test(file)).map((file) => new Source(file, read(file)));
export const isUnder = (file: string, folder: string): boolean => file === folder || file.startsWith(`${folder}/`);
