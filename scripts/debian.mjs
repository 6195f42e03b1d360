/** Packages of a Debian on which one is root: the only system whose packages these scripts install. */
import { existsSync, readFileSync } from 'node:fs';
import { run } from './project.mjs';

export function isDebianRoot() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/os-release')) return false;
  return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** Resolves when apt-get has ended, well or not: whoever calls looks for what they wanted. */
export async function installPackages(...names) {
  const options = { env: { DEBIAN_FRONTEND: 'noninteractive' }, timeout: 300_000 };
  if ((await run('apt-get', ['update', '-q'], options)) !== 0) return;
  await run('apt-get', ['install', '-y', '-q', ...names], options);
}
