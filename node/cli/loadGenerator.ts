/** The load generator that an exported project takes along: the build puts its bundle beside that of the command line. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** Undefined when it is not there, as in a program run from its sources. */
export async function readLoadGenerator(folder: string = import.meta.dirname): Promise<string | undefined> {
  try {
    return await readFile(path.join(folder, 'loadgen.mjs'), 'utf8');
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw fault;
  }
}
