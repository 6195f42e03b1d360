/** npm run schema: writes docs/scenario.schema.json and docs/recording.schema.json. See test/support/schema/schemaMain.ts, which this builds and starts. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { buildForNode } from './nodeBuild.mjs';
import { ROOT, tool } from './project.mjs';

const out = path.join(ROOT, 'dist-sim', 'schema');

await buildForNode({ root: ROOT, outDir: out, input: { schema: path.join(ROOT, 'test/support/schema/schemaMain.ts') } });

const run = (file, args) => spawnSync(process.execPath, [file, ...args], { cwd: ROOT, stdio: 'inherit' }).status ?? 1;
process.exitCode = run(path.join(out, 'schema.js'), []);
run(tool('@biomejs/biome', 'biome'), ['format', '--write', 'docs/scenario.schema.json', 'docs/recording.schema.json']);
