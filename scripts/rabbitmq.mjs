/** Finds the RabbitMQ server the differential tests start, and gets one where there is none. It is never started here. */
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installPackages, isDebianRoot } from './debian.mjs';
import { run } from './project.mjs';

/** Where packages of Debian, and those of rabbitmq.com, put each version. */
const VERSIONS = '/usr/lib/rabbitmq/lib';
/** Asked by every Debian package before it starts a service; 101 is no. */
const POLICY = '/usr/sbin/policy-rc.d';

/** The start script and its version; undefined: none found. */
export function findRabbit() {
  if (!existsSync(VERSIONS)) return undefined;
  const version = readdirSync(VERSIONS)
    .map((folder) => /^rabbitmq_server-(\d+\.\d+)\./.exec(folder)?.[1])
    .find((found) => found !== undefined);
  const server = path.join('/usr/lib/rabbitmq/bin', 'rabbitmq-server');
  return version !== undefined && existsSync(server) ? { server, version } : undefined;
}

/** Rejects with a sentence when there is no server and none can be installed. */
export async function ensureRabbit() {
  const found = findRabbit();
  if (found !== undefined) return found;
  if (!isDebianRoot()) throw new Error('no RabbitMQ server is installed, and only root on Debian can install one');
  console.log('No RabbitMQ server found: installing one.');
  await installQuietly();
  const installed = findRabbit();
  if (installed === undefined) throw new Error('no RabbitMQ server is installed, and apt-get could not install one');
  return installed;
}

/** The package would start a server of its own, now and at every boot; neither is wanted. */
async function installQuietly() {
  const isOurs = !existsSync(POLICY);
  if (isOurs) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    await installPackages('rabbitmq-server');
    if (findRabbit() !== undefined) await run('update-rc.d', ['rabbitmq-server', 'disable']);
  } finally {
    if (isOurs) rmSync(POLICY, { force: true });
  }
}
