/** An exported project as one zip, in a folder of its own name so that unpacking scatters nothing. */
import { strToU8, zipSync } from 'fflate';

export const inFolder = (folder: string, files: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...files].map(([name, text]) => [`${folder}/${name}`, text]));

export const projectZip = (folder: string, files: ReadonlyMap<string, string>): Uint8Array =>
  zipSync(Object.fromEntries([...inFolder(folder, files)].map(([name, text]) => [name, strToU8(text)])));
