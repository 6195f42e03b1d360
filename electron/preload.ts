/** The one bridge between the page and the main process: a few functions, never ipcRenderer itself. Built as CommonJS, as a sandboxed preload must be. */
import { contextBridge, ipcRenderer } from 'electron';
import { type Calls, type Channel, type DesktopApi, ENGINE_CHANNEL, MENU_CHANNEL, type MenuCommand } from './ipc.ts';

const call =
  <C extends Channel>(channel: C) =>
  (...args: Parameters<Calls[C]>): ReturnType<Calls[C]> =>
    ipcRenderer.invoke(channel, ...args) as ReturnType<Calls[C]>;

const api: DesktopApi = {
  openScenario: call('openScenario'),
  reopenScenario: call('reopenScenario'),
  saveScenario: call('saveScenario'),
  saveBytes: call('saveBytes'),
  saveFolder: call('saveFolder'),
  setLanguage: call('setLanguage'),
  connectEngine: call('connectEngine'),
  onMenu(listener) {
    const heard = (_event: unknown, command: MenuCommand): void => listener(command);
    ipcRenderer.on(MENU_CHANNEL, heard);
    return () => void ipcRenderer.off(MENU_CHANNEL, heard);
  },
};
contextBridge.exposeInMainWorld('spillway', api);

// A port cannot pass through contextBridge; a message of the window to itself carries it.
ipcRenderer.on(ENGINE_CHANNEL, (event, ticket: number) => window.postMessage({ spillwayEngine: ticket }, window.location.origin, event.ports));
