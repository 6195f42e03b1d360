/** `npm run desktop`: installs and builds what is missing, and opens the desktop app. */
import { existsSync, readFileSync } from 'node:fs';
import { ensureInstalled } from './install.mjs';
import { at, ensureBuilt, isStale, ROOT, run, runNode, tool } from './project.mjs';

const PARTS = { main: 'main.js', preload: 'preload.cjs', engine: 'engineProcess.js' };
const SOURCES = ['core', 'node', 'electron', 'package-lock.json', 'vite.config.ts'];

await ensureInstalled();
if (!(await ensureBuilt())) fail('The build failed: see above.');
for (const [part, file] of Object.entries(PARTS)) {
  if (!isStale(`dist-electron/${file}`, SOURCES)) continue;
  if ((await runNode([tool('vite'), 'build', '--logLevel', 'warn', '--mode', `electron-${part}`])) !== 0) fail('The build failed: see above.');
}

const electron = findElectron() ?? (await downloadElectron());
if (electron === undefined) {
  fail(
    'The Electron program (about 120 MB) could not be downloaded from github.com: see above.\n' +
      'Try again with `node node_modules/electron/install.js` where that site can be reached. `npm start` gives the same app in a browser.',
  );
}
// Chromium's own sandbox refuses to run as root; containers and build machines are where that happens.
const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
process.exitCode = await run(electron, [...flags, ROOT]);

/** Where Electron's installer says it put the program; undefined until it has. */
function findElectron() {
  const note = at('node_modules/electron/path.txt');
  if (!existsSync(note)) return undefined;
  const program = at('node_modules/electron/dist', readFileSync(note, 'utf8').trim());
  return existsSync(program) ? program : undefined;
}

async function downloadElectron() {
  console.log('Downloading Electron…');
  await runNode([at('node_modules/electron/install.js')]);
  return findElectron();
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
