import { afterEach, describe, expect, it, vi } from 'vitest';
import type { MenuCommand } from '../../../renderer/bridge/bridge.ts';
import type { DesktopApi, Opened } from '../../../renderer/bridge/desktopApi.ts';
import { electronBridge } from '../../../renderer/bridge/electronBridge.ts';

const PLACE = { token: 't', modifiedMs: 1, folder: '/home/me' };

/** The preload's functions, recording their arguments. */
function fakeApi(opened: Opened = { kind: 'cancelled' }) {
  const calls: unknown[][] = [];
  const menu: ((command: MenuCommand) => void)[] = [];
  const api: DesktopApi = {
    openScenario: async () => opened,
    reopenScenario: async (...args) => (calls.push(['reopenScenario', ...args]), opened),
    saveScenario: async (...args) => (calls.push(['saveScenario', ...args]), { kind: 'saved', name: args[0], place: { ...PLACE, modifiedMs: 2 } }),
    saveBytes: async (...args) => (calls.push(['saveBytes', ...args]), args[0]),
    saveFolder: async (...args) => (calls.push(['saveFolder', ...args]), 'folder'),
    setLanguage: async (...args) => void calls.push(['setLanguage', ...args]),
    connectEngine: async () => undefined,
    onMenu: (listener) => {
      menu.push(listener);
      return () => void menu.splice(menu.indexOf(listener), 1);
    },
  };
  return { api, calls, menu };
}

afterEach(() => vi.unstubAllGlobals());

describe('files on the desktop', () => {
  it('opens what the main process read', async () => {
    const { api, calls } = fakeApi({ kind: 'file', name: 'a.json', text: '{}', place: PLACE });
    const bridge = electronBridge(api, () => 'en');
    const file = { name: 'a.json', text: '{}', place: { ...PLACE, name: 'a.json' } };
    expect(await bridge.openScenario()).toEqual(file);
    expect(await bridge.reopen(file.place)).toEqual({ kind: 'file', file });
    expect(calls).toEqual([['reopenScenario', 't']]);
    expect(await bridge.reopen({ name: 'a.json', modifiedMs: 1 })).toEqual({ kind: 'missing' });
    expect(await electronBridge(fakeApi().api, () => 'en').openScenario()).toBeUndefined();
  });

  it('words a refusal in the language of the moment', async () => {
    const { api } = fakeApi({ kind: 'tooLarge', size: 9_000_000 });
    let language: 'en' | 'zh' = 'en';
    const bridge = electronBridge(api, () => language);
    await expect(bridge.openScenario()).rejects.toThrow('The file is too large: 9000000 bytes');
    language = 'zh';
    await expect(bridge.openScenario()).rejects.toThrow('文件过大：9000000 字节');
  });

  it('hands over names and contents, never a path, and lists instead of maps', async () => {
    const { api, calls } = fakeApi();
    const bridge = electronBridge(api, () => 'en');
    const place = { ...PLACE, name: 'a.json' };
    expect(await bridge.saveScenario({ name: 'a.json', text: '{}' }, { place })).toEqual({ kind: 'saved', name: 'a.json', place: { ...place, modifiedMs: 2 } });
    await bridge.saveScenario({ name: 'a.json', text: '{}' }, { place, mayOverwrite: true });
    await bridge.saveScenario({ name: 'a.json', text: '{}' }, {});
    await bridge.saveBytes('a.zip', Uint8Array.of(1), 'application/zip');
    await bridge.saveFolder?.(new Map([['p/compose.yaml', 'x']]));
    bridge.setLanguage?.('zh');
    expect(calls).toEqual([
      ['saveScenario', 'a.json', '{}', 't', 1],
      ['saveScenario', 'a.json', '{}', 't', undefined],
      ['saveScenario', 'a.json', '{}', undefined, undefined],
      ['saveBytes', 'a.zip', Uint8Array.of(1)],
      ['saveFolder', [['p/compose.yaml', 'x']]],
      ['setLanguage', 'zh'],
    ]);
  });
});

describe('the menu', () => {
  class Field {}
  const typing = (isTyping: boolean, execCommand: (name: string) => boolean) => {
    vi.stubGlobal('HTMLInputElement', Field);
    vi.stubGlobal('HTMLTextAreaElement', class {});
    vi.stubGlobal('document', { activeElement: isTyping ? new Field() : {}, execCommand });
  };

  it('brings its commands to the app until it unsubscribes', () => {
    typing(false, () => false);
    const { api, menu } = fakeApi();
    const heard: string[] = [];
    const stop = electronBridge(api, () => 'en').onMenu((command) => heard.push(command));
    for (const command of ['save', 'undo'] as const) menu[0]?.(command);
    stop();
    expect([heard, menu]).toEqual([['save', 'undo'], []]);
  });

  it('leaves undo to a field the person types in, and only undo and redo', () => {
    const undone: string[] = [];
    typing(true, (name) => undone.push(name) > 0);
    const { api, menu } = fakeApi();
    const heard: string[] = [];
    electronBridge(api, () => 'en').onMenu((command) => heard.push(command));
    for (const command of ['undo', 'redo', 'save'] as const) menu[0]?.(command);
    expect([undone, heard]).toEqual([['undo', 'redo'], ['save']]);
  });
});
