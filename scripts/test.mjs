/**
 * `npm test`: everything that says whether the project is sound; CI runs exactly this. `--no-browser` leaves out the journeys
 * in a real browser. Each step counts as one, and so does each test in it; a failed step stops no other. The last line is
 * `N passed, N failed`.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ensureBrowser } from './browser.mjs';
import { ensureInstalled } from './install.mjs';
import { at, runNode, tool } from './project.mjs';
import { browserResults, readReport, unitResults } from './results.mjs';

const { values: options } = parseArgs({ options: { 'no-browser': { type: 'boolean', default: false } } });

const UNIT = at('test-results/unit.json');
const JOURNEYS = at('test-results/e2e.json');
let isAppBuilt = false;

const vite = (...args) => runNode([tool('vite'), 'build', '--logLevel', 'warn', ...args]);

async function buildApp() {
  const code = await vite();
  isAppBuilt = code === 0;
  return code;
}

async function buildDesktop() {
  for (const part of ['main', 'preload', 'engine']) {
    const code = await vite('--mode', `electron-${part}`);
    if (code !== 0) return code;
  }
  return 0;
}

async function journeys() {
  if (!isAppBuilt) throw new Error('Not run: the app was not built.');
  const browser = await ensureBrowser();
  console.log(`Browser: ${browser}`);
  return runNode([tool('@playwright/test', 'playwright'), 'test'], { env: { CHROMIUM_PATH: browser } });
}

const unitTests = () => runNode([tool('vitest'), 'run', '--project', 'unit', '--reporter=default', '--reporter=json', `--outputFile.json=${UNIT}`]);

const STEPS = [
  { title: 'Format', run: () => runNode([tool('@biomejs/biome', 'biome'), 'format', '.']) },
  { title: 'Lint', run: () => runNode([tool('oxlint'), '--type-aware']) },
  { title: 'Unused files, exports and packages', run: () => runNode([tool('knip')]) },
  { title: 'Types', run: () => runNode([at('scripts/types.mjs')]) },
  { title: 'Unit tests', run: unitTests, results: () => unitResults(readReport(UNIT)) },
  { title: 'Build of the app', run: buildApp },
  { title: 'Build of the command line', run: () => vite('--mode', 'cli') },
  { title: 'Build of the desktop app', run: buildDesktop },
  { title: 'Journeys in a browser', run: journeys, results: () => browserResults(readReport(JOURNEYS)), needsBrowser: true },
];

await ensureInstalled();
mkdirSync(at('test-results'), { recursive: true });
for (const report of [UNIT, JOURNEYS]) rmSync(report, { force: true });

let passed = 0;
let failed = 0;
const rows = [];
const skipped = [];
const flaky = [];
for (const { title, run, results, needsBrowser } of STEPS) {
  if (needsBrowser && options['no-browser']) continue;
  console.log(`\n── ${title} ──`);
  const startMs = performance.now();
  const isGood = await run().then(
    (code) => code === 0,
    (fault) => {
      console.log(fault.message);
      return false;
    },
  );
  const seconds = ((performance.now() - startMs) / 1_000).toFixed(1);
  const tests = results?.() ?? { passed: 0, failed: 0, skipped: [] };
  passed += tests.passed + (isGood ? 1 : 0);
  failed += tests.failed + (isGood ? 0 : 1);
  skipped.push(...tests.skipped);
  flaky.push(...(tests.flaky ?? []));
  rows.push(`${isGood ? 'ok  ' : 'FAIL'} ${seconds.padStart(7)} s  ${title}${results ? `: ${tests.passed} passed, ${tests.failed} failed` : ''}`);
}

console.log(`\n── Summary ──\n${rows.join('\n')}`);
const list = (what, names) => names.length > 0 && console.log(`${names.length} ${what}:\n${names.map((name) => `  ${name}`).join('\n')}`);
list('skipped', skipped);
list('passed only on a second try', flaky);
process.exitCode = failed === 0 ? 0 : 1;
console.log(`${passed} passed, ${failed} failed`);
