/** What every script shares: where the project is, how to run a tool of it, and whether something built is older than its sources. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = path.resolve(import.meta.dirname, '..');
export const at = (...names) => path.join(ROOT, ...names);

/** The JavaScript file behind a command of an installed package: runs everywhere, with no shell and no `.cmd`. */
export function tool(name, command = name.split('/').at(-1)) {
  const folder = at('node_modules', name);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return path.join(folder, typeof bin === 'string' ? bin : bin[command]);
}

/** Runs a Node program on this terminal; resolves to its exit code, 1 when a signal ended it. */
export const runNode = (args, options = {}) => run(process.execPath, args, options);

export function run(command, args, { env = {}, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env }, ...options });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** Sources of the app: a change of one makes `dist` stale. */
export const APP_SOURCES = ['core', 'renderer', 'node/contentSecurityPolicy.mjs', 'node/loadgen', 'package-lock.json', 'tsconfig.base.json', 'vite.config.ts'];

export function isStale(built, sources) {
  if (!existsSync(at(built))) return true;
  const builtMs = statSync(at(built)).mtimeMs;
  return sources.some((source) => existsSync(at(source)) && changedMs(at(source)) > builtMs);
}

/** Newest change of a file, or of a folder and all below it: a removed file changes its folder. */
function changedMs(file) {
  const about = statSync(file);
  if (!about.isDirectory()) return about.mtimeMs;
  return Math.max(about.mtimeMs, ...readdirSync(file, { withFileTypes: true }).map((entry) => changedMs(path.join(file, entry.name))));
}

/** Builds the app when it is missing or older than its sources; false when the build failed. */
export async function ensureBuilt() {
  if (!isStale('dist/index.html', APP_SOURCES)) return true;
  console.log('Building the app…');
  return (await runNode([tool('vite'), 'build', '--logLevel', 'error'])) === 0;
}

/** True for the script Node was started with, not for one it imports. */
export const isMain = (url) => process.argv[1] !== undefined && path.resolve(process.argv[1]) === fileURLToPath(url);
