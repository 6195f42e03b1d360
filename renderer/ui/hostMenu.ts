/** The desktop's own menu does what the window's buttons do. */
import { unreachable } from '#core/base/assert.ts';
import type { MenuCommand } from '../bridge/bridge.ts';
import { bridge } from '../bridge/currentBridge.ts';
import { documentStore } from '../document/documentStore.ts';
import { newDocument, openFile, saveFile } from '../document/files.ts';
import { runControl } from '../engine/runControl.ts';
import { openImport } from '../import/importStore.ts';
import { uiStore } from './uiStore.ts';

/** Returns what stops it. */
export const followHostMenu = (): (() => void) => bridge.onMenu(obey);

function obey(command: MenuCommand): void {
  switch (command) {
    case 'new':
      return void newDocument();
    case 'open':
      return void openFile();
    case 'save':
      return void saveFile({ as: false });
    case 'saveAs':
      return void saveFile({ as: true });
    case 'import':
      return openImport();
    case 'exportCompose':
      return uiStore.getState().setOverlay('compose');
    case 'undo':
      return documentStore.getState().undo();
    case 'redo':
      return documentStore.getState().redo();
    case 'runPause':
      return runControl.toggle();
    case 'reset':
      return runControl.reset();
    default:
      return unreachable(command);
  }
}
