import { describe, expect, it } from 'vitest';
import { LIMITS } from '#core/base/limits.ts';
import { browserBridge } from '../../../renderer/bridge/browserBridge.ts';

/** A file of the system, as the File System Access API hands it out. */
function handleOf(name: string, text: string, size = text.length) {
  const handle = {
    name,
    text,
    reads: 0,
    getFile: async () => ({
      name,
      size,
      text: async () => {
        handle.reads++;
        return handle.text;
      },
    }),
    createWritable: async () => ({ write: async (next: string) => void (handle.text = next), close: async () => undefined }),
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
  it('reads a file and saves it back to where it came from', async () => {
    const file = handleOf('a.json', 'old');
    const { bridge, asked } = pageWith({ open: file });
    expect(await bridge.openScenario()).toEqual({ name: 'a.json', text: 'old' });
    expect(await bridge.saveScenario({ name: 'a.json', text: 'new' }, { as: false })).toBe('a.json');
    expect([file.text, asked]).toEqual(['new', []]);
  });

  it('asks for a document of another name and for "save as", and then remembers the answer', async () => {
    const file = handleOf('a.json', 'old');
    const copy = handleOf('b.json', '');
    const { bridge, asked } = pageWith({ open: file, save: copy });
    await bridge.openScenario();
    expect(await bridge.saveScenario({ name: 'a.json', text: 'one' }, { as: true })).toBe('b.json');
    expect(await bridge.saveScenario({ name: 'b.json', text: 'two' }, { as: false })).toBe('b.json');
    expect(await bridge.saveScenario({ name: 'other.json', text: 'three' }, { as: false })).toBe('b.json');
    expect([file.text, copy.text]).toEqual(['old', 'three']);
    expect(asked.map((options) => options.suggestedName)).toEqual(['a.json', 'other.json']);
  });

  it('takes a closed picker for an answer', async () => {
    const { bridge } = pageWith({});
    expect(await bridge.openScenario()).toBeUndefined();
    expect(await bridge.saveScenario({ name: 'a.json', text: '' }, { as: true })).toBeUndefined();
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
    await bridge.saveScenario({ name: 'big.json', text: 'x' }, { as: false });
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
