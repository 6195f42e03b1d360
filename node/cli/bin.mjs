#!/usr/bin/env node
/**
 * `npx spillway …` in a fresh checkout: bundles the command line when there is no bundle or a source is newer, then runs
 * it. The bundle is built aside and moved into place, so two calls at once cannot see half of one.
 */
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
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
  const aside = path.join(ROOT, `dist-cli/.build-${process.pid}`);
  try {
    await build({ root: ROOT, configFile: path.join(ROOT, 'vite.config.ts'), mode: 'cli', logLevel: 'error', build: { outDir: aside } });
    for (const name of ['spillway.js.map', 'spillway.js']) renameSync(path.join(aside, name), path.join(OUT, name));
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

// A reader that has seen enough (head, less) closes the pipe: that is no fault.
process.stdout.on('error', (fault) => process.exit(fault.code === 'EPIPE' ? 0 : 1));

if (!isFresh()) await bundle();
const { main } = await import(pathToFileURL(BUNDLE).href);
process.exitCode = await main(process.argv.slice(2));
