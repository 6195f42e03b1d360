/**
 * npm run bench [-- --quick] [-- --only hold,mm1] [-- --against REF]
 * Ratios of programs run side by side: each in a fresh process, interleaved A B C … A B C …, median of 5 (3 with --quick) of
 * CPU time per operation, against the goals each case states. Absolute times do not carry over to another machine; ratios do.
 * Ends with code 1 if a "must" is missed. C++ needs g++ (or CXX=…), SimPy needs a Python with simpy (PYTHON=…); without them those rows are absent.
 * With --against it compares with another commit instead: scripts/benchAgainst.mjs.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { compareWith } from './benchAgainst.mjs';
import { reportScreen } from './benchScreen.mjs';
import { buildForNode } from './nodeBuild.mjs';

const root = path.resolve(import.meta.dirname, '..');
const python = process.env.PYTHON ?? 'python3';
const compiler = process.env.CXX ?? 'g++';

const { values: options } = parseArgs({ options: { quick: { type: 'boolean', default: false }, only: { type: 'string' }, against: { type: 'string' } } });
const rounds = options.quick ? 3 : 5;

/** Builds the cases of a checkout; returns the folder they are in. */
async function buildCases(checkout) {
  const outDir = path.join(checkout, 'dist-bench');
  await buildForNode({
    root: checkout,
    outDir,
    input: { cases: path.join(checkout, 'test/bench/cases.ts'), runCase: path.join(checkout, 'test/bench/runCase.ts') },
    external: ['simjs'],
  });
  return outDir;
}

const out = await buildCases(root);
const { cases } = await import(pathToFileURL(path.join(out, 'cases.js')).href);
const wanted = options.only?.split(',');
if (options.against !== undefined) {
  await compareWith({ ref: options.against, root, build: buildCases, cases, wanted, rounds });
  process.exit();
}
let missed = 0;
for (const benchCase of cases) if (wanted === undefined || wanted.includes(benchCase.name)) missed += report(benchCase, measure(benchCase));
if (wanted === undefined || wanted.includes('screen')) missed += await screen();
process.exitCode = missed > 0 ? 1 : 0;

/** Samples of every program, by name; programs this machine cannot run have none. */
function measure({ name, programs }) {
  console.log(`\n## ${name}`);
  const samples = new Map();
  const commands = Object.entries(programs).map(([program, how]) => ({ program, command: commandOf(name, program, how) }));
  for (let round = 0; round < rounds; round++) {
    for (const { program, command } of commands) {
      if (command === undefined) continue;
      const [file, args] = command;
      const child = spawnSync(file, args, { encoding: 'utf8' });
      if (child.status !== 0) throw new Error(`${name}, ${program}: ${child.stderr}`);
      samples.set(program, [...(samples.get(program) ?? []), JSON.parse(child.stdout)]);
    }
  }
  return samples;
}

function commandOf(caseName, program, how) {
  if (how.kind === 'js') return [process.execPath, ['--expose-gc', path.join(out, 'runCase.js'), caseName, program]];
  const source = path.join(root, 'test/bench', how.file);
  if (how.kind === 'python') return canRun(python, ['-c', 'import simpy']) ? [python, [source, ...how.args]] : undefined;
  if (!canRun(compiler, ['--version'])) return undefined;
  const binary = path.join(out, path.basename(how.file, '.cpp'));
  mkdirSync(out, { recursive: true });
  execFileSync(compiler, ['-O3', '-march=native', '-std=c++17', '-o', binary, source]);
  return [binary, how.args];
}

function canRun(command, args) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

/** The app in a browser, with designs too large to draw by hand. */
async function screen() {
  console.log('\n## screen');
  const outDir = path.join(root, 'dist-bench/design');
  await buildForNode({ root, outDir, input: { largeDesignText: path.join(root, 'test/bench/largeDesignText.ts') } });
  const { largeDesignText } = await import(pathToFileURL(path.join(outDir, 'largeDesignText.js')).href);
  const missedHere = await reportScreen(largeDesignText);
  if (missedHere === undefined) console.log('no Chromium or Chrome here');
  return missedHere ?? 0;
}

/** Prints the table and the goals; returns how many musts were missed. */
function report({ operation, programs, same = [], goals }, samples) {
  const cpuPerOperation = (sample) => sample.cpuNs / sample.operations;
  for (const program of Object.keys(programs)) {
    const own = samples.get(program);
    if (own === undefined) {
      console.log(`${program.padEnd(34)} not available here`);
      continue;
    }
    const times = own.map(cpuPerOperation);
    const extras = Object.keys(own[0].extra ?? {}).map((key) => `${key} ${short(median(own.map((sample) => sample.extra[key])))}`);
    console.log(
      `${program.padEnd(34)} ${short(median(times)).padStart(8)} ns per ${operation} (${short(Math.min(...times))}–${short(Math.max(...times))})  ${extras.join('  ')}`,
    );
  }
  for (const group of same) {
    const checks = new Set(group.flatMap((program) => (samples.get(program) ?? []).map((sample) => sample.check)));
    if (checks.size > 1) throw new Error(`different results: ${group.join(' | ')}: ${[...checks].join(' | ')}`);
  }
  const medians = {
    cpu: (program) => median((samples.get(program) ?? []).map(cpuPerOperation)),
    extra: (program, key) => median((samples.get(program) ?? []).map((sample) => sample.extra?.[key] ?? Number.NaN)),
  };
  console.log(`${'goal'.padEnd(52)} ${'measured'.padStart(9)} ${'must'.padStart(10)} ${'stretch'.padStart(9)}`);
  let missed = 0;
  for (const { text, measured, want, must, stretch, unit = 'x' } of goals) {
    const value = measured(medians);
    const reaches = (bound) => (want === 'at least' ? value >= bound : value <= bound);
    const mark = Number.isNaN(value) ? 'not measured' : reaches(stretch) ? 'stretch met' : reaches(must) ? 'met' : 'MISSED';
    if (mark === 'MISSED') missed++;
    const sign = want === 'at least' ? '≥' : '≤';
    console.log(
      `${text.padEnd(52)} ${(short(value) + unit).padStart(9)} ${`${sign} ${must}${unit}`.padStart(10)} ${`${sign} ${stretch}${unit}`.padStart(9)}  ${mark}`,
    );
  }
  return missed;
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted.length === 0 ? Number.NaN : sorted[sorted.length >> 1];
}

/** Three significant digits, no exponent. */
function short(value) {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
