/** Entry of the desktop app: gives Electron to `start`. */
import path from 'node:path';
import * as electron from 'electron';
import { start } from './app.ts';

const here = import.meta.dirname;
// Not awaited here: Electron becomes ready only after this module has run.
start(electron, {
  page: path.join(here, '../dist'),
  preload: path.join(here, 'preload.cjs'),
  engine: path.join(here, 'engineProcess.js'),
  platform: process.platform,
}).catch((fault: unknown) => {
  electron.dialog.showErrorBox('Spillway', fault instanceof Error ? fault.message : String(fault));
  electron.app.exit(1);
});
