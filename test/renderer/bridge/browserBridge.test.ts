import { describe, expect, it } from 'vitest';
import { must } from '#core/base/assert.ts';
import { LIMITS } from '#core/base/limits.ts';
import type { Bridge } from '../../../renderer/bridge/bridge.ts';
import { browserBridge } from '../../../renderer/bridge/browserBridge.ts';

/** A file of the system, as the File System Access API hands it out. */
function handleOf(name: string, text: string, size = text.length) {
  const handle = {
    name,
    kind: 'file',
    text,
    reads: 0,
    lastModified: 1,
    isThere: true,
    permission: 'granted' as PermissionState,
    asked: [] as string[],
    /** What the person answers when asked for permission. */
    answer: 'granted' as PermissionState,
    getFile: async () => {
      if (!handle.isThere) throw new DOMException('', 'NotFoundError');
      return {
        name,
        size,
        lastModified: handle.lastModified,
        text: async () => {
          handle.reads++;
          return handle.text;
        },
      };
    },
    createWritable: async () => ({
      write: async (next: string) => void (handle.text = next),
      close: async () => void handle.lastModified++,
    }),
    queryPermission: async () => handle.permission,
    requestPermission: async ({ mode }: { mode: string }) => {
      handle.asked.push(mode);
      return handle.answer;
    },
    isSameEntry: async (other: unknown) => other === handle,
  };
  return handle;
}
type Handle = ReturnType<typeof handleOf>;

const cancelled = () => Promise.reject(new DOMException('', 'AbortError'));

function pageWith({ open, save }: { open?: Handle; save?: Handle }) {
  const asked: { suggestedName?: string }[] = [];
  const page = {
    showOpenFilePicker: async () => (open ? [open] : cancelled()),
    showSaveFilePicker: async (options: object) => {
      asked.push(options);
      return save ?? cancelled();
    },
  };
  return { asked, bridge: browserBridge(() => 'en', page as never) };
}

describe('opening and saving with the browser’s pickers', () => {
  const opened = async (bridge: Bridge) => must(must(await bridge.openScenario(), 'a file').place, 'its place');

  it('reads a file and saves it back to where it came from', async () => {
    const file = handleOf('a.json', 'old');
    const { bridge, asked } = pageWith({ open: file });
    const place = { name: 'a.json', modifiedMs: 1, handle: file };
    expect(await bridge.openScenario()).toEqual({ name: 'a.json', text: 'old', place });
    const saved = await bridge.saveScenario({ name: 'a.json', text: 'new' }, { place: place as never });
    expect(saved).toEqual({ kind: 'saved', name: 'a.json', place: { ...place, modifiedMs: 2 } });
    expect([file.text, asked]).toEqual(['new', []]);
  });

  it('asks where to without a place, and for one that is gone', async () => {
    const file = handleOf('a.json', 'old');
    const copy = handleOf('b.json', '');
    const { bridge, asked } = pageWith({ open: file, save: copy });
    const place = await opened(bridge);
    expect(await bridge.saveScenario({ name: 'a.json', text: 'one' }, {})).toMatchObject({ kind: 'saved', name: 'b.json', place: { handle: copy } });
    file.isThere = false;
    expect(await bridge.saveScenario({ name: 'a.json', text: 'two' }, { place })).toMatchObject({ kind: 'saved', name: 'b.json' });
    expect([file.text, copy.text]).toEqual(['old', 'two']);
    expect(asked.map((options) => options.suggestedName)).toEqual(['a.json', 'a.json']);
  });

  it('leaves a file that somebody else changed since, until the person wants it written', async () => {
    const file = handleOf('a.json', 'old');
    const { bridge } = pageWith({ open: file });
    const place = await opened(bridge);
    Object.assign(file, { text: 'theirs', lastModified: 7 });
    expect(await bridge.saveScenario({ name: 'a.json', text: 'mine' }, { place })).toEqual({ kind: 'changed' });
    expect(file.text).toBe('theirs');
    expect(await bridge.saveScenario({ name: 'a.json', text: 'mine' }, { place, mayOverwrite: true })).toMatchObject({ kind: 'saved' });
    expect(file.text).toBe('mine');
  });

  it('asks again for permission after a reload, and writes nothing without', async () => {
    const file = handleOf('a.json', 'old');
    const { bridge } = pageWith({ open: file });
    const place = await opened(bridge);
    file.permission = 'prompt';
    expect(await bridge.reopen(place)).toMatchObject({ kind: 'file', file: { text: 'old' } });
    file.answer = 'denied';
    expect(await bridge.reopen(place)).toEqual({ kind: 'denied' });
    expect(await bridge.saveScenario({ name: 'a.json', text: 'new' }, { place })).toEqual({ kind: 'denied' });
    expect([file.text, file.asked]).toEqual(['old', ['read', 'read', 'readwrite']]);
  });

  it('says of a file that is not there any more that it is missing', async () => {
    const file = handleOf('a.json', 'old');
    const { bridge } = pageWith({ open: file });
    const place = await opened(bridge);
    file.isThere = false;
    expect(await bridge.reopen(place)).toEqual({ kind: 'missing' });
  });

  it('knows where a dropped file lies, where the browser says so', async () => {
    const { bridge } = pageWith({});
    const file = handleOf('a.json', '');
    const item = (handle: object | null) => ({ getAsFileSystemHandle: async () => handle }) as unknown as DataTransferItem;
    expect(await bridge.placeOfDropped?.(item(file))).toEqual({ name: 'a.json', modifiedMs: 1, handle: file });
    expect(await bridge.placeOfDropped?.(item(null))).toBeUndefined();
    expect(await bridge.placeOfDropped?.({} as DataTransferItem)).toBeUndefined();
  });

  it('takes a closed picker for an answer', async () => {
    const { bridge } = pageWith({});
    expect(await bridge.openScenario()).toBeUndefined();
    expect(await bridge.saveScenario({ name: 'a.json', text: '' }, {})).toEqual({ kind: 'cancelled' });
  });

  it('lets a real fault through', async () => {
    const page = { showOpenFilePicker: async () => Promise.reject(new DOMException('no', 'SecurityError')) };
    await expect(browserBridge(() => 'en', page as never).openScenario()).rejects.toThrow('no');
  });

  it('refuses a file beyond the limit before reading it, in the person’s language, and does not save over it', async () => {
    const file = handleOf('big.json', '', LIMITS.scenarioFileBytes + 1);
    const { bridge, asked } = pageWith({ open: file });
    await expect(bridge.openScenario()).rejects.toThrow(/^The file is too large: 8388609 bytes/);
    expect(file.reads).toBe(0);
    await bridge.saveScenario({ name: 'big.json', text: 'x' }, {});
    expect(asked).toHaveLength(1);
    const chinese = browserBridge(() => 'zh', { showOpenFilePicker: async () => [file] } as never);
    await expect(chinese.openScenario()).rejects.toThrow(/^文件过大/);
  });
});

describe('saving a folder', () => {
  interface Folder {
    readonly name: string;
    readonly made: Record<string, Handle | Folder>;
    getDirectoryHandle(child: string): Promise<Handle | Folder>;
    getFileHandle(child: string): Promise<Handle | Folder>;
  }
  function folder(name: string): Folder {
    const made: Folder['made'] = {};
    return {
      name,
      made,
      getDirectoryHandle: async (child: string) => (made[child] ??= folder(child)),
      getFileHandle: async (child: string) => (made[child] ??= handleOf(child, '')),
    };
  }

  it('makes folders inside the one that was picked', async () => {
    const root = folder('work');
    const bridge = browserBridge(() => 'en', { showDirectoryPicker: async () => root } as never);
    expect(
      await bridge.saveFolder?.(
        new Map([
          ['p/compose.yaml', 'a'],
          ['p/x/y.conf', 'b'],
        ]),
      ),
    ).toBe('work');
    expect(root.made).toMatchObject({ p: { made: { 'compose.yaml': { text: 'a' }, x: { made: { 'y.conf': { text: 'b' } } } } } });
  });

  it.each(['../x', 'a//b', '/x', 'a/..', '.', '', 'a\\b'])('refuses %j before it asks', async (name) => {
    let isAsked = false;
    const page = { showDirectoryPicker: async () => ((isAsked = true), folder('work')) };
    await expect(browserBridge(() => 'en', page as never).saveFolder?.(new Map([[name, '']]))).rejects.toThrow('not a file of a project');
    expect(isAsked).toBe(false);
  });

  it('is not offered where the browser cannot', () => {
    expect(browserBridge(() => 'en', {} as never).saveFolder).toBeUndefined();
  });
});
