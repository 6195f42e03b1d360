/** Writes exported files into a folder: every path is judged before anything is written, and no symbolic link leads out of the folder. */
import { mkdir, readdir, realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isSafePath } from '#core/compose/safePath.ts';

/** A path that leads out of the folder, or that some system takes for something else. */
export class UnsafePath extends Error {
  override name = 'UnsafePath';
}

export async function writeFiles(dir: string, files: ReadonlyMap<string, string>): Promise<void> {
  for (const name of files.keys()) if (!isSafePath(name)) throw new UnsafePath(name);
  await mkdir(dir, { recursive: true });
  const root = await realpath(dir);
  for (const [name, text] of files) {
    const folder = path.dirname(path.join(root, name));
    await mkdir(folder, { recursive: true });
    const real = await realpath(folder);
    if (real !== root && !real.startsWith(root + path.sep)) throw new UnsafePath(name);
    const target = path.join(real, path.basename(name));
    // A link that stands there already would be written through.
    const there = await realpath(target).catch(() => target);
    if (there !== target) throw new UnsafePath(name);
    await writeFile(target, text, { mode: name.endsWith('.sh') ? 0o755 : 0o644 });
  }
}

/** Something stands there already; a folder yet to be made holds nothing. */
export async function isOccupied(dir: string): Promise<boolean> {
  try {
    return (await readdir(dir)).length > 0;
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw fault;
  }
}
