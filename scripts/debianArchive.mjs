/**
 * Packages of any release of Debian, unpacked into a folder of ours: the system stays as it is, so nobody has to be root.
 * The archive is the one this machine has its own packages from.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const exec = promisify(execFile);
const SOURCES = '/etc/apt';
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';
/** Of one command: an archive that does not answer must not hold up the tests. */
const TIMEOUT_MS = 90_000;

/** Where this Debian has its packages from: address, and the key they are signed with. Undefined on any other system. */
export function findArchive(folder = SOURCES) {
  const parts = path.join(folder, 'sources.list.d');
  const files = [path.join(folder, 'sources.list'), ...(existsSync(parts) ? readdirSync(parts).map((name) => path.join(parts, name)) : [])];
  return files
    .filter((file) => /\.(list|sources)$/.test(file) && existsSync(file))
    .flatMap((file) => (file.endsWith('.list') ? lines : stanzas)(readFileSync(file, 'utf8')))
    .find(({ uri, suites }) => /\/debian\/?$/.test(uri) && suites.some((suite) => !suite.includes('security')));
}

/** `deb [signed-by=…] URI suite component…` */
function lines(text) {
  return [...text.matchAll(/^deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)/gm)].map(([, options = '', uri, suite]) => ({
    uri,
    suites: [suite],
    key: /signed-by=(\S+)/.exec(options)?.[1] ?? KEYRING,
  }));
}

/** Blocks of `Field: value`, an empty line between two. */
function stanzas(text) {
  const field = (block, name) => new RegExp(`^${name}:\\s*(.+)$`, 'm').exec(block)?.[1]?.trim();
  return text.split(/\n\s*\n/).flatMap((block) => {
    const uris = field(block, 'URIs')?.split(/\s+/) ?? [];
    return uris.map((uri) => ({ uri, suites: field(block, 'Suites')?.split(/\s+/) ?? [], key: field(block, 'Signed-By') ?? KEYRING }));
  });
}

/**
 * Unpacks `names` of the newest of `suites` into the folder `into`, with nothing they need, with what of it is missing here, or with
 * all of it. Rejects with a sentence; then `into` is not there.
 * @param {{ suites: string[], names: string[], into: string, needs?: 'none' | 'missing' | 'all' }} asked
 */
export async function unpackPackages({ suites, names, into, needs = 'none' }) {
  const archive = findArchive();
  if (archive === undefined) throw new Error('this is no Debian, and its packages are only had from there');
  const work = mkdtempSync(path.join(tmpdir(), 'spillway-apt-'));
  try {
    for (const folder of ['lists/partial', 'cache/archives/partial', 'root']) mkdirSync(path.join(work, folder), { recursive: true });
    writeFileSync(path.join(work, 'sources.list'), suites.map((suite) => `deb [signed-by=${archive.key}] ${archive.uri} ${suite} main\n`).join(''));
    writeFileSync(path.join(work, 'nothing'), '');
    const installed = needs === 'all' ? ['-o', `Dir::State::status=${path.join(work, 'nothing')}`] : [];
    await aptGet(work, 'update');
    if (needs === 'none') await aptGet(work, 'download', ...names);
    else await aptGet(work, 'install', ...installed, '-y', '--no-install-recommends', '--download-only', ...names);
    const downloads = path.join(work, needs === 'none' ? '.' : 'cache/archives');
    const packages = readdirSync(downloads).filter((name) => name.endsWith('.deb'));
    for (const name of packages) await exec('dpkg-deb', ['-x', path.join(downloads, name), path.join(work, 'root')], { timeout: TIMEOUT_MS });
    mkdirSync(path.dirname(into), { recursive: true });
    // Another process may have been faster; what it has put there is as good.
    if (!existsSync(into)) await move(path.join(work, 'root'), into);
  } catch (fault) {
    throw new Error(
      `apt-get could not get ${names.join(', ')}: ${String(fault.stderr || fault.message)
        .trim()
        .split('\n')
        .at(-1)}`,
      { cause: fault },
    );
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const aptGet = (work, command, ...more) => {
  const settings = {
    'Dir::Etc::sourcelist': path.join(work, 'sources.list'),
    'Dir::Etc::sourceparts': '/dev/null',
    'Dir::State::lists': path.join(work, 'lists'),
    'Dir::Cache': path.join(work, 'cache'),
    'Debug::NoLocking': '1',
    'APT::Sandbox::User': '',
    'Acquire::Languages': 'none',
    'Acquire::IndexTargets::deb::DEP-11::DefaultEnabled': 'false',
    'Acquire::http::Timeout': '20',
    'Acquire::https::Timeout': '20',
    'Acquire::Retries': '1',
  };
  const options = Object.entries(settings).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
  return exec('apt-get', ['-q', ...options, command, ...more], { cwd: work, timeout: TIMEOUT_MS, maxBuffer: 16_777_216 });
};

/** The temporary folder may be on another disk: copied beside its place first, so that a half of it is never found there. */
async function move(from, to) {
  const beside = `${to}.${process.pid}`;
  await exec('cp', ['-a', from, beside], { timeout: TIMEOUT_MS });
  try {
    renameSync(beside, to);
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}
