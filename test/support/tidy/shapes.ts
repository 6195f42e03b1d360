/** What a file is called, where it stands, how long it is and how it exports. */
import { isUnder, type Source } from './sources.ts';

export const LINES_MAX = 400;
const CAMEL = /^[a-z][a-zA-Z0-9]*$/;
const PASCAL = /^[A-Z][a-zA-Z0-9]*$/;
const isConfig = (file: string): boolean => /(^|\/)[a-z]+\.config\.ts$/.test(file);

export function nameFaults(source: Source): string[] {
  const file = source.path;
  if (isConfig(file) || file.endsWith('.d.ts')) return [];
  const stem = file.slice(file.lastIndexOf('/') + 1).replace(/(\.test|\.spec)?\.tsx?$/, '');
  if (file.endsWith('.ts')) return CAMEL.test(stem) ? [] : [`${file}: name it in camelCase after its main export.`];
  if (PASCAL.test(stem)) return [];
  const component = componentsOf(source)[0];
  const isEntry = file === 'renderer/main.tsx';
  if (CAMEL.test(stem) && (isEntry || component === undefined)) return [];
  return [`${file}: a component's file is PascalCase.tsx${component ? `, here ${component}.tsx` : ''}.`];
}

/** Exported functions and constants with a component's name. */
function componentsOf(source: Source): string[] {
  return source.program.body.flatMap((node) => {
    const declared = node.type === 'ExportNamedDeclaration' ? node.declaration : null;
    if (declared?.type === 'FunctionDeclaration') return declared.id && PASCAL.test(declared.id.name) ? [declared.id.name] : [];
    return [];
  });
}

export function lengthFaults(source: Source): string[] {
  return source.lineCount > LINES_MAX ? [`${source.path}: ${source.lineCount} lines, at most ${LINES_MAX}. It is two ideas: split it.`] : [];
}

export function exportFaults(source: Source): string[] {
  const faults: string[] = [];
  const { body } = source.program;
  if (!isConfig(source.path) && !source.path.endsWith('.d.ts')) {
    for (const node of body) if (node.type === 'ExportDefaultDeclaration') faults.push(`${source.where(node)}: default export. Export it by name.`);
  }
  const isPassing = (node: (typeof body)[number]): boolean =>
    node.type === 'ExportAllDeclaration' || (node.type === 'ExportNamedDeclaration' && node.source !== null);
  const passed = body.filter(isPassing);
  const isBarrel = passed.some((node) => node.type === 'ExportAllDeclaration') || (passed.length > 0 && passed.length === body.length);
  if (isBarrel && source.path !== 'core/index.ts') faults.push(`${source.path}: a barrel. Import from the file that has it.`);
  return faults;
}

/** Folders of tests that mirror no source file: whole worlds, trace hashes, journeys, helpers, measurements, comparisons with real brokers. */
export const FREE_TEST_FOLDERS = ['sim', 'golden', 'e2e', 'bench', 'differential', 'verify', 'support', 'scripts'];
/** Tests of the repository itself, and of the whole desktop app as built. */
const WHOLE = ['test/tidy.test.ts', 'test/docs.test.ts', 'test/electron/smoke.test.ts'];

/** Where a test's source may stand; empty when the test needs none. */
export function mirrored(test: string): string[] {
  const inside = test.slice('test/'.length).replace(/(\.[a-z]+)?\.test\.tsx?$/, '');
  const [top = ''] = inside.split('/');
  if (WHOLE.includes(test) || FREE_TEST_FOLDERS.includes(top)) return [];
  const base = ['renderer', 'node', 'electron'].includes(top) ? inside : `core/${inside}`;
  return [`${base}.ts`, `${base}.tsx`, `${base}.mjs`, base];
}

export function mirrorFaults(source: Source, paths: readonly string[]): string[] {
  if (!/^test\/.*\.test\.tsx?$/.test(source.path)) return [];
  const places = mirrored(source.path);
  if (places.length === 0 || places.some((place) => paths.some((file) => isUnder(file, place)))) return [];
  return [`${source.path}: mirrors neither ${places[0]} nor a folder. Name it after its source, or put it into test/${FREE_TEST_FOLDERS.join(', ')}.`];
}
