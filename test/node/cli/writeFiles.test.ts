import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { isOccupied, UnsafePath, writeFiles } from '#node/cli/writeFiles.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'spillway-write-'));
afterAll(() => rmSync(dir, { recursive: true }));
const place = (name: string): string => path.join(dir, name);

it('writes into folders it makes; what is a script may be run', async () => {
  await writeFiles(
    place('a'),
    new Map([
      ['x/y/run.sh', '1'],
      ['z', '2'],
    ]),
  );
  expect(readFileSync(place('a/z'), 'utf8')).toBe('2');
  expect(statSync(place('a/x/y/run.sh')).mode & 0o111).not.toBe(0);
  expect([await isOccupied(place('a')), await isOccupied(place('none'))]).toEqual([true, false]);
});

it.each(['../out', '/out', 'a/../../out', 'a\\b', 'NUL', 'c:x'])('writes nothing at all when one path is %s', async (bad) => {
  await expect(
    writeFiles(
      place('b'),
      new Map([
        ['fine', '1'],
        [bad, '2'],
      ]),
    ),
  ).rejects.toBeInstanceOf(UnsafePath);
  expect(readdirSync(dir)).not.toContain('b');
  expect(readdirSync(dir)).not.toContain('out');
});

it('follows no link out of the folder', async () => {
  mkdirSync(place('c'));
  mkdirSync(place('elsewhere'));
  writeFileSync(place('elsewhere/file'), 'mine');
  symlinkSync(place('elsewhere'), place('c/link'));
  symlinkSync(place('elsewhere/file'), place('c/file'));
  await expect(writeFiles(place('c'), new Map([['link/new', 'x']]))).rejects.toBeInstanceOf(UnsafePath);
  await expect(writeFiles(place('c'), new Map([['file', 'x']]))).rejects.toBeInstanceOf(UnsafePath);
  expect(readdirSync(place('elsewhere'))).toEqual(['file']);
  expect(readFileSync(place('elsewhere/file'), 'utf8')).toBe('mine');
});
