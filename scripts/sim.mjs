/**
 * npm run sim: plays random worlds and looks whether what must hold does; `--seeds 1000` how many, `--seed 123` one of them.
 * See test/sim/simMain.ts, which this builds and starts.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { buildForNode } from './nodeBuild.mjs';

const root = path.resolve(import.meta.dirname, '..');
const out = path.join(root, 'dist-sim');

await buildForNode({ root, outDir: out, input: { sim: path.join(root, 'test/sim/simMain.ts') } });

process.exitCode = spawnSync(process.execPath, [path.join(out, 'sim.js'), ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1;
