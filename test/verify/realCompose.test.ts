/**
 * Docker Compose itself looks at what every template and example exports to, with each set of options. Without a daemon: `config`
 * reads the project and stops. Where it is not there and cannot be had, the test is skipped and says what is missing.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Compose1, ensureCompose1, ensureCompose2 } from '../../scripts/compose.mjs';
import { findArchive } from '../../scripts/debianArchive.mjs';
import { exportCompose } from '#core/compose/exportCompose.ts';
import type { ComposeOptions } from '#core/compose/options.ts';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import { SITUATIONS } from '#core/scenario/examples/situations/index.ts';
import type { Scenario } from '#core/scenario/scenario.ts';

const DEADLINE_MS = 300_000;

const designs: readonly (readonly [id: string, scenario: Scenario])[] = [
  ...EXAMPLES.map(({ id, scenario }) => [id, scenario] as const),
  ...SITUATIONS.flatMap(({ id, trouble, fixed }) => [[id, trouble] as const, [`${id}-fixed`, fixed] as const]),
];

/** Stands for the bundle, whose text is nothing to Compose. */
const loadGenerator = '// The load generator.\n';

const VARIANTS: Readonly<Record<string, ComposeOptions>> = {
  'as it is': {},
  'in Chinese, with load and every profile': { language: 'zh', loadGenerator, profiles: ['observability', 'ui'] },
  'three servers of each': { kafka: { servers: 3 }, rabbitmq: { nodes: 3 }, loadGenerator },
  'five servers, controllers apart': { kafka: { servers: 5, controllers: 'separate' } },
  'the file with ZooKeeper': { target: 'legacy', loadGenerator },
};

const root = mkdtempSync(path.join(tmpdir(), 'spillway-compose-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Projects that were written: what Compose reads of them is in no other. */
const written = new Set<string>();

/** Writes what each design exports to, unless Compose was given the same already; how many there were, and those folders. */
function write(name: string, options: ComposeOptions): { readonly count: number; readonly folders: string[] } {
  const projects = designs.map(([id, scenario]) => [id, exportCompose(scenario, { ...options, name: id }).files] as const).filter(([, { size }]) => size > 0);
  const folders = projects.flatMap(([id, files]) => {
    const text = JSON.stringify([options.isCompat129, ...[...files].filter(([file]) => /compose\.ya?ml$|\.env$/.test(file))]).replaceAll(id, 'name');
    if (written.has(text)) return [];
    written.add(text);
    const folder = path.join(root, name, id);
    for (const [file, content] of files) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), content);
    }
    return [folder];
  });
  return { count: projects.length, folders };
}

/** The old file has one on purpose. */
const OBSOLETE = /^.*`version` is obsolete.*$/gm;

/** A project that is refused, or that Compose warns of: what it said, by the folder's name. */
async function faults(compose: Compose1, folders: readonly string[]): Promise<Record<string, string>> {
  const verdicts = await compose.check(folders);
  expect(verdicts).toHaveLength(folders.length);
  return Object.fromEntries(
    folders.flatMap((folder, i) =>
      verdicts[i]?.isValid && verdicts[i].said.replaceAll(OBSOLETE, '').trim() === '' ? [] : [[path.basename(folder), verdicts[i]?.said ?? 'nothing']],
    ),
  );
}

const missing = (fault: Error): string => fault.message;
const [compose2, compose1] = await Promise.all([ensureCompose2().catch(missing), ensureCompose1().catch(missing)]);

describe.each([
  ['2', compose2],
  ['1.29', compose1],
] as const)('Docker Compose %s', (version, compose) => {
  const isCompat129 = version === '1.29';
  const why = typeof compose === 'string' ? `: skipped, ${compose}` : '';
  const ask = typeof compose === 'string' ? async () => ({}) : (folders: readonly string[]) => faults(compose, folders);

  it.skipIf(why !== '')(`is that one${why}`, () => {
    expect(typeof compose === 'string' ? '' : compose.version).toMatch(new RegExp(`^${version.replace('.', '\\.')}`));
  });

  it.skipIf(why !== '').each(Object.entries(VARIANTS))(
    `takes every template and example: %s${why}`,
    async (name, options) => {
      const { count, folders } = write(`${version} ${name}`, { ...options, isCompat129 });
      expect(count).toBeGreaterThan(designs.length / 4);
      expect(await ask(folders)).toEqual({});
    },
    DEADLINE_MS,
  );

  it.skipIf(why !== '')(`would say what is wrong${why}`, async () => {
    const folder = path.join(root, `${version} broken`);
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'compose.yaml'), 'services:\n  a:\n    image: x\n    depends_on: ["b"]\n');
    expect(Object.values(await ask([folder]))[0]).toMatch(/depends on.*\bb\b/);
  });
});

describe('the archive of a Debian', () => {
  const archiveOf = (name: string, text: string): unknown => {
    const folder = mkdtempSync(path.join(root, 'apt-'));
    mkdirSync(path.join(folder, 'sources.list.d'));
    writeFileSync(path.join(folder, name), text);
    return findArchive(folder);
  };
  const KEY = '/usr/share/keyrings/debian-archive-keyring.gpg';

  it('is read from either form of its sources', () => {
    const stanza = 'Types: deb\n# once elsewhere\nURIs: http://near.test/debian\nSuites: bookworm bookworm-updates\nComponents: main\nSigned-By: /k.gpg\n';
    expect(archiveOf('sources.list.d/debian.sources', stanza)).toMatchObject({ uri: 'http://near.test/debian', key: '/k.gpg' });
    const lines = 'deb http://near.test/debian-security bookworm-security main\ndeb [arch=amd64] http://near.test/debian bookworm main\n';
    expect(archiveOf('sources.list', lines)).toMatchObject({ uri: 'http://near.test/debian', key: KEY });
  });
  it('is none of another system', () => expect(archiveOf('sources.list', 'deb http://near.test/ubuntu noble main\n')).toBeUndefined());
});
