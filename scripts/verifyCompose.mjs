/**
 * npm run verify:compose: starts what designs are exported to, on real servers and without Docker, and compares with the design and
 * with the simulator. See test/verify/verifyMain.ts, which this builds and starts.
 */
import { spawnSync } from 'node:child_process';
import { buildForNode } from './nodeBuild.mjs';
import { at, runNode, tool } from './project.mjs';

/** Left to Node: what is imported from node_modules. */
const PACKAGES = [/^[a-z@][^:]*$/];

const out = at('dist-verify');
if ((await runNode([tool('vite'), 'build', '--mode', 'loadgen', '--logLevel', 'warn'])) !== 0) process.exit(1);
await buildForNode({ root: at(), outDir: out, input: { verify: at('test/verify/verifyMain.ts') }, external: PACKAGES });
process.exitCode = spawnSync(process.execPath, [at('dist-verify/verify.js'), ...process.argv.slice(2)], { cwd: at(), stdio: 'inherit' }).status ?? 1;
