import { describe, expect, it, vi } from 'vitest';
import { must } from '#core/base/assert.ts';
import type { DesktopApi as PageSide } from '../../renderer/bridge/desktopApi.ts';
import type { DesktopApi as MainSide } from '../../electron/ipc.ts';
import { type FakeChild, FakePage, startFake } from './fakeElectron.ts';

describe('the window', () => {
  it('is a sandboxed page of our own scheme, without Node, shown when drawn', async () => {
    const { windows } = await startFake();
    const [window] = windows;
    expect(window?.options.webPreferences).toMatchObject({
      preload: '/app/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
    });
    expect(window?.loaded).toEqual(['app://spillway/']);
    expect(window?.isShown).toBe(false);
    window?.emit('ready-to-show');
    expect(window?.isShown).toBe(true);
  });

  it('is preceded by the sandbox and the scheme, which Electron takes before it is ready only', async () => {
    const { app, schemes } = await startFake();
    expect(app.calls).toEqual(['enableSandbox', 'scheme', 'ready']);
    expect(schemes).toMatchObject([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
    expect(schemes[0]?.privileges).not.toHaveProperty('bypassCSP');
  });

  it('does not open beside another instance', async () => {
    const { app, windows } = await startFake({ hasLock: false });
    expect(app.calls).toEqual(['quit']);
    expect(windows).toEqual([]);
  });

  it('ends the app with the last window, but on macOS opens again', async () => {
    const linux = await startFake();
    linux.app.emit('window-all-closed');
    expect(linux.app.calls).toContain('quit');
    const mac = await startFake({ platform: 'darwin' });
    mac.windows[0]?.emit('closed');
    mac.app.emit('window-all-closed');
    expect(mac.app.calls).not.toContain('quit');
    mac.app.emit('activate');
    await vi.waitFor(() => expect(mac.windows).toHaveLength(2));
  });
});

describe('every page', () => {
  const guarded = async () => {
    const { app } = await startFake();
    const page = new FakePage();
    app.emit('web-contents-created', {}, page);
    return page;
  };
  const prevented = (page: FakePage, event: string, url?: string): boolean => {
    const preventDefault = vi.fn<() => void>();
    page.emit(event, { preventDefault }, url);
    return preventDefault.mock.calls.length === 1;
  };

  it.each(['https://example.com/', 'file:///etc/passwd', 'app://other/', 'app://spillway.evil/', 'app://user@spillway/', 'javascript:alert(1)', 'nonsense'])(
    'does not go to %s',
    async (url) => {
      const page = await guarded();
      expect(prevented(page, 'will-navigate', url)).toBe(true);
      expect(prevented(page, 'will-redirect', url)).toBe(true);
    },
  );
  it('stays free inside the app', async () => {
    expect(prevented(await guarded(), 'will-navigate', 'app://spillway/index.html#x')).toBe(false);
  });
  it('opens no window and attaches no webview', async () => {
    const page = await guarded();
    expect(page.openHandler?.()).toEqual({ action: 'deny' });
    expect(prevented(page, 'will-attach-webview')).toBe(true);
  });
});

describe('permissions', () => {
  it('are denied, but for writing to the clipboard from our page', async () => {
    const { permissions } = await startFake();
    const asked = (name: string, url: string): boolean => {
      let answer = true;
      const page = new FakePage();
      page.url = url;
      permissions.request(page, name, (isGranted) => (answer = isGranted));
      return answer;
    };
    for (const name of ['media', 'geolocation', 'notifications', 'fileSystem', 'openExternal', 'clipboard-read', 'unknown']) {
      expect(asked(name, 'app://spillway/')).toBe(false);
      expect(permissions.check(null, name, 'app://spillway/')).toBe(false);
    }
    expect(asked('clipboard-sanitized-write', 'app://spillway/')).toBe(true);
    expect(asked('clipboard-sanitized-write', 'https://example.com/')).toBe(false);
    expect(permissions.device()).toBe(false);
  });
});

describe('calls of the page', () => {
  it('are exactly these, the same on both sides', async () => {
    const { channels } = await startFake();
    expect(channels.toSorted()).toEqual(['connectEngine', 'openScenario', 'reopenScenario', 'saveBytes', 'saveFolder', 'saveScenario', 'setLanguage']);
    // Type-checked: each side's interface must do for the other.
    const toPage = (api: MainSide): PageSide => api;
    const toMain = (api: PageSide): MainSide => api;
    expect([toPage, toMain]).toHaveLength(2);
  });

  it.each([
    ['another site', { url: 'https://example.com/', parent: null }],
    ['a file', { url: 'file:///app/index.html', parent: null }],
    ['a frame inside the page', { url: 'app://spillway/', parent: {} }],
    ['a frame that is gone', null],
  ])('are refused from %s', async (_, frame) => {
    const { call, channels, children } = await startFake();
    for (const channel of channels) await expect(call(channel, [1], frame)).rejects.toThrow('not asked by the app’s own page');
    expect(children).toEqual([]);
  });
});

describe('the engine', () => {
  const portsOf = (child: FakeChild | undefined) => must(child?.posted[0]?.[1], 'a port for the engine') as unknown[];

  it('is a process whose port goes to the page with its ticket', async () => {
    const { call, children, windows } = await startFake();
    await call('connectEngine', [7]);
    const [port1] = portsOf(children[0]);
    const [channel, ticket, ports] = must(windows[0]?.webContents.ports[0], 'a port for the page');
    expect([channel, ticket]).toEqual(['engine', 7]);
    expect(ports).toHaveLength(1);
    expect(ports).not.toContain(port1);
  });

  it('is one at a time, and ends with the window', async () => {
    const { call, children, windows } = await startFake();
    await call('connectEngine', [1]);
    await call('connectEngine', [2]);
    expect(children.map((c) => c.isKilled)).toEqual([true, false]);
    windows[0]?.emit('closed');
    expect(children.map((c) => c.isKilled)).toEqual([true, true]);
  });

  it('that dies is told to the page by its ticket alone, one that was replaced is not', async () => {
    const { call, children, windows } = await startFake();
    await call('connectEngine', [1]);
    await call('connectEngine', [2]);
    for (const child of children) child.emit('exit', 1);
    expect(windows[0]?.webContents.ports.slice(2)).toEqual([['engine', 2, []]]);
  });

  it('needs a ticket that is a number', async () => {
    const { call, children } = await startFake();
    await expect(call('connectEngine', ['x'])).rejects.toThrow('ticket');
    expect(children).toEqual([]);
  });
});

describe('the menu', () => {
  const labels = (menu: readonly { label?: string }[] | undefined) => menu?.map((m) => m.label);

  it('speaks the system’s language, then the page’s', async () => {
    const { menus, call } = await startFake({ locale: 'zh-CN' });
    expect(labels(menus.at(-1))).toEqual(['文件', '编辑', '运行', '视图']);
    await call('setLanguage', ['en']);
    expect(labels(menus.at(-1))).toEqual(['File', 'Edit', 'Run', 'View']);
  });

  it('sends its commands to the page', async () => {
    const { menus, windows } = await startFake();
    const items = menus.at(-1)?.flatMap((m) => m.submenu as { id?: string; click?: () => void }[]) ?? [];
    const commands = items.filter((item) => item.click !== undefined);
    for (const item of commands) item.click?.();
    expect(windows[0]?.webContents.sent).toEqual(commands.map((item) => ['menu', item.id]));
    expect(commands.map((item) => item.id)).toEqual(['new', 'open', 'save', 'saveAs', 'import', 'exportCompose', 'undo', 'redo', 'runPause', 'reset']);
  });
});
