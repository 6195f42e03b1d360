/**
 * npm run verify:compose: starts what designs are exported to, on real servers and without Docker, and compares with the design and
 * with the simulator. See test/verify/verifyMain.ts, which this builds and starts.
 */
import { spawnSync } from 'node:child_process';
import { buildForNode } from './nodeBuild.mjs';
import { at } from './project.mjs';

const out = at('dist-verify');
await buildForNode({ root: at(), outDir: out, input: { verify: at('test/verify/verifyMain.ts') } });
process.exitCode = spawnSync(process.execPath, [at('dist-verify/verify.js'), ...process.argv.slice(2)], { cwd: at(), stdio: 'inherit' }).status ?? 1;
