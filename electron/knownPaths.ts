/**
 * Paths a person has picked, by a token each: the page keeps tokens with its designs and recent files, and never learns a path.
 * Kept in a file of the app, so a design finds its file again at the next start. The oldest are forgotten.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const PATHS_MAX = 200;

export interface KnownPaths {
  /** The same path has the same token. */
  tokenOf(file: string): Promise<string>;
  /** Undefined for a token that was never given out, or has been forgotten. */
  pathOf(token: unknown): Promise<string | undefined>;
}

export function knownPaths(storeFile: string): KnownPaths {
  let known: Promise<Map<string, string>> | undefined;
  const read = (): Promise<Map<string, string>> => (known ??= readPaths(storeFile));
  return {
    async tokenOf(file) {
      const paths = await read();
      const token = [...paths].find(([, other]) => other === file)?.[0] ?? randomUUID();
      paths.delete(token);
      paths.set(token, file);
      for (const oldest of [...paths.keys()].slice(0, Math.max(0, paths.size - PATHS_MAX))) paths.delete(oldest);
      // What cannot be kept is known until the app ends.
      await mkdir(path.dirname(storeFile), { recursive: true })
        .then(() => writeFile(storeFile, JSON.stringify(Object.fromEntries(paths)), 'utf8'))
        .catch(() => undefined);
      return token;
    },
    pathOf: async (token) => (typeof token === 'string' ? (await read()).get(token) : undefined),
  };
}

/** A file that is missing, or not ours, is an empty one. */
async function readPaths(storeFile: string): Promise<Map<string, string>> {
  try {
    const value: unknown = JSON.parse(await readFile(storeFile, 'utf8'));
    const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
    return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  } catch {
    return new Map();
  }
}
