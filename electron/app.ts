/**
 * The desktop app, with Electron given to it: only main.ts imports the real one, so all of this runs under test. Follows
 * Electron's security checklist (docs/tutorial/security): sandbox, own scheme with a strict policy, no navigation, no new
 * windows, no permissions, every sender looked at.
 */
import path from 'node:path';
import type * as Electron from 'electron';
import { APP_ORIGIN, APP_SCHEME, appProtocol, isAppUrl } from './appProtocol.ts';
import { engineLauncher } from './engines.ts';
import { fileHandlers } from './files.ts';
import { type Language, MENU_CHANNEL, serveCalls } from './ipc.ts';
import { knownPaths } from './knownPaths.ts';
import { menuTemplate } from './menu.ts';
import { createWindow, denyPermissions, guardPage } from './window.ts';

export type ElectronApi = Pick<
  typeof Electron,
  'app' | 'BrowserWindow' | 'dialog' | 'ipcMain' | 'Menu' | 'MessageChannelMain' | 'protocol' | 'session' | 'utilityProcess'
>;

export interface AppOptions {
  /** Folder of the built page. */
  readonly page: string;
  readonly preload: string;
  readonly engine: string;
  readonly platform: NodeJS.Platform;
}

/** Resolves once the window shows the page; at once when another instance of the app has it. */
export async function start(electron: ElectronApi, { page, preload, engine, platform }: AppOptions): Promise<void> {
  const { app, BrowserWindow, Menu, MessageChannelMain, ipcMain, protocol, session, utilityProcess } = electron;
  if (!app.requestSingleInstanceLock()) return app.quit();
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }]);
  app.on('web-contents-created', (_event, contents) => guardPage(contents));

  let window: Electron.BrowserWindow | undefined;
  const engines = engineLauncher((path) => utilityProcess.fork(path, [], { serviceName: 'Spillway engine' }), MessageChannelMain, engine);
  const showMenu = (language: Language): void =>
    Menu.setApplicationMenu(
      Menu.buildFromTemplate(
        menuTemplate({
          language,
          isMac: platform === 'darwin',
          isPackaged: app.isPackaged,
          send: (command) => window?.webContents.send(MENU_CHANNEL, command),
        }),
      ),
    );
  const open = async (): Promise<void> => {
    window = createWindow(BrowserWindow, preload);
    window.on('closed', () => {
      engines.stop();
      window = undefined;
    });
    await window.loadURL(`${APP_ORIGIN}/`);
  };

  app.on('second-instance', () => window?.focus());
  app.on('window-all-closed', () => {
    if (platform !== 'darwin') app.quit();
  });
  app.on('activate', () => {
    if (window === undefined) void open();
  });

  await app.whenReady();
  protocol.handle(APP_SCHEME, appProtocol(page));
  denyPermissions(session.defaultSession);
  serveCalls(ipcMain, isOwnPage, {
    ...fileHandlers(electron.dialog, () => window, knownPaths(path.join(app.getPath('userData'), 'files.json'))),
    async setLanguage(language) {
      showMenu(language === 'zh' ? 'zh' : 'en');
    },
    async connectEngine(ticket) {
      if (window !== undefined) engines.connect(window.webContents, ticket);
    },
  });
  showMenu(app.getLocale().startsWith('zh') ? 'zh' : 'en');
  await open();
}

/** The top frame of our page, not a frame inside it and not another page. */
const isOwnPage = ({ senderFrame }: Pick<Electron.IpcMainInvokeEvent, 'senderFrame'>): boolean =>
  senderFrame !== null && senderFrame.parent === null && isAppUrl(senderFrame.url);
