/**
 * The browser as host. Where it has the File System Access API (Chromium), a file is saved back to where it came from;
 * elsewhere opening is a file input and saving is a download.
 */
import type { Language } from '#core/scenario/issueText.ts';
import type { Bridge, FilePlace, OpenedFile, Reopened, Saved, SaveTo, TextFile } from './bridge.ts';
import { type FileText, textOfFile } from './fileText.ts';
import { checkSize } from './fileTooLarge.ts';

/** The part of the File System Access API that TypeScript's library leaves out. */
interface Pickers {
  showOpenFilePicker?(options: object): Promise<FileSystemFileHandle[]>;
  showSaveFilePicker?(options: object): Promise<FileSystemFileHandle>;
  showDirectoryPicker?(options: object): Promise<FileSystemDirectoryHandle>;
}
interface Permissions {
  queryPermission?(descriptor: { mode: 'read' | 'readwrite' }): Promise<PermissionState>;
  requestPermission?(descriptor: { mode: 'read' | 'readwrite' }): Promise<PermissionState>;
}
interface DroppedItem {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}

/** What can be opened: designs, recordings, and what Spillway made with one of them in it. */
const OPENED_FILES = [
  { description: 'Spillway', accept: { 'application/json': ['.json'], 'image/png': ['.png'], 'image/svg+xml': ['.svg'], 'text/html': ['.html'] } },
];
const JSON_FILES = [{ description: 'Spillway', accept: { 'application/json': ['.json'] } }];
/** Long enough for any browser to have begun the download. */
const DOWNLOAD_MS = 60_000;

export function browserBridge(language: () => Language, page: Window & Pickers = window): Bridge {
  async function openScenario(): Promise<OpenedFile | undefined> {
    if (page.showOpenFilePicker === undefined) {
      const file = await fileFromInput(page.document);
      if (file === undefined) return undefined;
      const { name, text } = await read(file);
      return { name, text };
    }
    const [handle] = (await cancellable(page.showOpenFilePicker({ types: OPENED_FILES }))) ?? [];
    return handle && readFrom(handle);
  }

  async function read(file: File): Promise<FileText> {
    await checkSize(file.size, language());
    return textOfFile(file);
  }
  async function readFrom(handle: FileSystemFileHandle): Promise<OpenedFile> {
    const file = await handle.getFile();
    const { isEmbedded, ...found } = await read(file);
    return isEmbedded ? found : { ...found, place: placeOf(handle, file) };
  }

  async function reopen({ handle }: FilePlace): Promise<Reopened> {
    if (handle === undefined) return { kind: 'missing' };
    if (!(await mayUse(handle, 'read'))) return { kind: 'denied' };
    try {
      return { kind: 'file', file: await readFrom(handle) };
    } catch (fault) {
      if (isMissing(fault)) return { kind: 'missing' };
      throw fault;
    }
  }

  async function saveScenario({ name, text }: TextFile, { place, mayOverwrite = false }: SaveTo): Promise<Saved> {
    if (page.showSaveFilePicker === undefined) {
      return { kind: 'saved', name: download(page, name, new Blob([text], { type: 'application/json' })) };
    }
    if (place?.handle !== undefined) {
      if (!(await mayUse(place.handle, 'readwrite'))) return { kind: 'denied' };
      const there = await fileOrNone(place.handle);
      if (there !== undefined && there.lastModified !== place.modifiedMs && !mayOverwrite) return { kind: 'changed' };
      if (there !== undefined) return written(place.handle, text);
    }
    const target = await cancellable(page.showSaveFilePicker({ suggestedName: name, types: JSON_FILES }));
    return target === undefined ? { kind: 'cancelled' } : written(target, text);
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
    remembersFiles: page.showOpenFilePicker !== undefined,
    openScenario,
    reopen,
    placeOfDropped,
    saveScenario,
    isSamePlace: async (a, b) => a.handle !== undefined && b.handle !== undefined && a.handle.isSameEntry(b.handle),
    saveBytes: async (name, data, mediaType) => download(page, name, new Blob([data.slice()], { type: mediaType })),
    ...(page.showDirectoryPicker === undefined ? {} : { saveFolder }),
    onMenu: () => () => undefined,
  };
}

const placeOf = (handle: FileSystemFileHandle, file: File): FilePlace => ({ name: file.name, modifiedMs: file.lastModified, handle });

async function placeOfDropped(item: DataTransferItem & DroppedItem): Promise<FilePlace | undefined> {
  const handle = await item.getAsFileSystemHandle?.();
  return handle?.kind === 'file' ? placeOf(handle as FileSystemFileHandle, await (handle as FileSystemFileHandle).getFile()) : undefined;
}

/** After a reload the browser wants to be asked again. One without the question never lets a page keep a handle. */
async function mayUse(handle: FileSystemFileHandle & Permissions, mode: 'read' | 'readwrite'): Promise<boolean> {
  const state = (await handle.queryPermission?.({ mode })) ?? 'granted';
  return state === 'granted' || (await handle.requestPermission?.({ mode })) === 'granted';
}

async function fileOrNone(handle: FileSystemFileHandle): Promise<File | undefined> {
  try {
    return await handle.getFile();
  } catch (fault) {
    if (isMissing(fault)) return undefined;
    throw fault;
  }
}

async function written(handle: FileSystemFileHandle, text: string): Promise<Saved> {
  await writeText(handle, text);
  return { kind: 'saved', name: handle.name, place: placeOf(handle, await handle.getFile()) };
}

const isMissing = (fault: unknown): boolean => fault instanceof DOMException && fault.name === 'NotFoundError';

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
  input.accept = '.json,.png,.svg,.html,application/json';
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
