import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserWindow } from 'electron';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LIMITS } from '#core/base/limits.ts';
import { type FileDialogs, fileHandlers, isInnerPath } from '../../electron/files.ts';
import { knownPaths } from '../../electron/knownPaths.ts';

let folder: string;
/** What the person picks next; undefined cancels. */
let picked: string | undefined;
let asked: { defaultPath?: string }[];
let files: ReturnType<typeof fileHandlers>;
/** As at another start of the app. */
let newFiles: () => typeof files;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'spillway-files-'));
  asked = [];
  picked = undefined;
  const dialogs = {
    showOpenDialog: async (_window: unknown, options: object) => {
      asked.push(options);
      return { canceled: picked === undefined, filePaths: picked === undefined ? [] : [picked] };
    },
    showSaveDialog: async (_window: unknown, options: object) => {
      asked.push(options);
      return { canceled: picked === undefined, filePath: picked ?? '' };
    },
  };
  newFiles = () => fileHandlers(dialogs as unknown as FileDialogs, () => ({}) as BrowserWindow, knownPaths(path.join(folder, 'app', 'files.json')));
  files = newFiles();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => path.join(folder, name);

describe('a scenario', () => {
  const opened = async () => {
    const file = await files.openScenario();
    if (file.kind !== 'file') throw new Error(file.kind);
    return file;
  };

  it('is opened, and saved back without asking', async () => {
    picked = at('a.json');
    writeFileSync(picked, 'old');
    const { place, ...file } = await opened();
    expect([file, place.folder]).toEqual([{ kind: 'file', name: 'a.json', text: 'old' }, folder]);
    expect(await files.saveScenario('a.json', 'new', place.token, place.modifiedMs)).toMatchObject({
      kind: 'saved',
      name: 'a.json',
      place: { token: place.token },
    });
    expect(asked).toHaveLength(1);
    expect(readFileSync(at('a.json'), 'utf8')).toBe('new');
  });

  it('without a place is asked for; a cancelled question writes nothing', async () => {
    picked = at('a.json');
    writeFileSync(picked, 'old');
    await files.openScenario();
    picked = undefined;
    expect(await files.saveScenario('b.json', 'new', undefined, undefined)).toEqual({ kind: 'cancelled' });
    expect(await files.saveScenario('b.json', 'new', 'no such token', 1)).toEqual({ kind: 'cancelled' });
    expect(readFileSync(at('a.json'), 'utf8')).toBe('old');
    expect(asked.map((options) => options.defaultPath)).toEqual([undefined, 'b.json', 'b.json']);
  });

  it('that somebody else has changed since is left as it is, unless the person wants it written', async () => {
    picked = at('a.json');
    writeFileSync(picked, 'old');
    const { place } = await opened();
    writeFileSync(picked, 'theirs');
    utimesSync(picked, 1, 1);
    expect(await files.saveScenario('a.json', 'mine', place.token, place.modifiedMs)).toEqual({ kind: 'changed' });
    expect(readFileSync(picked, 'utf8')).toBe('theirs');
    expect(await files.saveScenario('a.json', 'mine', place.token, undefined)).toMatchObject({ kind: 'saved' });
    expect(readFileSync(picked, 'utf8')).toBe('mine');
  });

  it('is found again at the next start, by its token; one that is gone is missing, and saved where the person says', async () => {
    picked = at('a.json');
    writeFileSync(picked, 'old');
    const { place } = await opened();
    files = newFiles();
    expect(await files.reopenScenario(place.token)).toMatchObject({ kind: 'file', text: 'old', place: { token: place.token } });
    rmSync(picked);
    expect(await files.reopenScenario(place.token)).toEqual({ kind: 'missing' });
    expect(await files.reopenScenario('/etc/passwd')).toEqual({ kind: 'missing' });
    picked = at('b.json');
    expect(await files.saveScenario('a.json', 'new', place.token, place.modifiedMs)).toMatchObject({ kind: 'saved', name: 'b.json' });
  });

  it('beyond the limit is refused before it is read', async () => {
    picked = at('big.json');
    writeFileSync(picked, '');
    truncateSync(picked, LIMITS.scenarioFileBytes + 1);
    expect(await files.openScenario()).toEqual({ kind: 'tooLarge', size: LIMITS.scenarioFileBytes + 1 });
    await expect(files.saveScenario('x.json', 'x'.repeat(LIMITS.scenarioFileBytes + 1), undefined, undefined)).rejects.toThrow('too large');
    expect(asked).toHaveLength(1);
  });

  it('never brings a folder of its own: only the last part of its name is offered', async () => {
    for (const name of ['../../etc/passwd', 'C:\\Windows\\x.json', '/etc/x.json', '..', 'a\u0000b', 5 as unknown as string])
      await files.saveScenario(name, '', undefined, undefined);
    expect(asked.map((options) => options.defaultPath)).toEqual(['passwd', 'x.json', 'x.json', 'untitled', 'untitled', 'untitled']);
  });
});

describe('bytes', () => {
  it('go where the person says', async () => {
    picked = at('x.zip');
    expect(await files.saveBytes('x.zip', Uint8Array.of(1, 2))).toBe('x.zip');
    expect([...readFileSync(at('x.zip'))]).toEqual([1, 2]);
    await expect(files.saveBytes('x.zip', 'text' as unknown as Uint8Array)).rejects.toThrow('too large');
  });
});

describe('a folder', () => {
  it('takes a small tree', async () => {
    picked = folder;
    expect(
      await files.saveFolder([
        ['p/compose.yaml', 'a'],
        ['p/rabbitmq/rabbitmq.conf', 'b'],
      ]),
    ).toBe(path.basename(folder));
    expect(readFileSync(at('p/rabbitmq/rabbitmq.conf'), 'utf8')).toBe('b');
  });

  it.each(['../x', 'a/../../x', '/etc/x', 'a//b', '', '.', 'a\\..\\x', 'C:x', 'a/\u0000', 'a.', 'x '])(
    'is not left by %j: nothing is written or asked',
    async (name) => {
      picked = folder;
      await expect(
        files.saveFolder([
          ['good.txt', ''],
          [name, ''],
        ]),
      ).rejects.toThrow('not a file of a project');
      expect(readdirSync(folder)).toEqual([]);
      expect(asked).toEqual([]);
    },
  );

  it('takes only a list of texts', async () => {
    for (const wrong of ['x', [], [['a', 5]], Array(101).fill(['a', ''])]) {
      await expect(files.saveFolder(wrong as never)).rejects.toThrow(/not (?:a file|files) of a project/);
    }
  });
});

describe('isInnerPath', () => {
  it('keeps ordinary names', () => {
    for (const name of ['compose.yaml', 'rabbitmq/definitions.json', '.env', '订单/a b.txt']) expect(isInnerPath(name)).toBe(true);
  });
});
