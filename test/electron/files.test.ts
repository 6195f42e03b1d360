import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserWindow } from 'electron';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LIMITS } from '#core/base/limits.ts';
import { type FileDialogs, fileHandlers, isInnerPath } from '../../electron/files.ts';

let folder: string;
/** What the person picks next; undefined cancels. */
let picked: string | undefined;
let asked: { defaultPath?: string }[];
let files: ReturnType<typeof fileHandlers>;

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
  files = fileHandlers(dialogs as unknown as FileDialogs, () => ({}) as BrowserWindow);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => path.join(folder, name);

describe('a scenario', () => {
  it('is opened, and saved back without asking', async () => {
    picked = at('a.json');
    writeFileSync(picked, 'old');
    expect(await files.openScenario()).toEqual({ kind: 'file', name: 'a.json', text: 'old' });
    expect(await files.saveScenario('a.json', 'new', false)).toBe('a.json');
    expect(asked).toHaveLength(1);
    expect(readFileSync(at('a.json'), 'utf8')).toBe('new');
  });

  it('of another name, or saved as, is asked for; a cancelled question writes nothing', async () => {
    picked = at('a.json');
    writeFileSync(picked, 'old');
    await files.openScenario();
    picked = undefined;
    expect(await files.saveScenario('b.json', 'new', false)).toBeUndefined();
    expect(await files.saveScenario('a.json', 'new', true)).toBeUndefined();
    expect(readFileSync(at('a.json'), 'utf8')).toBe('old');
    expect(asked.map((options) => options.defaultPath)).toEqual([undefined, 'b.json', 'a.json']);
  });

  it('beyond the limit is refused before it is read', async () => {
    picked = at('big.json');
    writeFileSync(picked, '');
    truncateSync(picked, LIMITS.scenarioFileBytes + 1);
    expect(await files.openScenario()).toEqual({ kind: 'tooLarge', size: LIMITS.scenarioFileBytes + 1 });
    await expect(files.saveScenario('x.json', 'x'.repeat(LIMITS.scenarioFileBytes + 1), true)).rejects.toThrow('too large');
    expect(asked).toHaveLength(1);
  });

  it('never brings a folder of its own: only the last part of its name is offered', async () => {
    for (const name of ['../../etc/passwd', 'C:\\Windows\\x.json', '/etc/x.json', '..', 'a\u0000b', 5 as unknown as string])
      await files.saveScenario(name, '', true);
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
