/** The app's window: a sandboxed page with no Node, that can go nowhere else, open nothing and is granted nothing. */
import type { BrowserWindow, BrowserWindowConstructorOptions, Session, WebContents } from 'electron';
import { isAppUrl } from './appProtocol.ts';

const windowOptions = (preload: string): BrowserWindowConstructorOptions => ({
  width: 1440,
  height: 900,
  minWidth: 900,
  minHeight: 600,
  show: false,
  title: 'Spillway',
  webPreferences: {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    spellcheck: false,
  },
});

/** Not yet showing anything: the caller loads the page. */
export function createWindow(Window: new (options: BrowserWindowConstructorOptions) => BrowserWindow, preload: string): BrowserWindow {
  const window = new Window(windowOptions(preload));
  // Shown when drawn: an empty white window would flash first.
  window.once('ready-to-show', () => window.show());
  return window;
}

/** For every page there will ever be, in whatever way it came to be. */
export function guardPage(page: WebContents): void {
  page.on('will-navigate', (event, url) => {
    if (!isAppUrl(url)) event.preventDefault();
  });
  page.on('will-redirect', (event, url) => {
    if (!isAppUrl(url)) event.preventDefault();
  });
  page.on('will-attach-webview', (event) => event.preventDefault());
  page.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Writing to the clipboard is what Copy buttons do on a click; nothing else is granted. */
const GRANTED: readonly string[] = ['clipboard-sanitized-write'];

export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((page, permission, grant) => grant(GRANTED.includes(permission) && isAppUrl(page.getURL())));
  session.setPermissionCheckHandler((_page, permission, origin) => GRANTED.includes(permission) && isAppUrl(origin));
  session.setDevicePermissionHandler(() => false);
}
