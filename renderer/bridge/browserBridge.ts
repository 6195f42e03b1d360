/**
 * The browser as host. Where it has the File System Access API (Chromium), a file is saved back to where it came from;
 * elsewhere opening is a file input and saving is a download.
 */
import type { Language } from '#core/scenario/issueText.ts';
import type { Bridge, TextFile } from './bridge.ts';
import { checkSize } from './fileTooLarge.ts';

/** The part of the File System Access API that TypeScript's library leaves out. */
interface Pickers {
  showOpenFilePicker?(options: object): Promise<FileSystemFileHandle[]>;
  showSaveFilePicker?(options: object): Promise<FileSystemFileHandle>;
  showDirectoryPicker?(options: object): Promise<FileSystemDirectoryHandle>;
}

const JSON_FILES = [{ description: 'Spillway', accept: { 'application/json': ['.json'] } }];
/** Long enough for any browser to have begun the download. */
const DOWNLOAD_MS = 60_000;

export function browserBridge(language: () => Language, page: Window & Pickers = window): Bridge {
  /** Where the open document lies; only ever one a person picked. */
  let handle: FileSystemFileHandle | undefined;

  async function openScenario(): Promise<TextFile | undefined> {
    const picked = page.showOpenFilePicker ? await cancellable(page.showOpenFilePicker({ types: JSON_FILES })) : undefined;
    const [chosen] = picked ?? [];
    if (page.showOpenFilePicker && chosen === undefined) return undefined;
    const file = chosen ? await chosen.getFile() : await fileFromInput(page.document);
    if (file === undefined) return undefined;
    await checkSize(file.size, language());
    const text = await file.text();
    handle = chosen;
    return { name: file.name, text };
  }

  async function saveScenario({ name, text }: TextFile, options: { readonly as: boolean }): Promise<string | undefined> {
    if (page.showSaveFilePicker === undefined) return download(page, name, new Blob([text], { type: 'application/json' }));
    const isSame = !options.as && handle?.name === name;
    const target = isSame ? handle : await cancellable(page.showSaveFilePicker({ suggestedName: name, types: JSON_FILES }));
    if (target === undefined) return undefined;
    await writeText(target, text);
    handle = target;
    return target.name;
  }

  async function saveFolder(files: ReadonlyMap<string, string>): Promise<string | undefined> {
    for (const name of files.keys()) if (!isInnerPath(name)) throw new Error(`not a file of a project: ${name}`);
    const folder = await cancellable(page.showDirectoryPicker?.({ mode: 'readwrite' }) ?? Promise.resolve(undefined));
    if (folder === undefined) return undefined;
    for (const [name, text] of files) {
      const parts = name.split('/');
      const last = parts.pop() ?? '';
      let parent = folder;
      for (const part of parts) parent = await parent.getDirectoryHandle(part, { create: true });
      await writeText(await parent.getFileHandle(last, { create: true }), text);
    }
    return folder.name;
  }

  return {
    isDesktop: false,
    openScenario,
    saveScenario,
    saveBytes: async (name, data, mediaType) => download(page, name, new Blob([data.slice()], { type: mediaType })),
    ...(page.showDirectoryPicker === undefined ? {} : { saveFolder }),
    onMenu: () => () => undefined,
  };
}

/** A picker that is closed rejects with AbortError: that is an answer, not a fault. */
async function cancellable<T>(picking: Promise<T>): Promise<T | undefined> {
  try {
    return await picking;
  } catch (fault) {
    if (fault instanceof DOMException && fault.name === 'AbortError') return undefined;
    throw fault;
  }
}

async function writeText(handle: FileSystemFileHandle, text: string): Promise<void> {
  const stream = await handle.createWritable();
  await stream.write(text);
  await stream.close();
}

function fileFromInput(document: Document): Promise<File | undefined> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.json,application/json';
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve(input.files?.[0]));
    input.addEventListener('cancel', () => resolve(undefined));
    input.click();
  });
}

function download(page: Window, name: string, blob: Blob): string {
  const url = URL.createObjectURL(blob);
  const link = page.document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  page.setTimeout(() => URL.revokeObjectURL(url), DOWNLOAD_MS);
  return name;
}

const isInnerPath = (name: string): boolean => name.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && !part.includes('\\'));
