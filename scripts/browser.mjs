/** Finds a Chromium for the browser tests, and gets one where there is none. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { installPackages, isDebianRoot } from './debian.mjs';
import { runNode, tool } from './project.mjs';

const PLACES = {
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/opt/google/chrome/chrome'],
  darwin: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'],
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .map((folder) => path.join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')),
};

/** CHROMIUM_PATH wins; a wrong one is an error, not a reason to take another browser. Undefined: none found. */
export async function findBrowser() {
  const wanted = process.env.CHROMIUM_PATH;
  if (wanted) {
    if (!existsSync(wanted)) throw new Error(`CHROMIUM_PATH=${wanted}: there is no such file`);
    return wanted;
  }
  const installed = PLACES[process.platform]?.find((place) => existsSync(place));
  if (installed !== undefined) return installed;
  const { chromium } = await import('playwright');
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
}

/** Rejects with a sentence when there is no browser and none can be installed. */
export async function ensureBrowser() {
  const found = await findBrowser();
  if (found !== undefined) return found;
  console.log('No Chromium or Chrome found: installing one.');
  if (isDebianRoot()) {
    // The font is for Chinese text in pictures: a bare Debian has none.
    await installPackages('chromium', 'fonts-wqy-microhei');
  } else {
    await runNode([tool('playwright'), 'install', 'chromium']);
  }
  const installed = await findBrowser();
  if (installed === undefined) throw new Error('No browser: install Chromium or Chrome, or set CHROMIUM_PATH to one.');
  return installed;
}
