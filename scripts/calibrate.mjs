/**
 * npm run calibrate: fits the presets to published figures and writes docs/accuracy.md. See test/calibrate/calibrateMain.ts, which this
 * builds and starts; what it writes is then formatted as all else.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { buildForNode } from './nodeBuild.mjs';
import { ROOT, tool } from './project.mjs';

const out = path.join(ROOT, 'dist-sim', 'calibrate');

await buildForNode({ root: ROOT, outDir: out, input: { calibrate: path.join(ROOT, 'test/calibrate/calibrateMain.ts') } });

const run = (file, args) => spawnSync(process.execPath, [file, ...args], { cwd: ROOT, stdio: 'inherit' }).status ?? 1;
process.exitCode = run(path.join(out, 'calibrate.js'), process.argv.slice(2));
run(tool('@biomejs/biome', 'biome'), ['format', '--write', 'test/calibrate/results.json', 'core/scenario/presetFits.ts']);
