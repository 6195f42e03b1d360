/**
 * npm run screens: pictures of every screen, in both themes and both languages, at 1280 × 720 and 1920 × 1080, into docs/screens. The tour is
 * that of test/e2e/screens.ts; the app is built first.
 */
import { rmSync } from 'node:fs';
import { ensureBrowser } from './browser.mjs';
import { ensureInstalled } from './install.mjs';
import { at, runNode, tool } from './project.mjs';

const FOLDERS = ['en-light', 'en-dark', 'zh-light', 'zh-dark'];
const folder = at('docs/screens');

await ensureInstalled();
for (const name of FOLDERS) rmSync(`${folder}/${name}`, { recursive: true, force: true });
const built = await runNode([tool('vite'), 'build', '--logLevel', 'warn']);
const env = { CHROMIUM_PATH: await ensureBrowser(), SPILLWAY_SCREENS: folder };
process.exitCode = built || (await runNode([tool('@playwright/test', 'playwright'), 'test', 'screens'], { env }));
