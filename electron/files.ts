/**
 * Files of the desktop app. Every path comes from a dialog of the system; the page only offers names and contents, which are
 * checked here because a page's word is not to be trusted.
 */
import type { Stats } from 'node:fs';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserWindow, Dialog } from 'electron';
import { LIMITS } from '#core/base/limits.ts';
import type { Handlers, Opened, Place, Written } from './ipc.ts';
import type { KnownPaths } from './knownPaths.ts';

const SCENARIO_FILTER = [{ name: 'Spillway', extensions: ['json'] }];
/** A picture or a zip of one design, or a film of a run. */
const BYTES_MAX = 256 * 1024 * 1024;
const FOLDER_FILES_MAX = 100;

export type FileDialogs = Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>;

export function fileHandlers(
  dialogs: FileDialogs,
  windowNow: () => BrowserWindow | undefined,
  paths: KnownPaths,
): Pick<Handlers, 'openScenario' | 'reopenScenario' | 'saveScenario' | 'saveBytes' | 'saveFolder'> {
  const parent = (): BrowserWindow => {
    const window = windowNow();
    if (window === undefined) throw new Error('no window');
    return window;
  };
  const askWhere = async (name: string, filters: typeof SCENARIO_FILTER): Promise<string | undefined> => {
    const answer = await dialogs.showSaveDialog(parent(), { defaultPath: fileName(name), filters });
    return answer.canceled || answer.filePath === '' ? undefined : answer.filePath;
  };
  const placeOf = async (file: string, modifiedMs: number): Promise<Place> => ({ token: await paths.tokenOf(file), modifiedMs, folder: path.dirname(file) });
  const open = async (file: string): Promise<Opened> => {
    const about = await statOrNone(file);
    if (about === undefined) return { kind: 'missing' };
    if (about.size > LIMITS.scenarioFileBytes) return { kind: 'tooLarge', size: about.size };
    const text = await readFile(file, 'utf8');
    return { kind: 'file', name: path.basename(file), text, place: await placeOf(file, about.mtimeMs) };
  };

  return {
    async openScenario(): Promise<Opened> {
      const answer = await dialogs.showOpenDialog(parent(), { properties: ['openFile'], filters: SCENARIO_FILTER });
      const [chosen] = answer.filePaths;
      return answer.canceled || chosen === undefined ? { kind: 'cancelled' } : open(chosen);
    },

    async reopenScenario(token): Promise<Opened> {
      const file = await paths.pathOf(token);
      return file === undefined ? { kind: 'missing' } : open(file);
    },

    async saveScenario(name, text, token, unlessChangedSinceMs): Promise<Written> {
      demand(typeof text === 'string' && Buffer.byteLength(text) <= LIMITS.scenarioFileBytes, 'the scenario is too large');
      const known = token === undefined ? undefined : await paths.pathOf(token);
      const there = known === undefined ? undefined : await statOrNone(known);
      if (there !== undefined && unlessChangedSinceMs !== undefined && there.mtimeMs !== unlessChangedSinceMs) return { kind: 'changed' };
      const target = there === undefined ? await askWhere(name, SCENARIO_FILTER) : known;
      if (target === undefined) return { kind: 'cancelled' };
      await writeFile(target, text, 'utf8');
      return { kind: 'saved', name: path.basename(target), place: await placeOf(target, (await stat(target)).mtimeMs) };
    },

    async saveBytes(name, data) {
      demand(data instanceof Uint8Array && data.length <= BYTES_MAX, 'the file is too large');
      const target = await askWhere(name, []);
      if (target === undefined) return undefined;
      await writeFile(target, data);
      return path.basename(target);
    },

    async saveFolder(files) {
      demand(Array.isArray(files) && files.length > 0 && files.length <= FOLDER_FILES_MAX, 'these are not files of a project');
      // All names are checked before the first file is written, and before anybody is asked.
      for (const [name, text] of files) demand(isInnerPath(name) && typeof text === 'string', `${String(name)} is not a file of a project`);
      const answer = await dialogs.showOpenDialog(parent(), { properties: ['openDirectory', 'createDirectory'] });
      const [folder] = answer.filePaths;
      if (answer.canceled || folder === undefined) return undefined;
      for (const [name, text] of files) {
        const target = path.join(folder, ...name.split('/'));
        await mkdir(path.dirname(target), { recursive: true });
        await writeFile(target, text, 'utf8');
      }
      return path.basename(folder);
    },
  };
}

async function statOrNone(file: string): Promise<Stats | undefined> {
  try {
    return await stat(file);
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw fault;
  }
}

/** A relative path with '/' that stays inside whatever folder it is put in, on every system. */
export function isInnerPath(name: unknown): name is string {
  if (typeof name !== 'string' || name.length > 500) return false;
  return name.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && isPlain(part));
}

/** No separators, no drive letters or streams, no control characters, no ending that Windows drops. */
const isPlain = (part: string): boolean => !/[\\/:*?"<>|\p{Cc}]/u.test(part) && !/[. ]$/.test(part);

/** The last part of what the page calls the file, so that it names no folder. */
function fileName(name: unknown): string {
  const last = typeof name === 'string' ? (name.split(/[\\/]/).at(-1) ?? '') : '';
  return isInnerPath(last) && last.length <= 200 ? last : 'untitled';
}

function demand(condition: boolean, complaint: string): asserts condition {
  if (!condition) throw new Error(complaint);
}
