/** An exported project as one zip, in a folder of its own name so that unpacking scatters nothing. */
import { strToU8, zipSync } from 'fflate';

export const inFolder = (folder: string, files: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...files].map(([name, text]) => [`${folder}/${name}`, text]));

/** A zip made on Unix has a file's mode in the upper half of its attributes. */
const SCRIPT = { os: 3, attrs: 0o100_755 * 65_536 };

/** A script is executable once it is unpacked. */
export const projectZip = (folder: string, files: ReadonlyMap<string, string>): Uint8Array =>
  zipSync(Object.fromEntries([...inFolder(folder, files)].map(([name, text]) => [name, text.startsWith('#!') ? [strToU8(text), SCRIPT] : strToU8(text)])));
