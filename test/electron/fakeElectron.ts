/** An Electron that records what is done to it. Handlers can be called as the page would. */
import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, MenuItemConstructorOptions } from 'electron';
import { type ElectronApi, start } from '../../electron/app.ts';

export class FakePage extends EventEmitter {
  readonly sent: unknown[][] = [];
  readonly ports: unknown[][] = [];
  openHandler: (() => { action: string }) | undefined;
  url = 'app://spillway/';
  getURL = () => this.url;
  setWindowOpenHandler = (handler: () => { action: string }) => (this.openHandler = handler);
  send = (...args: unknown[]) => this.sent.push(args);
  postMessage = (...args: unknown[]) => this.ports.push(args);
}

export class FakeWindow extends EventEmitter {
  static all: FakeWindow[] = [];
  readonly webContents = new FakePage();
  readonly loaded: string[] = [];
  isShown = false;
  readonly options: BrowserWindowConstructorOptions;
  constructor(options: BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    FakeWindow.all.push(this);
  }
  loadURL = async (url: string) => void this.loaded.push(url);
  show = () => (this.isShown = true);
  focus = () => undefined;
}

export class FakeChild extends EventEmitter {
  isKilled = false;
  readonly posted: unknown[][] = [];
  kill = () => (this.isKilled = true);
  postMessage = (...args: unknown[]) => this.posted.push(args);
}
export class FakeChannel {
  readonly port1 = { end: 1 };
  readonly port2 = { end: 2 };
}

export interface Frame {
  readonly url: string;
  readonly parent: unknown;
}
export const OWN_FRAME: Frame = { url: 'app://spillway/', parent: null };

export async function startFake({ platform = 'linux' as NodeJS.Platform, locale = 'en-US', hasLock = true, page = '/nowhere' } = {}) {
  FakeWindow.all = [];
  const app = Object.assign(new EventEmitter(), {
    calls: [] as string[],
    isPackaged: true,
    requestSingleInstanceLock: () => hasLock,
    quit: () => app.calls.push('quit'),
    enableSandbox: () => app.calls.push('enableSandbox'),
    whenReady: async () => void app.calls.push('ready'),
    getLocale: () => locale,
    getPath: () => '/nowhere/userData',
  });
  const schemes: { scheme: string; privileges: Record<string, boolean> }[] = [];
  const protocolHandlers = new Map<string, (request: { url: string; method: string }) => Promise<Response>>();
  const calls = new Map<string, (event: unknown, ...args: unknown[]) => Promise<unknown>>();
  const menus: MenuItemConstructorOptions[][] = [];
  const children: FakeChild[] = [];
  const permissions = {
    request: (_page: FakePage, _name: string, _grant: (isGranted: boolean) => void): void => undefined,
    check: (_page: FakePage | null, _name: string, _origin: string): boolean => true,
    device: (): boolean => true,
  };
  const electron = {
    app,
    BrowserWindow: FakeWindow,
    dialog: {},
    ipcMain: { handle: (channel: string, handler: (event: unknown, ...args: unknown[]) => Promise<unknown>) => calls.set(channel, handler) },
    Menu: {
      buildFromTemplate: (template: MenuItemConstructorOptions[]) => template,
      setApplicationMenu: (menu: MenuItemConstructorOptions[]) => menus.push(menu),
    },
    MessageChannelMain: FakeChannel,
    protocol: {
      registerSchemesAsPrivileged: (list: typeof schemes) => {
        schemes.push(...list);
        app.calls.push('scheme');
      },
      handle: (scheme: string, handler: (request: { url: string; method: string }) => Promise<Response>) => protocolHandlers.set(scheme, handler),
    },
    session: {
      defaultSession: {
        setPermissionRequestHandler: (handler: typeof permissions.request) => (permissions.request = handler),
        setPermissionCheckHandler: (handler: typeof permissions.check) => (permissions.check = handler),
        setDevicePermissionHandler: (handler: typeof permissions.device) => (permissions.device = handler),
      },
    },
    utilityProcess: {
      fork: () => {
        const child = new FakeChild();
        children.push(child);
        return child;
      },
    },
  };
  await start(electron as unknown as ElectronApi, { page, preload: '/app/preload.cjs', engine: '/app/engineProcess.js', platform });
  return {
    app,
    schemes,
    protocolHandlers,
    menus,
    children,
    permissions,
    windows: FakeWindow.all,
    /** A call as the page sends it, from its own frame unless told otherwise. */
    call: async (channel: string, args: unknown[] = [], senderFrame: Frame | null = OWN_FRAME) => calls.get(channel)?.({ senderFrame }, ...args),
    channels: [...calls.keys()],
  };
}
