/**
 * Docker Compose as people have it: version 2, and the last of version 1 (1.29). Both say of a project whether it is valid without
 * a Docker daemon. Where there is none it is had from Debian, into a folder that git does not see.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { unpackPackages } from './debianArchive.mjs';
import { at } from './project.mjs';

const exec = promisify(execFile);
const CACHE = at('node_modules/.cache/spillway');
const V2 = path.join(CACHE, 'compose-2');
const V2_PROGRAM = path.join(V2, 'usr/libexec/docker/cli-plugins/docker-compose');
const V1 = path.join(CACHE, 'compose-1.29');
const V1_MODULES = path.join(V1, 'usr/lib/python3/dist-packages');
/** Debian's own: its packages are for no other Python. */
const PYTHON = '/usr/bin/python3';
/** How many projects are looked at at once. */
const AT_ONCE = 4;
const TIMEOUT_MS = 60_000;

/** Each argument is a project's folder; for each a line of JSON: what 1.29 says of it. One Python for all of them: it is slow to start. */
const V1_DRIVER = `
import contextlib, io, json, os, sys
sys.argv = ['docker-compose', 'config', '-q']
from compose.cli.main import main
for folder in sys.stdin.read().split('\\n'):
    os.chdir(folder)
    said = io.StringIO()
    code = 0
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
        try:
            main()
        except SystemExit as fault:
            code = fault.code or 0
        except Exception as fault:
            said.write(repr(fault))
            code = 1
    print(json.dumps({'isValid': code == 0, 'said': said.getvalue().strip()}), flush=True)
`;

/**
 * @typedef {{ version: string, check(folders: readonly string[]): Promise<{ isValid: boolean, said: string }[]> }} Compose1
 * @typedef {Compose1 & { config(folder: string): Promise<string> }} Compose2
 */

/** Compose 2: its version, and what it says of the projects in these folders. Rejects with a sentence when there is none. @returns {Promise<Compose2>} */
export async function ensureCompose2() {
  const found = (await versionOf('docker', ['compose'])) ?? (await versionOf(V2_PROGRAM));
  if (found !== undefined) return compose2(found);
  await unpackPackages({ suites: ['trixie', 'sid'], names: ['docker-compose'], into: V2 });
  const unpacked = await versionOf(V2_PROGRAM);
  if (unpacked === undefined) throw new Error('the Docker Compose of Debian does not start on this machine');
  return compose2(unpacked);
}

async function versionOf(command, args = []) {
  try {
    const { stdout } = await exec(command, [...args, 'version', '--short'], { env: plainEnvironment(), timeout: TIMEOUT_MS });
    const version = stdout.trim().replace(/^v/, '');
    return version.startsWith('2.') ? { command, args, version } : undefined;
  } catch {
    return undefined;
  }
}

function compose2({ command, args, version }) {
  const config = (folder, ...format) => {
    const options = { cwd: folder, env: plainEnvironment(), timeout: TIMEOUT_MS, maxBuffer: 16_777_216 };
    return exec(command, [...args, '--profile', '*', 'config', ...format], options);
  };
  const verdict = async (folder) => {
    try {
      return { isValid: true, said: (await config(folder, '-q')).stderr.trim() };
    } catch (fault) {
      return { isValid: false, said: String(fault.stderr || fault.message).trim() };
    }
  };
  return {
    version,
    /** JSON of the project in a folder, with everything in it that is interpolated or has a default. */
    config: async (folder) => (await config(folder, '--format', 'json')).stdout,
    async check(folders) {
      const verdicts = [];
      const waiting = [...folders.entries()];
      const worker = async () => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) verdicts[next[0]] = await verdict(next[1]);
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
      return verdicts;
    },
  };
}

/** The same of Compose 1.29. @returns {Promise<Compose1>} */
export async function ensureCompose1() {
  if (!existsSync(PYTHON)) throw new Error(`${PYTHON} is missing, which Docker Compose 1.29 runs in`);
  if (!existsSync(V1_MODULES)) await unpackPackages({ suites: ['bookworm'], names: ['docker-compose'], into: V1, needs: 'missing' });
  const env = { ...plainEnvironment(), PYTHONPATH: V1_MODULES, PYTHONDONTWRITEBYTECODE: '1' };
  const asked = await exec(PYTHON, ['-c', 'import compose.cli.main, compose; print(compose.__version__)'], { env, timeout: TIMEOUT_MS }).catch(() => undefined);
  if (asked === undefined) throw new Error('the Docker Compose 1.29 of Debian does not start on this machine');
  return {
    version: asked.stdout.trim(),
    async check(folders) {
      if (folders.length === 0) return [];
      const running = exec(PYTHON, ['-c', V1_DRIVER], { env, timeout: TIMEOUT_MS, maxBuffer: 16_777_216 });
      running.child.stdin.end(folders.join('\n'));
      const { stdout } = await running;
      return stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
    },
  };
}

/** What the user has set for Compose and Docker would be read as part of the project. */
const plainEnvironment = () => Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(COMPOSE|DOCKER)_/.test(name)));
