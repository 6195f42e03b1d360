/**
 * Files of the desktop app. Every path comes from a dialog of the system; the page only offers names and contents, which are
 * checked here because a page's word is not to be trusted.
 */
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserWindow, Dialog } from 'electron';
import { LIMITS } from '#core/base/limits.ts';
import type { Handlers, Opened } from './ipc.ts';

const SCENARIO_FILTER = [{ name: 'Spillway', extensions: ['json'] }];
/** A picture or a zip of one design. */
const BYTES_MAX = 64 * 1024 * 1024;
const FOLDER_FILES_MAX = 100;

export type FileDialogs = Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>;

export function fileHandlers(
  dialogs: FileDialogs,
  windowNow: () => BrowserWindow | undefined,
): Pick<Handlers, 'openScenario' | 'saveScenario' | 'saveBytes' | 'saveFolder'> {
  /** Where the document in the window lies. The page knows its name only. */
  let scenarioPath: string | undefined;

  const parent = (): BrowserWindow => {
    const window = windowNow();
    if (window === undefined) throw new Error('no window');
    return window;
  };
  const askWhere = async (name: string, filters: typeof SCENARIO_FILTER): Promise<string | undefined> => {
    const answer = await dialogs.showSaveDialog(parent(), { defaultPath: fileName(name), filters });
    return answer.canceled || answer.filePath === '' ? undefined : answer.filePath;
  };

  return {
    async openScenario(): Promise<Opened> {
      const answer = await dialogs.showOpenDialog(parent(), { properties: ['openFile'], filters: SCENARIO_FILTER });
      const [chosen] = answer.filePaths;
      if (answer.canceled || chosen === undefined) return { kind: 'cancelled' };
      const { size } = await stat(chosen);
      if (size > LIMITS.scenarioFileBytes) return { kind: 'tooLarge', size };
      const text = await readFile(chosen, 'utf8');
      scenarioPath = chosen;
      return { kind: 'file', name: path.basename(chosen), text };
    },

    async saveScenario(name, text, isAs) {
      demand(typeof text === 'string' && Buffer.byteLength(text) <= LIMITS.scenarioFileBytes, 'the scenario is too large');
      const isSame = !isAs && scenarioPath !== undefined && path.basename(scenarioPath) === fileName(name);
      const target = isSame ? scenarioPath : await askWhere(name, SCENARIO_FILTER);
      if (target === undefined) return undefined;
      await writeFile(target, text, 'utf8');
      scenarioPath = target;
      return path.basename(target);
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
