import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isStale, ROOT, tool } from '../../scripts/project.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'spillway-project-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, seconds: number): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, '');
  utimesSync(file, seconds, seconds);
  return path.relative(ROOT, file);
}

describe('isStale', () => {
  it('is true without a build, or with a source newer than it', () => {
    const source = write('src/deep/a.ts', 1_000);
    for (const inside of ['src/deep', 'src']) utimesSync(path.join(folder, inside), 1_000, 1_000);
    const folderOf = path.relative(ROOT, path.join(folder, 'src'));
    expect(isStale(path.relative(ROOT, path.join(folder, 'none.js')), [source])).toBe(true);
    expect(isStale(write('old.js', 999), [folderOf])).toBe(true);
    expect(isStale(write('new.js', 1_001), [folderOf])).toBe(false);
  });
  it('notices a removed file by its folder, and ignores a source that never was', () => {
    write('src/a.ts', 1_000);
    const built = write('built.js', 2_000);
    expect(isStale(built, ['no/such/folder'])).toBe(false);
    rmSync(path.join(folder, 'src/a.ts'));
    expect(isStale(built, [path.relative(ROOT, path.join(folder, 'src'))])).toBe(true);
  });
});

describe('tool', () => {
  it.each([
    ['vite', 'vite'],
    ['oxlint', 'oxlint'],
    ['@biomejs/biome', 'biome'],
    ['typescript', 'tsc'],
    ['@playwright/test', 'playwright'],
  ])('finds the program of %s', (name, command) => {
    expect(existsSync(tool(name, command))).toBe(true);
  });
});
