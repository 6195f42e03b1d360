#!/usr/bin/env node
/**
 * `npx spillway …` in a fresh checkout: bundles the command line when there is no bundle or a source is newer, then runs
 * it. The bundle is built aside and moved into place, so two calls at once cannot see half of one.
 */
import { existsSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = path.resolve(import.meta.dirname, '../..');
const OUT = path.join(ROOT, 'dist-cli');
const BUNDLE = path.join(OUT, 'spillway.js');
const SOURCES = ['core', 'node', 'package.json', 'vite.config.ts'];

/** Newest change of a file, or of any file below a folder. */
function changedMs(file) {
  const about = statSync(file);
  if (!about.isDirectory()) return about.mtimeMs;
  return Math.max(0, ...readdirSync(file, { withFileTypes: true }).map((entry) => changedMs(path.join(file, entry.name))));
}

function isFresh() {
  if (!existsSync(BUNDLE)) return false;
  const sources = SOURCES.map((name) => path.join(ROOT, name)).filter((file) => existsSync(file));
  return sources.every((file) => changedMs(file) <= statSync(BUNDLE).mtimeMs);
}

async function bundle() {
  const { build } = await import('vite');
  const aside = path.join(OUT, `.build-${process.pid}`);
  const started = new Date();
  try {
    await build({ root: ROOT, configFile: path.join(ROOT, 'vite.config.ts'), mode: 'cli', logLevel: 'error', build: { outDir: aside } });
    // As old as its sources were read: an edit made meanwhile is newer.
    utimesSync(path.join(aside, 'spillway.js'), started, started);
    for (const name of ['spillway.js.map', 'loadgen.mjs', 'spillway.js']) renameSync(path.join(aside, name), path.join(OUT, name));
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

// A reader that has seen enough (head, less) closes the pipe: that is no fault.
process.stdout.on('error', (fault) => process.exit(fault.code === 'EPIPE' ? 0 : 1));

try {
  if (!isFresh()) await bundle();
} catch (fault) {
  // Installed without the tools that bundle: the bundle there is will do.
  if (fault.code !== 'ERR_MODULE_NOT_FOUND' || !existsSync(BUNDLE)) {
    console.error(`spillway: the sources cannot be bundled: ${fault.message}`);
    process.exit(3);
  }
}
const { main } = await import(pathToFileURL(BUNDLE).href);
process.exitCode = await main(process.argv.slice(2));
