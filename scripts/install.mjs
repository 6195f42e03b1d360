/** Installs what package-lock.json asks for and node_modules lacks. Uses nothing but Node and npm. */
import { existsSync, readFileSync } from 'node:fs';
import { at, run } from './project.mjs';

const NODE_MIN = [20, 19];

/** Ends the process with a message when the packages cannot be had. */
export async function ensureInstalled() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < NODE_MIN[0] || (major === NODE_MIN[0] && minor < NODE_MIN[1])) {
    fail(`Spillway needs Node ${NODE_MIN.join('.')} or newer; this is ${process.versions.node}. See https://nodejs.org`);
  }
  const reason = whyInstall(read('package-lock.json'), read('node_modules/.package-lock.json'));
  if (reason === undefined) return;
  console.log(`Installing packages: ${reason}.`);
  const code = await run('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], { shell: process.platform === 'win32' }).catch(() => undefined);
  if (code !== 0) fail('`npm ci` failed: see above. It needs npm and access to the npm registry.');
}

/**
 * Compares versions, not times: a fresh clone makes every file new. Optional packages are for one platform or another, so
 * a missing one says nothing. Undefined when nothing needs doing.
 */
export function whyInstall(wanted, installed) {
  if (installed === undefined) return 'node_modules is missing';
  for (const [folder, { version, optional }] of Object.entries(wanted.packages)) {
    const there = installed.packages[folder];
    if (folder === '' || (there === undefined && optional)) continue;
    if (there?.version !== version) return `${folder.replace(/^node_modules\//, '')} is ${there?.version ?? 'missing'}, not ${version}`;
  }
  return undefined;
}

const read = (name) => (existsSync(at(name)) ? JSON.parse(readFileSync(at(name), 'utf8')) : undefined);

function fail(message) {
  console.error(message);
  process.exit(1);
}
